// The log as a document that is written in: CodeMirror on the shared text.

import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view'
import { standardKeymap } from '@codemirror/commands'
import { ySync, ySyncAnnotation, ySyncFacet, YSyncConfig } from 'y-codemirror.next'
import { carets, setCarets } from './carets.js'
import { apart, tick } from './edits.js'
import { headingRow } from './lines.js'
import { HISTORY, turned } from './history.js'
import { look, setPrinted, setSpeakers } from './look.js'
import { Sign } from './sign.js'

const LABELS = {
  'aria-label': 'The log of our conversation',
  spellcheck: 'true',
  autocorrect: 'on',
  autocapitalize: 'sentences'
}

/**
 * What is read stays where it is while others write above it. CodeMirror sees to that once a frame, and of two
 * changes within one it knows the last alone: so it looks after each.
 */
const steady = EditorView.updateListener.of(({ docChanged, transactions, view }) => {
  if (docChanged && transactions.some(one => one.annotation(ySyncAnnotation))) view.lineBlockAtHeight(0)
})

/** A field on a page: `PlainField` has the same members. */
export class DocumentField {
  /**
   * @param {import('yjs').Text} text
   * @param {import('yjs').UndoManager} undo
   * @param {{moved: () => void, paste: (text: string) => string}} ears
   */
  constructor (text, undo, { moved, paste }) {
    this.undo = undo
    this.origin = new YSyncConfig(text, null)
    undo.addTrackedOrigin(this.origin)
    this.fixed = new Compartment()
    this.blank = new Compartment()
    this.blankSays = ''
    this.told = ''
    this.sign = new Sign()
    this.view = new EditorView({
      state: EditorState.create({ doc: text.toString(), extensions: [this.extensions(moved, paste)] })
    })
    this.dom = this.view.dom
  }

  extensions (moved, paste) {
    return [
      EditorState.lineSeparator.of('\n'), // else a \r\n within the text moves every place behind it
      ySyncFacet.of(this.origin),
      ySync,
      keymap.of([...this.keys(), ...standardKeymap]),
      EditorView.inputHandler.of((view, from, to, letters) =>
        !view.composing && from === to && this.edit(this.sign.typing(letters))),
      EditorView.domEventObservers({ keydown: ({ key }) => this.sign.key(key) }),
      EditorView.domEventHandlers({
        beforeinput: event => {
          const way = HISTORY[event.inputType]
          return way ? this.turn(way) : false
        }
      }),
      EditorView.clipboardInputFilter.of(paste),
      EditorView.contentAttributes.of(LABELS),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.updateListener.of(update => {
        if (update.selectionSet || update.docChanged || update.focusChanged) moved()
      }),
      steady,
      this.fixed.of([]),
      drawSelection(),
      highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/g }),
      this.blank.of([]),
      look,
      carets
    ]
  }

  keys () {
    const turn = way => () => this.turn(way)
    return [
      { key: 'Mod-z', run: turn('undo'), preventDefault: true },
      { key: 'Mod-y', mac: 'Mod-Shift-z', run: turn('redo'), preventDefault: true },
      { key: 'Mod-Shift-z', run: turn('redo'), preventDefault: true },
      { key: 'Mod-Enter', run: () => this.edit(tick) },
      { key: 'Enter', run: () => this.edit(this.sign.enter) }
    ]
  }

  /** Undo or redo, and show where. */
  turn (way) {
    const anchor = turned(this.undo, way)
    if (anchor !== null) this.view.dispatch({ selection: { anchor }, scrollIntoView: true })
    return true
  }

  /** Apply what a function of `edits.js` makes of text and caret; whether it made anything. */
  edit (make) {
    const { state } = this.view
    const { main } = state.selection
    if (state.readOnly || !main.empty) return false
    const text = state.doc.toString()
    const patch = make(text, main.head)
    if (!patch) return false
    const selection = { anchor: patch.caret }
    this.view.dispatch({ changes: apart(text, patch) ?? patch, selection, userEvent: 'input', scrollIntoView: true })
    return true
  }

  /** Anchor and head in UTF-16 units; null while nobody writes here. */
  get caret () {
    const { anchor, head } = this.view.state.selection.main
    return this.view.hasFocus ? [anchor, head] : null
  }

  set readOnly (fixed) {
    const state = EditorState.readOnly.of(fixed)
    if (this.view.state.readOnly === fixed) return
    const attributes = EditorView.contentAttributes.of({ 'aria-readonly': `${fixed}` })
    this.view.dispatch({ effects: this.fixed.reconfigure([state, attributes]) })
  }

  /** What is said where the log stands, while it has no words. */
  set empty (words) {
    if (this.blankSays === words) return
    this.blankSays = words
    this.view.dispatch({ effects: this.blank.reconfigure(placeholder(words)) })
  }

  /** Whose names lines begin with, and the carets of others: `{name, colour, at}`. */
  show (names, others) {
    const told = JSON.stringify([names, others])
    if (told === this.told) return
    this.told = told
    const { length } = this.view.state.doc
    const there = others.filter(({ at }) => at <= length)
    this.view.dispatch({ effects: [setSpeakers.of(names), setCarets.of(there)] })
  }

  goTo (heading) {
    const row = headingRow(this.view.state.doc.toString().split('\n'), heading)
    if (row < 0) return
    const { from } = this.view.state.doc.line(row + 1)
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 24 }) })
  }

  /** On paper, all of it is a document. */
  set printed (is) { this.view.dispatch({ effects: setPrinted.of(is) }) }

  focus () { this.view.focus() }

  destroy () {
    this.undo.removeTrackedOrigin(this.origin)
    this.view.destroy()
    this.dom.remove()
  }
}
