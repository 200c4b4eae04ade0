import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apart, difference, enter, runs, speaker, survivors, through, tick, unsavedLines } from '../src/edits.js'
import { Sign } from '../src/sign.js'

const applied = (text, patch) => patch && text.slice(0, patch.from) + patch.insert + text.slice(patch.to)
const at = (make, text, ...more) => {
  const place = text.indexOf('|')
  const plain = text.replace('|', '')
  const patch = make(plain, place, ...more)
  if (!patch) return null
  const result = applied(plain, patch)
  return result.slice(0, patch.caret) + '|' + result.slice(patch.caret)
}

const ENTER = [
  ['- [x] film|', '- [x] film\n- [ ] |'],
  ['  * one| two', '  * one\n  * | two'],
  ['9. nine|', '9. nine\n10. |'],
  ['a\n- [ ] |', 'a\n|'],
  ['words|', null],
  ['-| one', null]
]
for (const [before, after] of ENTER) {
  test(`Enter in ${JSON.stringify(before)}`, () => assert.equal(at(enter, before), after))
}

const AGAIN = [
  ['- one', '- two', '- two'],
  ['- one', '* two', '- two'],
  ['- one', '-two', '- -two'],
  ['- one', 'two - three', '- two - three'],
  ['- one', '[ ] two', '- [ ] two'],
  ['- one', '- [ ] two', '- [ ] two'],
  ['  - one', '- two', '  - two'],
  ['- [x] one', '- [ ] two', '- [ ] two'],
  ['- [ ] one', '[] two', '- [ ] two'],
  ['9. one', '10. two', '10. two'],
  ['9. one', '11. two', '10. 11. two'],
  ['one', '- - two', '- - two']
]
for (const [before, typed, line] of AGAIN) {
  test(`${JSON.stringify(typed)} behind what Enter makes of ${JSON.stringify(before)}`, () => {
    const sign = new Sign()
    let [text, place] = [before, before.length]
    const put = patch => {
      text = applied(text, patch)
      place = patch.caret
    }
    const plainly = letter => ({ from: place, to: place, insert: letter, caret: place + letter.length })
    put(sign.enter(text, place) ?? plainly('\n'))
    for (const letter of typed) put(sign.again(letter)(text, place) ?? plainly(letter))
    assert.equal(text, `${before}\n${line}`)
  })
}

test('a dash that somebody else wrote behind the sign stays, and so does one that the caret left', () => {
  for (const meddle of [() => {}, sign => sign.key('ArrowLeft')]) {
    const sign = new Sign()
    sign.enter('- one', 5)
    if (meddle.length) sign.again('-')('- one\n- ', 8)
    meddle(sign)
    assert.equal(sign.again(' ')('- one\n- -', 9), null)
  }
})

const APART = [
  ['one\n|\n## Two', 'a', 'one\na|\n\n## Two'],
  ['one\n | \n## Two', 'a', 'one\n a|\n \n## Two'],
  ['one\n|\n## Two', ' ', null],
  ['one\n|\n## Two', 'a\n', null],
  ['one|\n## Two', 'a', null],
  ['one\n|\n\n## Two', 'a', null],
  ['one\n|', 'a', null]
]
for (const [before, letters, after] of APART) {
  test(`${JSON.stringify(letters)} in ${JSON.stringify(before)}`, () => {
    const typed = (text, at) => apart(text, { from: at, to: at, insert: letters, caret: at + letters.length })
    assert.equal(at(typed, before), after)
  })
}

const TICK = [
  ['- [ ] film|', '- [x] film|'],
  ['- [x] |film', '- [ ] |film'],
  ['- film|', '- [ ] film|'],
  ['fi|lm', '- [ ] fi|lm'],
  ['# Lo|g', null]
]
for (const [before, after] of TICK) {
  test(`a tick in ${JSON.stringify(before)}`, () => assert.equal(at(tick, before), after))
}

test('a line goes from speaker to speaker, and back to nobody', () => {
  const names = ['Rivera', 'Okafor']
  assert.equal(at(speaker, '- [ ] th|ey', names), '- [ ] Rivera: th|ey')
  assert.equal(at(speaker, 'Rivera: th|ey', names), 'Okafor: th|ey')
  assert.equal(at(speaker, 'Okafor: th|ey', names), 'th|ey')
  assert.equal(at(speaker, 'they|', []), null)
})

test('what the form asks is nobody\'s words, and a line below it is somebody\'s', () => {
  const names = ['Rivera', 'Okafor']
  for (const line of ['# Lo|g', 'What we noticed:|', '**Why:**|', 'Codes: |x', 'Film and upload by: |Wed 2 Dec']) {
    assert.equal(at(speaker, line, names), null, line)
  }
  assert.equal(at(speaker, 'Rivera: What we noticed:|', names), 'What we noticed:|')
  assert.equal(at(speaker, 'What we noticed:\n|', names), 'What we noticed:\nRivera: |')
  assert.equal(at(speaker, 'Rivera: |', names), 'Okafor: |')
  assert.equal(at(speaker, '- They asked:|', names), '- Rivera: They asked:|')
})

test('a difference makes the new text of the old one and splits no character', () => {
  const texts = ['', 'a', 'aa', 'aaa', 'ab', 'a😀b', 'a😁b', '😀😀', '😀', '\u{1f600}\u{1f601}x', 'xay', 'line\nline\n', 'line\n']
  for (const old of texts) {
    for (const now of texts) {
      const patch = difference(old, now)
      assert.equal(patch ? applied(old, patch) : old, now)
      if (patch) assert.equal(patch.insert.isWellFormed?.() ?? true, true)
      if (patch) assert.ok(!/^[\udc00-\udfff]/.test(old.slice(patch.from)), 'between characters')
    }
  }
})

test('a place moves through what others changed', () => {
  assert.equal(through(5, [{ retain: 2 }, { insert: 'abc' }]), 8)
  assert.equal(through(5, [{ retain: 5 }, { insert: 'abc' }]), 5, 'before what is put in just there')
  assert.equal(through(5, [{ delete: 3 }]), 2)
  assert.equal(through(5, [{ retain: 4 }, { delete: 9 }]), 4)
  assert.equal(through(5, [{ retain: 9 }, { delete: 9 }]), 5)
  assert.equal(through(5, [{ delete: 2 }, { insert: 'x' }, { retain: 9 }, { insert: 'y' }]), 4)
})

test('what others put into or take out of a stretch is no part of it any more', () => {
  assert.deepEqual(survivors(2, 5, []), [2, 3, 4])
  assert.deepEqual(survivors(2, 4, [[{ retain: 2 }, { insert: 'ab' }]]), [4, 5])
  assert.deepEqual(survivors(2, 4, [[{ retain: 3 }, { insert: 'ab' }]]), [2, 5])
  assert.deepEqual(survivors(2, 4, [[{ retain: 4 }, { insert: 'ab' }]]), [2, 3])
  assert.deepEqual(survivors(2, 5, [[{ retain: 3 }, { delete: 1 }], [{ delete: 1 }]]), [1, 2])
  assert.deepEqual(runs([1, 2, 5, 6, 7, 9]), [[1, 2], [5, 3], [9, 1]])
})

test('own lines that are saved nowhere are those that neither side has', () => {
  assert.deepEqual(unsavedLines('a\nb\nmine\n\nnew', 'a\nb\n', 'a\nnew'), ['mine'])
  assert.deepEqual(unsavedLines('a\nb\nb', 'a\nb', ''), ['b'])
  assert.deepEqual(unsavedLines('mine', '', 'mine'), [])
})
