// A y-websocket program as anybody has it, but for its token and its number. It writes at random.
//
//   node client.mjs URL TOKEN COUNT
//
// says {"text": …} once it is synced, once it has written, and for each line; a line of letters
// is written at the beginning first

import { createHash, randomInt } from 'node:crypto'
import { createInterface } from 'node:readline'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [url, token, count] = process.argv.slice(2)
const PIECES = ['a', 'é', '😀', '👩‍🏫', '\n', '- ', 'Rivera: ', '中文', '\u2028', '\t', 'e\u0301', 'שלום']

globalThis.WebSocket = WebSocket // older Nodes have none of their own
const hash = createHash('sha256').update(`id\0${token}`).digest()
const doc = new Y.Doc()
doc.clientID = hash.readUInt32BE(0) * 2 ** 20 + randomInt(2 ** 20)
const log = doc.getText('log')
const undo = new Y.UndoManager(log, { captureTimeout: 0 })
const provider = new WebsocketProvider(url, 'log', doc, {
  WebSocketPolyfill: WebSocket,
  protocols: ['mqi.1', `mqi.token.${token}`],
  disableBc: true,
  maxBackoffTime: 500,
  resyncInterval: 2000
})
provider.awareness.setLocalStateField('made', 0)
const say = () => console.log(JSON.stringify({ text: log.toString() }))
await new Promise(resolve => provider.once('sync', resolve))
say()

/** Not within a pair of surrogates: no editor stops there. */
const between = (text, at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at)

for (let turn = 0; turn < Number(count); turn++) {
  const text = log.toString()
  const at = between(text, randomInt(text.length + 1))
  const to = between(text, Math.min(text.length, at + randomInt(6)))
  const what = randomInt(10)
  if (what < 6) log.insert(at, PIECES[randomInt(PIECES.length)])
  else if (what < 9 && to > at) log.delete(at, to - at)
  else undo.undo()
  await new Promise(resolve => setTimeout(resolve, 4))
}
say()

const answer = line => {
  log.insert(0, line)
  say()
}
createInterface({ input: process.stdin }).on('line', answer).on('close', () => process.exit())
