// Messages of the y-websocket protocol, and what is compared of two copies of a document.

import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { digest as sha256 } from 'lib0/hash/sha256'

export const SYNC = 0
export const AWARENESS = 1
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

const bytesOf = text => new TextEncoder().encode(text)

function sync (kind, bytes) {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** Asks for what is missing here, or for all there is. */
export const asks = (doc, everything) =>
  sync(STEP_1, Y.encodeStateVector(everything ? new Y.Doc() : doc))
export const answers = update => sync(STEP_2, update)
export const tells = update => sync(UPDATE, update)

/** What one window says of itself. */
export function says (client, clock, said) {
  const entry = encoding.encode(encoder => {
    for (const number of [1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, JSON.stringify(said))
  })
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, entry)
  })
}

/**
 * A message as a value: `{asked: state vector}`, `{update, whole}` or `{said: [[client, words]]}`.
 * Words are null for one who has gone. Null for a message of another kind.
 */
export function parse (bytes) {
  const decoder = decoding.createDecoder(bytes)
  const kind = decoding.readVarUint(decoder)
  if (kind === AWARENESS) return { said: entries(decoding.readVarUint8Array(decoder)) }
  if (kind !== SYNC) return null
  const step = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  return step === STEP_1 ? { asked: body } : { update: body, whole: step === STEP_2 }
}

function entries (bytes) {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    return [client, JSON.parse(decoding.readVarString(decoder))]
  })
}

/** What tells one text from another, in 32 hexadecimal digits. */
export const digest = text =>
  Array.from(sha256(bytesOf(text)).slice(0, 16), byte => byte.toString(16).padStart(2, '0')).join('')

/** Which updates a document has seen, as `client:clock …`. */
export const stateOf = doc =>
  [...Y.decodeStateVector(Y.encodeStateVector(doc))]
    .sort(([one], [other]) => one - other)
    .map(pair => pair.join(':')).join(' ')

/** How far `state` has come with one client's updates. */
export function clockIn (state, client) {
  const found = state.split(' ').find(pair => pair.startsWith(`${client}:`))
  return found ? Number(found.split(':')[1]) : 0
}

/** A number for this tab: 32 bits of the token's hash, by which its words are known, then chance. */
export function ownId (token) {
  const hash = sha256(bytesOf(`id\0${token}`))
  const prefix = hash.slice(0, 4).reduce((number, byte) => number * 256 + byte, 0)
  return prefix * 2 ** 20 + crypto.getRandomValues(new Uint32Array(1))[0] % 2 ** 20
}
