// What keys and buttons do to a text: from a text and a caret to a patch, or null for nothing.

import { begins, label, read } from './lines.js'

/** @typedef {{from: number, to: number, insert: string, caret: number}} Patch in UTF-16 units */

/** From and to of the line that the place is in, and its text. */
export function lineAt (text, at) {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const to = end < 0 ? text.length : end
  return { from, to, text: text.slice(from, to) }
}

/** Enter in an item of a list begins the next one; in an empty item it ends the list. */
export function enter (text, at) {
  const line = lineAt(text, at)
  const { kind, mark, box } = read(line.text)
  if (kind !== 'item' || at < line.from + mark) return null
  if (!line.text.slice(mark).trim()) {
    return { from: line.from, to: line.to, insert: '', caret: line.from }
  }
  const next = box ? line.text.slice(0, mark).replace(/\[[xX]\]/, '[ ]') : line.text.slice(0, mark)
  const insert = `\n${counted(next)}`
  return { from: at, to: at, insert, caret: at + insert.length }
}

/**
 * A patch with the blank line in it that stays between new words and the heading below them.
 * Null where it is the same without.
 */
export function apart (text, patch) {
  if (!patch || patch.from !== patch.to || !patch.insert.trim() || patch.insert.endsWith('\n')) return null
  const line = lineAt(text, patch.from)
  const isLast = line.to === text.length
  if (line.text.trim() || isLast || read(lineAt(text, line.to + 1).text).kind !== 'heading') return null
  return { ...patch, insert: `${patch.insert}\n` }
}

const counted = mark => mark.replace(/\d+/, number => `${Number(number) + 1}`)

/** Tick the box of a line, or take the tick away. A line without one gets one. */
export function tick (text, at) {
  const line = lineAt(text, at)
  const { kind, box, at: place } = read(line.text)
  if (box !== undefined) {
    const from = line.from + place
    return { from, to: from + 1, insert: box ? ' ' : 'x', caret: at }
  }
  if (kind === 'heading' || kind === 'rule') return null
  const from = line.from + begins(line.text)
  const insert = kind === 'item' ? '[ ] ' : '- [ ] '
  return { from, to: from, insert, caret: Math.max(at, from) + insert.length }
}

/** The next speaker of a line in turn: nobody, then `names` one by one. What the form asks is nobody's words. */
export function speaker (text, at, names) {
  const line = lineAt(text, at)
  if (!names.length) return null
  const prefixes = ['', ...names.map(name => `${name}: `)]
  const from = begins(line.text)
  const rest = line.text.slice(from)
  const now = prefixes.slice(1).find(prefix => rest.startsWith(prefix)) ?? ''
  const isForms = isOfTheForm(line.text.slice(0, from) + rest.slice(now.length))
  if (isForms && !now) return null
  const insert = isForms ? '' : prefixes[(prefixes.indexOf(now) + 1) % prefixes.length]
  const start = line.from + from
  const caret = Math.max(start + insert.length, at + insert.length - now.length)
  return { from: start, to: start + now.length, insert, caret }
}

const isOfTheForm = line => ['heading', 'prompt'].includes(read(line).kind) || label(line) > 0

/** The one patch that makes `old` `now`; it splits no character. Null where they are equal. */
export function difference (old, now) {
  if (old === now) return null
  const reach = Math.min(old.length, now.length)
  let head = 0
  while (head < reach && old[head] === now[head]) head++
  let tail = 0
  while (tail < reach - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  if (isHigh(old, head - 1) || isHigh(now, head - 1)) head--
  if (isLow(old, old.length - tail) || isLow(now, now.length - tail)) tail--
  return { from: head, to: old.length - tail, insert: now.slice(head, now.length - tail) }
}

const isHigh = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xd800
const isLow = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00

/** Where a place is after the steps of a Yjs delta; before what is put in just there. */
export function through (place, delta) {
  let at = 0
  for (const { retain, insert, delete: gone } of delta) {
    if (at > place || (insert && at === place)) break
    if (retain) at += retain
    else if (insert) place += insert.length
    else place -= Math.min(gone, Math.max(0, place - at))
    if (insert) at += insert.length
  }
  return place
}

/** Where the characters from `from` to before `to` are then; those that others deleted are not. */
export function survivors (from, to, deltas) {
  const places = Array.from({ length: to - from }, (_, n) => from + n)
  return deltas.reduce((left, delta) => left.map(place => moved(place, delta)).filter(place => place >= 0), places)
}

/** Places in order as runs: where each begins, and how long it is. */
export function runs (places) {
  const found = []
  for (const place of places) {
    const last = found.at(-1)
    if (last && last[0] + last[1] === place) last[1]++
    else found.push([place, 1])
  }
  return found
}

/** Where a character is after the steps of a delta; -1 where it is gone. */
function moved (place, delta) {
  let at = 0
  for (const { retain, insert, delete: gone } of delta) {
    if (at > place) break
    if (retain) at += retain
    else if (insert) {
      place += insert.length
      at += insert.length
    } else if (place < at + gone) return -1
    else place -= gone
  }
  return place
}

/** The lines that stand in `mine` and neither in `saved` nor in `theirs`. */
export function unsavedLines (mine, saved, theirs) {
  const known = new Map()
  const count = (line, more) => known.set(line, (known.get(line) ?? 0) + more)
  saved.split('\n').forEach(line => count(line, 1))
  const left = mine.split('\n').filter(line => !known.get(line) || !count(line, -1))
  const there = new Set(theirs.split('\n'))
  return left.filter(line => line.trim() && !there.has(line))
}
