// A list sign that Enter made. Who is used to typing it does so once more: it stands once.

import { apart, enter, lineAt } from './edits.js'

const AGAIN = /^(?:(?<sign>[-*+])|(?<number>\d{1,3}[.)])|(?<box>\[ ?\])) $/
const MOVES = /^(?:Arrow|Home|End|Page)/

export class Sign {
  /** All of the line, as Enter began it; null for none. */
  made = null
  /** What was typed behind it. */
  typed = ''

  /** Enter, as `edits.js` has it; what it makes of a list is known from then on. */
  enter = (text, at) => {
    const patch = enter(text, at)
    this.made = patch?.insert.slice(1) || null
    this.typed = ''
    return patch
  }

  /** What goes where with `letters`, typed next, the sign was typed again; null for nothing. */
  again = letters => (text, at) => {
    const before = this.typed
    this.typed += letters
    if (text.slice(lineAt(text, at).from, at) !== this.made + before) this.made = null
    if (this.made === null || !isIn(this.made, AGAIN.exec(this.typed))) return null
    this.typed = ''
    return { from: at - before.length, to: at, insert: '', caret: at - before.length }
  }

  /** What becomes of `letters`, typed next, where it is not what the field itself makes of them. */
  typing = letters => (text, at) =>
    this.again(letters)(text, at) ??
    apart(text, { from: at, to: at, insert: letters, caret: at + letters.length })

  /** A key: one that moves the caret ends it. */
  key (name) {
    if (MOVES.test(name)) this.made = null
  }
}

/** Whether a line that begins so has such a sign: for a dash a star will do, for a number that number. */
function isIn (made, again) {
  if (!again) return false
  const { number, box } = again.groups
  if (box) return made.includes('[')
  return number ? made.trimStart().startsWith(number) : /^\s*[-*+]/.test(made)
}
