// The log as a plain field: all its lines are there for a screen reader, and phones know how to type.

import { apart, difference, lineAt, runs, survivors, through, tick } from './edits.js'
import { HISTORY, turned } from './history.js'
import { headingRow } from './lines.js'
import { Sign } from './sign.js'

// A field reads \r as a line break, and \r\n as one: places would no longer be the same.
const shown = text => text.toString().replace(/\r/g, '\u240d')

/** The same members as `DocumentField`. */
export class PlainField {
  constructor (text, undo, { moved, paste }) {
    Object.assign(this, { text, undo, moved, paste })
    this.base = shown(text) // what stands in the field, as the shared text knows it
    this.sign = new Sign()
    this.composing = false
    this.waiting = [] // what others changed while a character is being composed
    this.dom = document.createElement('textarea')
    this.dom.className = 'plain'
    this.dom.value = this.base
    this.dom.setAttribute('aria-label', 'The log of our conversation, as plain text')
    this.listen()
    undo.addTrackedOrigin(this)
    text.observe(this.changed)
  }

  listen () {
    const on = (name, do_) => this.dom.addEventListener(name, do_)
    on('input', () => this.take())
    on('compositionstart', () => { this.composing = true })
    on('compositionend', () => this.composed())
    on('keydown', event => this.key(event))
    on('beforeinput', event => {
      const { inputType, data } = event
      const way = HISTORY[inputType]
      if (way) this.turn(event, way)
      else if (inputType === 'insertText' && data && this.edit(this.sign.typing(data))) event.preventDefault()
    })
    for (const name of ['select', 'keyup', 'pointerup', 'focus', 'blur']) on(name, this.moved)
  }

  key (event) {
    this.sign.key(event.key)
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && event.key === 'Enter' && this.edit(tick)) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey && this.edit(this.sign.enter)) event.preventDefault()
    else if (withControl && /^[zy]$/i.test(event.key)) {
      this.turn(event, event.key.toLowerCase() === 'z' && !event.shiftKey ? 'undo' : 'redo')
    }
  }

  turn (event, way) {
    event.preventDefault()
    const place = turned(this.undo, way)
    if (place !== null) this.dom.setSelectionRange(place, place)
  }

  /**
   * What was typed goes into the shared text, through what others changed meanwhile. While a
   * character is being composed and others write, both wait: the field must not be touched then.
   */
  take () {
    const patch = difference(this.base, this.dom.value)
    if (!patch || (this.composing && this.waiting.length)) return
    const insert = this.composing ? patch.insert : this.paste(patch.insert)
    if (insert !== patch.insert) {
      this.dom.setRangeText(insert, patch.from, patch.from + patch.insert.length, 'end')
    }
    this.base = this.dom.value
    const gone = survivors(patch.from, patch.to, this.waiting)
    this.put(this.waiting.reduce(through, patch.from), gone, insert)
    this.moved()
  }

  put (at, gone, insert) {
    this.text.doc.transact(() => {
      if (insert) this.text.insert(at, insert)
      const behind = place => place >= at ? place + insert.length : place
      for (const [from, length] of runs(gone.map(behind)).reverse()) this.text.delete(from, length)
    }, this)
  }

  changed = (event, { origin }) => {
    if (origin === this) return
    this.waiting.push(event.delta)
    if (!this.composing) this.catchUp()
  }

  composed () {
    this.composing = false
    this.catchUp()
  }

  /** Bring what others changed into the field; the selection stays on the words it is on. */
  catchUp () {
    this.take()
    this.waiting = []
    const patch = difference(this.dom.value, shown(this.text))
    if (patch) this.dom.setRangeText(patch.insert, patch.from, patch.to, 'preserve')
    this.base = this.dom.value
  }

  edit (make) {
    const { selectionStart: from, selectionEnd: to, readOnly } = this.dom
    const patch = readOnly || from !== to ? null : make(this.dom.value, from)
    if (!patch) return false
    const { insert } = apart(this.dom.value, patch) ?? patch
    this.dom.setRangeText(insert, patch.from, patch.to)
    this.dom.setSelectionRange(patch.caret, patch.caret)
    this.take()
    return true
  }

  get caret () {
    const { selectionStart: from, selectionEnd: to, selectionDirection } = this.dom
    if (document.activeElement !== this.dom) return null
    return selectionDirection === 'backward' ? [to, from] : [from, to]
  }

  set readOnly (fixed) { this.dom.readOnly = fixed }

  set empty (words) { this.dom.placeholder = words }

  show () {} // a plain field has no colours, and no place for others' carets

  goTo (heading) {
    const lines = this.dom.value.split('\n')
    const row = headingRow(lines, heading)
    if (row < 0) return
    const at = lines.slice(0, row).join('\n').length + (row > 0)
    const { to } = lineAt(this.dom.value, at)
    this.dom.focus()
    this.dom.setSelectionRange(to, to)
  }

  set printed (is) {
    const paper = document.getElementById('paper')
    paper.textContent = is ? this.dom.value : ''
  }

  focus () { this.dom.focus() }

  destroy () {
    this.text.unobserve(this.changed)
    this.undo.removeTrackedOrigin(this)
    this.dom.remove()
  }
}
