// How the log looks: a document, but for the line of the caret, which shows what is really written.

import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, ViewPlugin, WidgetType } from '@codemirror/view'
import { inline, label, letters, read, saidBy } from './lines.js'
import { tick } from './edits.js'

const HEAD = 8 // lines: title, teacher, coach, cycle, date
const VOICES = ['one', 'two', 'both']

export const setSpeakers = StateEffect.define()
export const setPrinted = StateEffect.define()
const printed = StateField.define({
  create: () => false,
  update: (is, { effects }) => effects.findLast(one => one.is(setPrinted))?.value ?? is
})
const speakers = StateField.define({
  create: () => [],
  update: (names, { effects }) => effects.findLast(one => one.is(setSpeakers))?.value ?? names
})

class Sign extends WidgetType {
  constructor (sign) {
    super()
    this.sign = sign
  }

  eq (other) { return other.sign === this.sign }

  toDOM () {
    const dom = document.createElement('span')
    dom.className = 'sign'
    dom.textContent = /\d/.test(this.sign) ? this.sign : '•'
    return dom
  }
}

class Box extends WidgetType {
  constructor (ticked, words, fixed) {
    super()
    Object.assign(this, { ticked, words, fixed })
  }

  eq (other) {
    return other.ticked === this.ticked && other.words === this.words && other.fixed === this.fixed
  }

  toDOM () {
    const dom = document.createElement('span')
    dom.className = 'sign'
    const box = document.createElement('input')
    box.type = 'checkbox'
    box.checked = this.ticked
    box.setAttribute('aria-disabled', this.fixed)
    box.tabIndex = -1
    box.setAttribute('aria-label', this.words || 'empty step')
    dom.append(box)
    return dom
  }

  ignoreEvent () { return false }
}

class Paper {
  constructor (view) { this.decorations = drawn(view) }

  update (update) {
    const told = update.transactions.some(({ effects }) => effects.length)
    if (told || update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged) {
      this.decorations = drawn(update.view)
    }
  }
}

function drawn (view) {
  const { state } = view
  const names = state.field(speakers)
  const writes = view.hasFocus && !state.readOnly && !state.field(printed)
  const caret = writes ? state.doc.lineAt(state.selection.main.head).from : -1
  const found = []
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at)
      found.push(...ofLine(line, { names, source: line.from === caret, fixed: state.readOnly }))
      at = line.to + 1
    }
  }
  return Decoration.set(found, true)
}

function * ofLine (line, { names, source, fixed }) {
  const is = read(line.text)
  const who = saidBy(line.text, names)
  const words = line.from + is.mark
  yield Decoration.line(dress(is, { who, names, source })).range(line.from)
  if (is.mark) yield * markOf(is, line, source, fixed)
  if (who) {
    const at = line.text.indexOf(names[who - 1])
    yield span(`name ${VOICES[who - 1]}`, line.from + at, line.from + at + names[who - 1].length + 1)
  } else if (!is.mark) {
    const length = label(line.text, line.number <= HEAD)
    if (length) yield span('field', line.from, line.from + length)
  }
  for (const one of inline(line.text, words - line.from)) yield * within(line.from, one, source)
}

function dress (is, { who, names, source }) {
  const classes = [is.kind, source && 'source', is.kind === 'heading' && `h${is.level}`]
  if (is.kind === 'item') classes.push(`d${is.depth}`, is.box === true && 'done')
  const attributes = {}
  if (is.kind === 'heading') Object.assign(attributes, { role: 'heading', 'aria-level': `${is.level}` })
  if (who) {
    classes.push('said', VOICES[who - 1])
    attributes['data-letter'] = letters(names)[who - 1]
  }
  return { class: classes.filter(Boolean).join(' '), attributes }
}

function * markOf (is, line, source, fixed) {
  const end = line.from + is.mark
  if (source || is.kind === 'rule') {
    yield span('mark', line.from, end)
  } else if (is.kind === 'item') {
    const words = line.text.slice(is.mark)
    const widget = is.box === undefined ? new Sign(is.sign) : new Box(is.box, words, fixed)
    yield Decoration.replace({ widget }).range(line.from, end)
  } else {
    yield Decoration.replace({}).range(line.from, end)
  }
}

function * within (base, { kind, start, end, inner, outer }, source) {
  yield span(kind, base + inner, base + outer)
  const hidden = source ? Decoration.mark({ class: 'mark' }) : Decoration.replace({})
  yield hidden.range(base + start, base + inner)
  yield hidden.range(base + outer, base + end)
}

const span = (name, from, to) => Decoration.mark({ class: name }).range(from, to)

/** Tick a box that was clicked; the caret stays where it is. */
function clicked (event, view) {
  if (!event.target.matches?.('input[type=checkbox]')) return false
  event.preventDefault()
  if (event.type === 'click') {
    const patch = tick(view.state.doc.toString(), view.posAtDOM(event.target))
    if (patch && !view.state.readOnly) {
      view.dispatch({ changes: patch, userEvent: 'input' })
    }
  }
  return true
}

export const look = [
  speakers,
  printed,
  ViewPlugin.fromClass(Paper, {
    decorations: paper => paper.decorations,
    eventHandlers: { mousedown: clicked, click: clicked }
  })
]
