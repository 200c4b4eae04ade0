// The link against a hub of messages alone: what it says is saved, and when.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import * as Y from 'yjs'
import { Link } from '../src/link.js'
import { parts } from '../src/relay.js'
import { Sheet } from '../src/sheet.js'
import { answers, asks, clockIn, digest, ownId, parse, says, stateOf } from '../src/wire.js'

const TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA'
const sockets = []
const links = []
afterEach(() => links.splice(0).forEach(link => link.close()))

class Socket {
  static OPEN = 1

  constructor (url, protocols) {
    Object.assign(this, { url, protocols, readyState: 0, out: [] })
    sockets.push(this)
  }

  send (bytes) { this.out.push(parse(new Uint8Array(bytes))) }
  close () { this.readyState = 3 }
  open () {
    this.readyState = 1
    this.onopen()
  }

  gets (bytes) { this.onmessage({ data: bytes }) }
  drops (code = 1006) {
    this.readyState = 3
    this.onclose({ code })
  }

  get made () { return this.out.flatMap(({ said }) => said ?? []).map(([, words]) => words.made) }
}
globalThis.WebSocket = Socket

const nobody = { say: () => ({}), tell: () => {}, afresh: () => {} }

function linked (doc = new Y.Doc()) {
  const link = new Link('ws://x/log', { token: TOKEN, document: '' }, doc.getText('log'), nobody)
  const socket = sockets.at(-1)
  links.push(link)
  socket.open()
  return { link, socket, doc, text: doc.getText('log') }
}

const coach = (doc, kept, more = {}) =>
  says(1, 1, { role: 'coach', kept: { [doc.clientID]: kept }, state: stateOf(doc), ...more })

test('the token goes as a sub-protocol, never in the address', () => {
  const { link, socket } = linked()
  assert.deepEqual(socket.protocols, ['mqi.1', `mqi.token.${TOKEN}`])
  assert.ok(!socket.url.includes(TOKEN))
})

test('nothing is sent before the hub has asked; then all of it', () => {
  const { socket, text } = linked()
  text.insert(0, 'early')
  assert.ok(!socket.out.some(message => message?.update))
  socket.gets(asks(new Y.Doc()))
  const there = new Y.Doc()
  Y.applyUpdate(there, socket.out.find(message => message?.update).update)
  assert.equal(there.getText('log').toString(), 'early')
  assert.equal(socket.made.at(-1), 1)
  text.insert(5, '!')
  assert.ok(socket.out.at(-1).update)
})

test('what others write is not counted as one\'s own, nor sent back', () => {
  const { link, socket, doc } = linked()
  socket.gets(asks(doc))
  const theirs = new Y.Doc()
  theirs.getText('log').insert(0, 'theirs')
  const before = socket.out.length
  socket.gets(answers(Y.encodeStateAsUpdate(theirs)))
  assert.equal(doc.getText('log').toString(), 'theirs')
  assert.equal(link.unsaved, 0)
  assert.equal(socket.out.length, before)
})

test('saved is what the coach says of what was sent on this connection', () => {
  const { link, socket, doc, text } = linked()
  socket.gets(asks(doc))
  text.insert(0, 'a')
  assert.equal(link.unsaved, 1)
  socket.gets(coach(doc, 1))
  assert.equal(link.unsaved, 0)
  socket.drops()
  text.insert(1, 'b')
  clearTimeout(link.timer)
  link.connect()
  sockets.at(-1).open()
  assert.deepEqual(sockets.at(-1).made, [1], 'not 2: the second was not sent yet')
  sockets.at(-1).gets(coach(doc, 1))
  assert.equal(link.unsaved, 1)
})

test('what the coach counts but does not have is not saved', () => {
  const { link, socket, doc, text } = linked()
  socket.gets(asks(doc))
  text.insert(0, 'a')
  socket.gets(coach(doc, 1, { state: '1:5' }))
  assert.equal(link.unsaved, 1)
  socket.gets(coach(doc, 1))
  assert.equal(link.unsaved, 0)
})

test('much that waits is sent in parcels that a hub takes', () => {
  const { socket, text } = linked()
  for (let n = 0; n < 5; n++) text.insert(text.length, 'x'.repeat(30000))
  socket.gets(asks(new Y.Doc()))
  const updates = socket.out.filter(message => message?.update).map(({ update }) => update)
  assert.ok(updates.length > 1)
  assert.ok(updates.every(update => update.length <= 64 * 1024))
  const there = new Y.Doc()
  updates.forEach(update => Y.applyUpdate(there, update))
  assert.equal(there.getText('log').length, 150000)
})

for (const [code, state] of [[4403, 'withdrawn'], [4410, 'over'], [1006, 'connecting'], [4000, 'connecting']]) {
  test(`closed with ${code} it is ${state}`, () => {
    const { link, socket } = linked()
    socket.drops(code)
    assert.equal(link.state, state)
    const before = sockets.length
    clearTimeout(link.timer)
    link.connect()
    assert.equal(sockets.length - before, state === 'connecting' ? 1 : 0)
  })
}

test('a document of no use gives way to a fresh one, and own unsaved lines go along', async () => {
  let fresh = 0
  const sheet = new Sheet('ws://x/log', { token: TOKEN, document: '' }, { say: () => ({}), tell: () => {}, fresh: () => fresh++ })
  const theirs = new Y.Doc()
  theirs.getText('log').insert(0, 'theirs\n')
  links.push({ close: () => sheet.link.close() })
  sockets.at(-1).open()
  sockets.at(-1).gets(answers(Y.encodeStateAsUpdate(theirs)))
  sockets.at(-1).gets(coach(sheet.doc, 0))
  sheet.text.insert(7, 'mine')
  const old = sheet.doc.clientID
  sockets.at(-1).drops(4409)
  while (!fresh) await new Promise(resolve => setTimeout(resolve, 20))
  assert.notEqual(sheet.doc.clientID, old)
  assert.equal(sheet.unsaved, 1)
  sockets.at(-1).open()
  sockets.at(-1).gets(asks(theirs))
  sockets.at(-1).gets(answers(Y.encodeStateAsUpdate(theirs)))
  sockets.at(-1).gets(says(1, 1, { role: 'coach', state: '' }))
  assert.equal(sheet.text.toString(), 'theirs\n\nmine\n')
})

test('ids, hashes and states are those of the Python side', () => {
  assert.equal(Math.floor(ownId(TOKEN) / 2 ** 20), 0x813154cd)
  assert.equal(digest('é😀'), '1184d1f608158eea09d2975655758922')
  assert.equal(clockIn('12:3 112:4', 112), 4)
  assert.equal(clockIn('112:4', 12), 0)
})

test('a link leads to a hub, or to a document at a relay', () => {
  assert.deepEqual(parts(TOKEN), { document: '', token: TOKEN })
  const at = 'okafor.0123456789abcdef.abc123xy.guest.1765432100'
  assert.deepEqual(parts(`${at}~${TOKEN}`), { document: at, token: TOKEN })
  for (const wrong of ['', TOKEN.slice(1), `~${TOKEN}`, `${at}${TOKEN}`, `A b~${TOKEN}`]) assert.equal(parts(wrong), null)
})
