import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { clean, cleanLine, LONGEST_LINE } from '../src/clean.js'
import { people, speakersOf } from '../src/presence.js'
import { status } from '../src/status.js'

const WELL = {
  complete: true, state: 'connected', synced: true, unsaved: 0, attempts: 0, isCoachHere: true,
  differs: 0, closing: false, reads: false, gaveUp: false
}
const STANDS = [
  [{}, 'well', 'Saved on the coach’s computer'],
  [{ unsaved: 1 }, 'busy', 'Saving'],
  [{ reads: true }, 'well', 'You can read along'],
  [{ complete: false }, 'wrong', 'This link is not complete. Ask the coach for it again.'],
  [{ state: 'connecting', synced: false }, 'busy', 'Connecting'],
  [{ state: 'connecting', attempts: 1, unsaved: 11 }, 'wrong', 'Not connected, trying again · 11 changes kept here'],
  [{ synced: false, isCoachHere: false }, 'busy', 'Waiting for the coach’s computer'],
  [{ isCoachHere: false, unsaved: 1 }, 'wrong', 'Waiting for the coach’s computer · 1 change kept here'],
  [{ state: 'withdrawn', isCoachHere: false }, 'over', 'This link was ended by the coach · all was saved'],
  [{ state: 'withdrawn', synced: false }, 'over', 'This link was ended by the coach'],
  [{ state: 'withdrawn', unsaved: 2 }, 'over', 'This link was ended by the coach · 2 changes NOT SAVED – copy what you need'],
  [{ state: 'over' }, 'over', 'The conversation is over · all was saved'],
  [{ state: 'over', synced: false }, 'over', 'The conversation is over'],
  [{ state: 'over', unsaved: 1 }, 'over', 'The conversation is over · 1 change NOT SAVED – copy what you need'],
  [{ closing: true }, 'busy', 'The coach is closing the conversation'],
  [{ differs: 2 }, 'wrong', 'Not the same as the coach’s – asking for all of it again']
]
for (const [it, tone, words] of STANDS) {
  test(`says: ${words}`, () => assert.deepEqual(status({ ...WELL, ...it }), { tone, words }))
}

test('never says saved while something is not', () => {
  for (const state of ['connecting', 'connected', 'withdrawn', 'over']) {
    for (const unsaved of [1, 9]) {
      assert.doesNotMatch(status({ ...WELL, state, unsaved }).words, /^Saved|all was saved/)
    }
  }
})

test('who is here: the coach first, by name; no shared window; a teacher has the teacher’s colour', () => {
  const peers = new Map([
    [7, { role: 'reader', name: 'Lee\u202e' }],
    [5, { role: 'guest', name: 'Ms. Rivera', caret: [3, 4] }],
    [9, { role: 'window' }],
    [1, { role: 'coach', caret: 'x' }]
  ])
  assert.deepEqual(people(peers, ['Rivera', 'Okafor', 'Rivera + Okafor']), [
    { name: 'Okafor', role: 'coach', colour: 'two', at: null },
    { name: 'Ms. Rivera', role: 'guest', colour: 'one', at: 4 },
    { name: 'Lee‹U+202E›', role: 'reading along', colour: 'four', at: null }
  ])
  assert.deepEqual(speakersOf({ speakers: 'x' }), [])
})

test('pastes are cleaned as mqi cleans them', () => {
  const cases = JSON.parse(readFileSync(new URL('clean.json', import.meta.url), 'utf8'))
  for (const [raw, expected] of cases) assert.equal(clean(raw), expected, JSON.stringify(raw))
  assert.ok(cases.length > 20)
  assert.equal(clean(clean(cases[7][0])), clean(cases[7][0]))
  assert.ok(clean('x'.repeat(45000)).split('\n').every(line => line.length <= LONGEST_LINE))
  assert.equal(cleanLine('  a\n b '), 'a b')
})
