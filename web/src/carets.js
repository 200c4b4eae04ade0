// Where others write: a bar in their colour with their name, drawn by class and moved along.

import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'

export const setCarets = StateEffect.define()

class Caret extends WidgetType {
  constructor ({ name, colour, at }) {
    super()
    Object.assign(this, { name, colour, at })
  }

  eq (other) {
    return other.name === this.name && other.colour === this.colour && other.at === this.at
  }

  toDOM () {
    const dom = document.createElement('span')
    dom.className = `caret ${this.colour}`
    dom.setAttribute('aria-hidden', 'true')
    const flag = document.createElement('b')
    flag.textContent = this.name
    dom.append('\u2060', flag)
    return dom
  }
}

const field = StateField.define({
  create: () => Decoration.none,
  update (drawn, { changes, effects }) {
    const told = effects.findLast(one => one.is(setCarets))
    return told ? Decoration.set(told.value.map(bar), true) : drawn.map(changes)
  },
  provide: one => EditorView.decorations.from(one)
})

const bar = one => Decoration.widget({ widget: new Caret(one), side: 1 }).range(one.at)

export const carets = field
