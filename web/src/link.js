// The way to the hub and back: kept up whatever happens, with a count of what is not saved yet.

import * as Y from 'yjs'
import { RelaySocket } from './relay.js'
import { answers, asks, clockIn, digest, parse, says, stateOf, tells } from './wire.js'

const FIRST = 200
const LONGEST = 5000
const PULSE = 2000
const ASK = 5000
const SILENCE = 8000
const SOON = 150
const QUIET = 6000
const LARGEST = 48 * 1024
const LONGEST_STATE = 3000 // the hub takes 4 KB of words
const WITHDRAWN = 4403
const AFRESH = 4409
const OVER = 4410

const now = () => performance.now()

export class Link {
  /**
   * @param {string} url of the hub
   * @param {{token: string, document: string}} given by the link
   * @param {Y.Text} text of a document that only this link and the person at this tab change
   * @param {{say: () => object, tell: () => void, afresh: () => void}} ears
   *   `say`: what is said of this tab; `tell`: something has changed; `afresh`: the document is of
   *   no use any more
   */
  constructor (url, { token, document }, text, ears) {
    Object.assign(this, { url, token, document, text, doc: text.doc, ears })
    this.state = 'connecting' // or: connected, withdrawn, over, closed
    this.isWhole = false // whether it was ever told what the others have
    this.differs = 0 // how often in a row the same updates made another text elsewhere
    this.attempts = 0 // in vain, since it was last connected
    this.role = this.name = '' // of the guest, as the hub says
    this.peers = new Map()
    this.coach = null
    this.coachAt = this.seen = -Infinity
    this.pending = [] // own changes that are not known to be saved, in order
    this.savedText = ''
    this.made = this.sent = this.kept = this.clock = 0
    this.delay = FIRST
    this.doc.on('update', this.changed)
    this.beat = setInterval(() => this.tick(), 1000)
    this.connect()
  }

  get isCoachHere () { return now() - this.coachAt < QUIET }
  get unsaved () { return this.pending.length }
  /** A relay has a document before anything is in it: what counts is that the coach is there. */
  get synced () { return this.isWhole && (!this.document || this.coach !== null) }
  get isEnded () { return !['connecting', 'connected'].includes(this.state) }

  // Connecting

  connect () {
    clearTimeout(this.timer)
    if (this.state !== 'connecting' || this.socket) return
    const socket = this.socket = this.document
      ? new RelaySocket(this.url, this.document, this.token)
      : new WebSocket(this.url, ['mqi.1', `mqi.token.${this.token}`])
    socket.binaryType = 'arraybuffer'
    this.seen = now()
    this.answered = false
    socket.onopen = () => this.opened()
    socket.onmessage = ({ data }) => this.take(new Uint8Array(data))
    socket.onclose = ({ code }) => this.closed(code)
  }

  opened () {
    this.state = 'connected'
    this.attempts = 0
    this.sent = this.kept
    this.askedAt = this.pulsedAt = -Infinity
    this.tick()
    this.ears.tell()
  }

  closed (code) {
    this.leave()
    if (code === AFRESH) return this.ears.afresh()
    this.state = { [WITHDRAWN]: 'withdrawn', [OVER]: 'over' }[code] ?? 'connecting'
    if (this.state === 'connecting') {
      this.attempts++
      this.timer = setTimeout(() => this.connect(), this.delay * (0.75 + Math.random() / 2))
      this.delay = Math.min(this.delay * 2, LONGEST)
    }
    this.ears.tell()
  }

  /** Let go of the socket at once: a dead one may take minutes to say that it is closed. */
  leave () {
    const socket = this.socket
    if (!socket) return
    this.socket = null
    this.peers.clear()
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  /** Now is a good moment to look whether the way is free again. */
  wake () {
    this.tick()
    if (this.state === 'connecting' && !this.socket) this.connect()
  }

  close () {
    this.state = 'closed'
    clearInterval(this.beat)
    clearTimeout(this.timer)
    clearTimeout(this.soon)
    this.doc.off('update', this.changed)
    this.leave()
  }

  tick () {
    if (this.socket && now() - this.seen > SILENCE) this.closed(0)
    if (this.state === 'connected') {
      if (now() - this.askedAt >= ASK) this.ask()
      if (now() - this.pulsedAt >= PULSE) this.pulse()
    }
    this.ears.tell()
  }

  send (bytes) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(bytes)
  }

  ask (everything = false) {
    this.askedAt = now()
    this.send(asks(this.doc, everything))
  }

  // What is written here

  changed = (update, origin) => {
    this.ownDigest = null
    if (origin === this) return
    const clock = Y.getState(this.doc.store, this.doc.clientID)
    this.pending.push({ number: ++this.made, clock, update })
    if (this.answered) {
      this.send(tells(update))
      this.sent = this.made
      clearTimeout(this.soon)
      this.soon = setTimeout(() => this.pulse(), SOON)
    }
    this.ears.tell()
  }

  /** The hub asks for what it lacks. Before that, nothing of ours is sent: it would come too early. */
  answer (theirs) {
    const missing = Y.encodeStateAsUpdate(this.doc, theirs)
    if (missing.length <= LARGEST) this.send(answers(missing))
    else this.parcels().forEach(parcel => this.send(tells(parcel)))
    this.answered = true
    this.sent = this.made
    this.pulse()
  }

  /** What is not saved yet, in updates that are not too large. */
  parcels () {
    const found = []
    let group = []
    let size = 0
    for (const { update } of this.pending) {
      if (group.length && size + update.length > LARGEST) {
        found.push(Y.mergeUpdates(group))
        group = []
        size = 0
      }
      group.push(update)
      size += update.length
    }
    return group.length ? [...found, Y.mergeUpdates(group)] : found
  }

  /**
   * Say what is to be said of this tab. `made` counts what has been sent on this connection: only
   * that can be said to be kept. `brief`: without what texts are compared by, which takes a while.
   */
  pulse (brief = false) {
    const said = { ...this.ears.say(), made: this.sent }
    if (!brief) this.pulsedAt = now()
    const state = brief ? '' : stateOf(this.doc)
    if (state && state.length <= LONGEST_STATE) Object.assign(said, { state, digest: this.digest })
    this.send(says(this.doc.clientID, ++this.clock, said))
  }

  get digest () {
    return (this.ownDigest ??= digest(this.text.toString()))
  }

  // What comes

  take (bytes) {
    this.seen = now()
    const message = parse(bytes)
    if (!message) return
    if (message.asked) this.answer(message.asked)
    if (message.update) this.apply(message)
    message.said?.forEach(([client, said]) => this.listen(client, said))
    this.ears.tell()
  }

  apply ({ update, whole }) {
    Y.applyUpdate(this.doc, update, this)
    if (!whole) return
    this.isWhole = true
    this.delay = FIRST
  }

  listen (client, said) {
    if (said === null || said.gone) {
      this.peers.delete(client)
      return
    }
    if (said.role === 'hub') return this.heed(said)
    if (client === this.doc.clientID) {
      if (!this.document) Object.assign(this, { role: said.role, name: said.name })
      return
    }
    this.peers.set(client, said)
    this.compare(said)
    if (said.role === 'coach') this.hear(said)
  }

  /** At a relay, the hub says by words what it says to a socket of its own by closing it. */
  heed ({ you, closed }) {
    if (!this.document) return
    Object.assign(this, { role: you.role, name: you.name })
    if (closed) this.closed(closed)
  }

  /** The coach's program says what it has on disk. */
  hear (said) {
    this.coach = said
    this.coachAt = now()
    const id = this.doc.clientID
    const known = said.state ? clockIn(said.state, id) : Infinity
    const kept = said.kept?.[id] ?? 0
    while (this.pending.length && this.pending[0].number <= kept && this.pending[0].clock <= known) {
      this.kept = this.pending.shift().number
    }
    if (!this.pending.length) this.savedText = this.text.toString()
  }

  /** Whether others made the same text of the same updates; else all is asked for anew. */
  compare (said) {
    if (!said.state || said.state !== stateOf(this.doc)) return
    this.differs = said.digest === this.digest ? 0 : this.differs + 1
    if (this.differs > 1) this.ask(true)
  }
}
