// Who is here: names to show, and where they write, from what each window says of itself.

import { cleanLine } from './clean.js'

const ROLES = { coach: 'coach', guest: 'guest', reader: 'reading along', window: 'shared window' }
const OTHERS = ['three', 'four', 'five']

/** The names that lines begin with, as the coach's program has them: teacher, coach, both. */
export function speakersOf (coach) {
  const names = Array.isArray(coach?.speakers) ? coach.speakers.slice(0, 3) : []
  return names.map(name => cleanLine(name, 80)).filter(Boolean)
}

/**
 * @param {Map<number, object>} peers what each window said of itself, without this one
 * @param {string[]} speakers
 * @returns {{name: string, role: string, colour: string, at: number | null}[]} the coach first
 */
export function people (peers, speakers) {
  const order = Object.keys(ROLES)
  return [...peers]
    .filter(([, said]) => said.role !== 'window')
    .sort(([a, one], [b, other]) => order.indexOf(one.role) - order.indexOf(other.role) || a - b)
    .map(([client, said]) => person(client, said, speakers))
}

/** Those people, each once: somebody may have two tabs. */
export function once (found) {
  const key = ({ name, role }) => `${role} ${name}`
  return [...new Map(found.map(one => [key(one), one])).values()]
}

function person (client, said, speakers) {
  const [teacher, coach] = speakers
  const given = cleanLine(said.name, 40)
  const name = given || (said.role === 'coach' && coach) || ROLES[said.role] || 'guest'
  return { name, role: ROLES[said.role] ?? '', colour: colourOf(client, said, name, teacher), at: placeOf(said) }
}

function colourOf (client, said, name, teacher) {
  if (said.role === 'coach') return 'two'
  return teacher && name.endsWith(teacher) ? 'one' : OTHERS[client % OTHERS.length]
}

function placeOf ({ caret }) {
  const at = Array.isArray(caret) ? caret[1] : null
  return Number.isInteger(at) && at >= 0 ? at : null
}
