import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingRow, inline, label, letters, read, saidBy } from '../src/lines.js'

const KINDS = [
  ['# Log', { kind: 'heading', level: 1, mark: 2 }],
  ['###### six', { kind: 'heading', level: 6, mark: 7 }],
  ['####### seven', { kind: 'text', mark: 0 }],
  ['#tag', { kind: 'text', mark: 0 }],
  ['- [ ] film', { kind: 'item', mark: 6, depth: 0, box: false, at: 3 }],
  ['- [x] film', { kind: 'item', mark: 6, depth: 0, box: true, at: 3 }],
  ['    1. [X] a', { kind: 'item', mark: 11, depth: 2, box: true, at: 8, ordered: true }],
  ['- [ ]', { kind: 'item', mark: 5, box: false, at: 3 }],
  ['- [link](x)', { kind: 'item', mark: 2, box: undefined }],
  ['-', { kind: 'item', mark: 1, box: undefined }],
  ['-dash', { kind: 'text', mark: 0 }],
  ['---', { kind: 'rule', mark: 3 }],
  ['> said', { kind: 'quote', mark: 2 }],
  ['What we noticed:', { kind: 'prompt', mark: 0 }],
  ['12:40', { kind: 'text', mark: 0 }],
  ['', { kind: 'text', mark: 0 }]
]

for (const [line, expected] of KINDS) {
  test(`${JSON.stringify(line)} is a ${expected.kind}`, () => {
    assert.deepEqual({ ...read(line), ...expected }, read(line))
  })
}

const NAMES = ['Rivera', 'Okafor', 'Rivera + Okafor']

test('a line says whose words it is, behind the marks of a list', () => {
  const lines = ['Rivera: yes', '- [ ] Okafor: no', '1. Rivera + Okafor: both', 'Riverade: ', 'He said Rivera: x']
  assert.deepEqual(lines.map(line => saidBy(line, NAMES)), [1, 2, 3, 0, 0])
  assert.equal(saidBy(': x', ['']), 0)
})

test('speakers have letters, no two alike', () => {
  assert.deepEqual(letters(NAMES), ['R', 'O', '+'])
  assert.deepEqual(letters(['Rivera', 'Rowe', 'x']), ['I', 'O', '+'])
  assert.deepEqual(letters(['Lee', 'Lee', 'x']), ['T', 'C', '+'])
  assert.deepEqual(letters(['émile']), ['É'])
})

test('what is set off within a line is found with its marks', () => {
  const found = line => inline(line).map(({ kind, inner, outer }) => `${kind} ${line.slice(inner, outer)}`)
  assert.deepEqual(found('a **bold** and *soft* `code` ~~gone~~'), ['strong bold', 'em soft', 'code code', 'struck gone'])
  assert.deepEqual(found('snake_case_name and 2 * 3 * 4'), [])
  assert.deepEqual(found('_one_ __two__'), ['em one', 'strong two'])
})

test('labels of what the plan fills are told from what people say', () => {
  assert.equal(label('Teacher: Ms. Rivera', true), 8)
  assert.equal(label('Teacher: Ms. Rivera', false), 0)
  assert.equal(label('Codes: Explanations', false), 6)
  assert.equal(label('no label here', true), 0)
})

test('a section is found by the beginning of its heading, whatever the case', () => {
  assert.equal(headingRow(['# Log', 'Clip 1', '## CLIP 1: fractions'], 'Clip 1'), 2)
  assert.equal(headingRow(['# Log'], ''), -1)
})
