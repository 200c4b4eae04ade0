// One document after the other: where one is of no use any more, a fresh one takes its place.

import * as Y from 'yjs'
import { unsavedLines } from './edits.js'
import { keepHere, keptHere } from './storage.js'
import { Link } from './link.js'
import { ownId } from './wire.js'

const MOST = 5 // fresh documents without having been saved once
const KEEPS = 3000 // milliseconds that a relay may keep a document that everybody has left

export class Sheet {
  /**
   * @param {string} url of the hub
   * @param {{token: string, document: string}} given by the link
   * @param {{say: () => object, tell: () => void, fresh: () => void}} ears
   *   `fresh`: there is another text now
   */
  constructor (url, given, ears) {
    Object.assign(this, { url, given, token: given.token, ears })
    this.refused = 0
    this.carried = this.found() // own lines that were saved nowhere
    this.begin()
  }

  begin () {
    this.doc = new Y.Doc()
    this.doc.clientID = ownId(this.token)
    this.text = this.doc.getText('log')
    this.undo = new Y.UndoManager(this.text, { captureTimeout: 500, trackedOrigins: new Set([this]) })
    this.link = new Link(this.url, this.given, this.text, {
      say: this.ears.say,
      tell: () => this.told(),
      afresh: () => this.again()
    })
  }

  get gaveUp () { return this.refused > MOST }
  get unsaved () { return this.link.unsaved + this.carried.length }

  told () {
    const { link } = this
    if (!link) return
    if (link.kept) this.refused = 0
    // Once the link is ended nothing takes them: they are shown, for copying.
    if (this.carried.length && ((link.synced && link.coach) || link.isEnded)) this.bring()
    if (this.isPut && link.synced && !this.unsaved) this.put()
    this.ears.tell()
  }

  /** Own lines that are not saved, for this tab when it is opened again: phones close tabs at will. */
  put () {
    const lines = [...this.carried, ...this.mine()]
    this.isPut = lines.length > 0
    keepHere('unsaved', lines.length ? JSON.stringify([this.token, lines]) : '')
  }

  found () {
    const [token, lines] = JSON.parse(keptHere('unsaved') || '[]')
    this.isPut = token === this.token
    return this.isPut ? lines : []
  }

  mine () {
    const { link, text } = this
    return link.unsaved ? unsavedLines(text.toString(), link.savedText, '') : []
  }

  /** The hub has no use for this document: its own unsaved lines go along into a fresh one. */
  again () {
    this.carried = [...this.carried, ...this.mine()]
    this.refused++
    this.link.close()
    if (this.gaveUp) return this.ears.tell()
    this.undo.destroy()
    setTimeout(() => {
      this.begin()
      this.ears.fresh()
    }, 200 * this.refused + (this.given.document ? KEEPS : 0))
  }

  bring () {
    const carried = this.carried
    this.carried = []
    const now = this.text.toString()
    const lines = unsavedLines(carried.join('\n'), '', now)
    const gap = now.endsWith('\n') || !now ? '\n' : '\n\n'
    this.doc.transact(() => {
      if (lines.length) this.text.insert(now.length, `${gap}${lines.join('\n')}\n`)
    }, this)
  }
}
