// The way through a relay (a Hocuspocus): a document there, as if it were a socket to the hub.

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const SYNC_REPLY = 4
const CLOSE = 7
const DENIED = 1
const ADMITTED = 2
const VERSION = '4.7.0'
const WITHDRAWN = 4403

/** What stands behind the `#` of a link: a token, and before it, with a tilde, a document at a relay. */
export function parts (given) {
  const found = /^(?:([a-z0-9.-]{1,200})~)?([\w-]{22})$/.exec(given)
  return found ? { document: found[1] ?? '', token: found[2] } : null
}

export class RelaySocket {
  /** `onopen`, `onmessage`, `onclose`, `send`, `close` and `readyState` are as a WebSocket has them. */
  constructor (url, document, token) {
    const socket = this.socket = new WebSocket(url)
    this.head = encoding.encode(encoder => encoding.writeVarString(encoder, document))
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.send(encoding.encode(encoder => {
      for (const number of [AUTH, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, token)
      encoding.writeVarString(encoder, VERSION)
    }))
    socket.onmessage = ({ data }) => this.take(new Uint8Array(data))
    socket.onclose = event => this.onclose?.(event)
  }

  get readyState () { return this.socket.readyState }

  send (bytes) {
    const whole = new Uint8Array(this.head.length + bytes.length)
    whole.set(this.head)
    whole.set(bytes, this.head.length)
    this.socket.send(whole)
  }

  close () { this.socket.close() }

  take (whole) {
    const decoder = decoding.createDecoder(whole)
    decoding.readVarString(decoder)
    const bytes = whole.subarray(decoder.pos)
    const kind = bytes[0]
    if (kind === SYNC || kind === AWARENESS) this.onmessage?.({ data: bytes })
    if (kind === SYNC_REPLY) this.onmessage?.({ data: Uint8Array.of(SYNC, ...bytes.subarray(1)) })
    if (kind === AUTH && bytes[1] === ADMITTED) this.onopen?.()
    if (kind === AUTH && bytes[1] === DENIED) this.onclose?.({ code: WITHDRAWN })
    if (kind === CLOSE) this.onclose?.({ code: 0 })
  }
}
