// Who may come to which document, which follows from its name, the token and the coach's key.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'

// coach . shared log . link . role . until when (seconds since 1970)
const NAME = /^([a-z0-9-]{1,32})\.([0-9a-f]{16})\.[0-9a-z]{8}\.(guest|reader)\.(\d{10})$/
const BITS = 20 // at random, in a number that a window's words carry

export class Refused extends Error {
  reason = 'permission-denied'
}

/** The keys in a file: a line each, a coach's name and key. Read at each use, so that it can change. */
export function keysIn (file) {
  const lines = readFileSync(file, 'utf8').split('\n').map(line => line.trim())
  return new Map(lines.filter(line => line && !line.startsWith('#')).map(line => line.split(/\s+/)))
}

/** 128 bits that only who has the key can make of a text. */
export const mac = (key, text) =>
  createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url')

/**
 * Who comes with that token: `{role, prefix}`, the role hub, guest or reader.
 * `prefix`: what the numbers of the guest's windows begin with; theirs alone may they speak under.
 * Throws Refused.
 */
export function admitted (name, token, keys, now = Date.now()) {
  const [, coach, log, role, until] = NAME.exec(name) ?? []
  const key = keys.get(coach)
  if (!key) throw new Refused('no such coach')
  if (same(token, mac(key, `${coach}.${log}.hub`))) return { role: 'hub', prefix: null }
  if (!same(token, mac(key, name))) throw new Refused('the token does not hold')
  if (now / 1000 > Number(until)) throw new Refused('the link has run out')
  return { role, prefix: prefixOf(token) }
}

function same (given, right) {
  const [one, other] = [given, right].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(one, other)
}

const prefixOf = token => createHash('sha256').update(`id\0${token}`).digest().readUInt32BE()

/** Leave of what a guest's window says of itself what is its own. */
export function leaveOwn (states, { role, prefix }) {
  if (role === 'hub') return
  for (const number of states.keys()) {
    if (Math.floor(number / 2 ** BITS) !== prefix) states.delete(number)
  }
}
