// What one line of the log is, read from its text: the page never imposes structure.

const HEADING = /^(#{1,6})\s+/
const ITEM = /^(\s*)([-*+]|\d{1,3}[.)])(?:\s+\[([ xX])\](?=\s|$))?(?:\s+|$)/
const QUOTE = /^\s*>\s?/
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/
const BEGINS = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s+)?/
const PROMPT = /^(?![-+>\s]|\*\s|\d+[.)]).*:[*_]*\s*$/
const ABOUT = /^([^\s:][^:]{0,40}:)(?=\s)/
const FACT = /^((?:clip|times|codes|focus|date and time|film and upload by)\b[^:]{0,30}:)(?=\s|$)/i
const INLINE = /(\*\*|__|~~|\*|_|`)(?=[^\s])(.*?[^\s])\1/g
const KINDS = { '**': 'strong', __: 'strong', '~~': 'struck', '*': 'em', _: 'em', '`': 'code' }

/**
 * The kind of a line and the length of its mark, the part that is not words.
 *
 * `heading` has a level from 1; `item` a depth from 0, `ordered`, and `box`: undefined without one,
 * else whether it is ticked, with `at`, the place of its tick. `text` has no mark.
 */
export function read (line) {
  if (RULE.test(line)) return { kind: 'rule', mark: line.length }
  const heading = HEADING.exec(line)
  if (heading) return { kind: 'heading', level: heading[1].length, mark: heading[0].length }
  const item = ITEM.exec(line)
  if (item) return itemOf(item)
  const quote = QUOTE.exec(line)
  if (quote) return { kind: 'quote', mark: quote[0].length }
  return { kind: PROMPT.test(line) ? 'prompt' : 'text', mark: 0 }
}

function itemOf ([all, indent, sign, tick]) {
  const boxed = tick !== undefined
  return {
    kind: 'item',
    mark: all.length,
    depth: Math.min(6, Math.floor(indent.replace(/\t/g, '    ').length / 2)),
    ordered: sign.length > 1,
    sign,
    box: boxed ? tick !== ' ' : undefined,
    at: boxed ? all.indexOf('[') + 1 : -1
  }
}

/** The length of `Focus:` and the like; at the head of the log any short label is one. */
export function label (line, isHead) {
  return (isHead ? ABOUT : FACT).exec(line)?.[1].length ?? 0
}

/** Where the words of a line begin, behind the mark of a list and its box. */
export function begins (line) {
  return BEGINS.exec(line)[0].length
}

/** Whose words a line is: the place of the name in `names`, from one; 0 for nobody's. */
export function saidBy (line, names) {
  const words = line.slice(begins(line))
  return names.findIndex(name => name && words.startsWith(`${name}:`)) + 1
}

/** A letter for each speaker, no two alike; for both, a sign. */
export function letters (names) {
  if (names.length < 2) return names.map(name => name.slice(0, 1).toUpperCase())
  const [one, other] = names.map(name => [...name.toUpperCase()])
  const at = one.findIndex((letter, n) => other[n] && letter !== other[n] && isLetter(letter + other[n]))
  return at < 0 ? ['T', 'C', '+'] : [one[at], other[at], '+']
}

const isLetter = text => /^\p{L}+$/u.test(text)

/** What is set off within a line: its kind, and from where to where with its marks and without. */
export function inline (line, from = 0) {
  const found = []
  INLINE.lastIndex = from
  for (let match; (match = INLINE.exec(line));) {
    const [all, mark] = match
    const start = match.index
    const end = start + all.length
    if (mark[0] === '_' && (isWord(line[start - 1]) || isWord(line[end]))) {
      INLINE.lastIndex = start + mark.length
      continue
    }
    found.push({ kind: KINDS[mark], start, end, inner: start + mark.length, outer: end - mark.length })
  }
  return found
}

const isWord = character => character !== undefined && /[\p{L}\p{N}_]/u.test(character)

/** The row of the first heading that begins with `words`, whatever its case; -1 without one. */
export function headingRow (lines, words) {
  const wanted = words.toLowerCase()
  return lines.findIndex(line => {
    const { kind, mark } = read(line)
    return wanted && kind === 'heading' && line.slice(mark).trim().toLowerCase().startsWith(wanted)
  })
}
