// Text that people paste, made safe to keep and to show: the twin of mqi_tui/text/clean.py.

export const LONGEST_LINE = 20000

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g
const LONE = /[\ud800-\udfff]/g
const BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** NFC, lines ended by "\n", controls and direction overrides visible, no lone surrogates. */
export function clean (text) {
  const whole = text.normalize('NFC').replace(BREAKS, '\n').replace(UNSAFE, picture)
  const shown = withoutLone(whole)
  return shown.length <= LONGEST_LINE ? shown : shown.split('\n').map(parts).join('\n')
}

/** One line for a name or a title: every run of white space is one blank. */
export function cleanLine (text, longest = 200) {
  const line = clean(String(text ?? '')).split(/\s+/).filter(Boolean).join(' ')
  return [...line].slice(0, longest).join('')
}

function withoutLone (text) {
  const apart = text.split(PAIR)
  const pairs = text.match(PAIR) ?? []
  return apart.map((part, at) => part.replace(LONE, '\ufffd') + (pairs[at] ?? '')).join('')
}

function parts (line) {
  const characters = line.length > LONGEST_LINE ? [...line] : []
  if (characters.length <= LONGEST_LINE) return line
  const found = []
  for (let at = 0; at < characters.length; at += LONGEST_LINE) {
    found.push(characters.slice(at, at + LONGEST_LINE).join(''))
  }
  return found.join('\n')
}

function picture (character) {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `\u2039U+${code.toString(16).toUpperCase().padStart(4, '0')}\u203a`
}
