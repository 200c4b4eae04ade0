import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EditorState } from '@codemirror/state'
import { carets, setCarets } from '../src/carets.js'

const places = state => {
  const found = []
  state.field(carets).between(0, state.doc.length, (from, to, { spec }) => { found.push([from, spec.widget.name]) })
  return found
}

test('where others write moves with what is written before it, until it is told anew', () => {
  let state = EditorState.create({ doc: 'one two', extensions: [carets] })
  const show = setCarets.of([{ name: 'Lee', colour: 'three', at: 4 }, { name: 'Ann', colour: 'four', at: 0 }])
  state = state.update({ effects: show }).state
  state = state.update({ changes: { from: 1, insert: '---' } }).state
  assert.deepEqual(places(state), [[0, 'Ann'], [7, 'Lee']])
  state = state.update({ effects: setCarets.of([]) }).state
  assert.deepEqual(places(state), [])
})
