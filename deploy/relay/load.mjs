// How much a relay holds: a hub and a guest in each of many logs, who each write once a second.
//
//   node --experimental-websocket load.mjs KEYS 600 20 ws://127.0.0.1:8080 [ws://127.0.0.1:8081]
//
// KEYS: the relay's file of keys, the first of which is used; then logs, seconds, and where the hubs
// call and where the guests come. It prints how long words took from one to the other.

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { keysIn, mac } from './admission.mjs'

const [file, count, seconds, there, here = there] = process.argv.slice(2)
const [[coach, key]] = keysIn(file)
const UNTIL = Math.floor(Date.now() / 1000) + 3600
const AT_ONCE = 20
const born = new Map()
const took = []
let written = 0

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
const part = share => took[Math.min(took.length - 1, Math.floor(took.length * share))]?.toFixed(1)

/** Somebody at a document, once they have what is there. */
function join (url, name, token) {
  const doc = new Y.Doc()
  const text = doc.getText('log')
  const socket = new WebSocket(url)
  const me = { doc, text }
  socket.binaryType = 'arraybuffer'
  const send = write => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, name)
    write(encoder)
    socket.send(encoding.toUint8Array(encoder))
  }
  doc.on('update', (update, origin) => origin !== me && send(encoder => {
    encoding.writeVarUint(encoder, 0)
    sync.writeUpdate(encoder, update)
  }))
  text.observe((event, { local }) => {
    if (local) return
    const added = event.delta.map(({ insert }) => insert ?? '').join('')
    for (const [, number] of added.matchAll(/<(\d+)>/g)) {
      if (born.has(number)) took.push(performance.now() - born.get(number))
    }
  })
  socket.onopen = () => {
    send(encoder => {
      for (const number of [2, 0]) encoding.writeVarUint(encoder, number)
      for (const word of [token, '4.7.0']) encoding.writeVarString(encoder, word)
    })
    send(encoder => {
      encoding.writeVarUint(encoder, 0)
      sync.writeSyncStep1(encoder, doc)
    })
  }
  return new Promise(resolve => {
    socket.onmessage = ({ data }) => {
      const decoder = decoding.createDecoder(new Uint8Array(data))
      decoding.readVarString(decoder)
      const kind = decoding.readVarUint(decoder)
      if (kind !== 0 && kind !== 4) return
      const answer = encoding.createEncoder()
      const step = sync.readSyncMessage(decoder, answer, doc, me)
      if (encoding.length(answer)) {
        send(encoder => {
          encoding.writeVarUint(encoder, 0)
          encoding.writeUint8Array(encoder, encoding.toUint8Array(answer))
        })
      }
      if (step === 1) resolve(me)
    }
  })
}

async function room (number) {
  const log = number.toString(16).padStart(16, '0')
  const name = `${coach}.${log}.load0000.guest.${UNTIL}`
  const hub = await join(there, name, mac(key, `${coach}.${log}.hub`))
  hub.text.insert(0, 'x'.repeat(3000))
  return [hub, await join(here, name, mac(key, name))]
}

async function write ({ text }, until) {
  await sleep(Math.random() * 1000)
  while (performance.now() < until) {
    const number = String(written++)
    born.set(number, performance.now())
    text.insert(text.length, `<${number}>`)
    await sleep(1000)
  }
}

const rooms = []
for (let done = 0; done < Number(count); done += AT_ONCE) {
  const some = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, one) => room(done + one))
  rooms.push(...await Promise.all(some))
}
await sleep(2000)
const until = performance.now() + seconds * 1000
await Promise.all(rooms.flat().map(one => write(one, until)))
await sleep(3000)
took.sort((one, other) => one - other)
const alike = rooms.filter(([one, other]) => one.text.toString() === other.text.toString()).length
console.log(`${count} logs, ${written} words, ${took.length} arrived; ms: ${part(0.5)} in the middle, ` +
  `${part(0.99)} for 99 of 100; ${alike} logs alike`)
process.exit(Number(alike < Number(count) || took.length < written))
