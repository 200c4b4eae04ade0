// A relay for shared logs: guests come here, and each coach's hub calls from behind its firewall.
//
// It is a Hocuspocus with two hooks: who is admitted, and what a guest may say of themselves.
// Nothing is kept on a disk; what is in memory goes when the last one leaves.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Redis } from '@hocuspocus/extension-redis'
import { Server } from '@hocuspocus/server'
import { Redis as RedisClient } from 'ioredis'
import { admitted, keysIn, leaveOwn, Refused } from './admission.mjs'

const { KEYS = '/run/secrets/keys', PAGE = 'page.html', PORT = '8080', HOST = '0.0.0.0', REDIS_URL } = process.env
const LARGEST = 16 * 1024 * 1024 // bytes: a whole log, once
const LARGEST_OF_GUESTS = 70 * 1024
const SOON = 1000 // milliseconds until other servers listen again, too

const page = readFileSync(PAGE)
const [, script] = /<script>([^]*?)<\/script>/.exec(page.toString())
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Encoding': 'gzip',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin'
}
const packed = gzipSync(page, { level: 9 })

/** What the page may do: run its own script, and call this server. */
const policy = host => [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  `connect-src 'self' ws://${host} wss://${host}`,
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", "trusted-types 'none'"
].join('; ')

const redis = REDIS_URL && new Redis({ createClient: client })

/** A connection to Redis that waits for it, however long it is away. */
function client () {
  return new RedisClient(REDIS_URL, { maxRetriesPerRequest: null, retryStrategy: () => 500 })
    .on('error', () => {}) // it is tried again
}

const server = new Server({
  port: Number(PORT),
  address: HOST,
  quiet: true,
  websocketOptions: { maxPayload: LARGEST },
  extensions: redis ? [redis] : [],

  async onAuthenticate ({ documentName, token, connectionConfig }) {
    const comer = admitted(documentName, token, keysIn(KEYS))
    connectionConfig.readOnly = comer.role === 'reader'
    return comer
  },

  async beforeHandleAwareness ({ states, context }) {
    if (context) leaveOwn(states, context) // none: from another server, which looked already
  },

  async beforeHandleMessage ({ context, update }) {
    if (context.role !== 'hub' && update.byteLength > LARGEST_OF_GUESTS) throw new Refused('too large')
  },

  async onRequest ({ request, response }) {
    const isPage = request.method === 'GET' && request.url.split('?')[0].endsWith('/')
    const host = /^[\w.:-]+$/.exec(request.headers.host ?? '')?.[0] ?? ''
    response.writeHead(isPage ? 200 : 404, { ...headers, 'Content-Security-Policy': policy(host) })
    response.end(isPage ? packed : gzipSync(''))
    throw null // it is answered
  }
})

/** Servers that missed one another's words while Redis was away compare what they have. */
redis?.pub.on('ready', () => setTimeout(() => {
  for (const [name, document] of server.hocuspocus.documents) redis.publishFirstSyncStep(name, document)
}, SOON))

await server.listen()
console.log(`listening on ${server.address.port}`)
