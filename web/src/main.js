// The page: it shows the log, says how it stands, and lets a guest write in it.

import { clean, cleanLine } from './clean.js'
import { DocumentField } from './document.js'
import { speaker, tick } from './edits.js'
import { once, people, speakersOf } from './presence.js'
import { PlainField } from './plain.js'
import { parts } from './relay.js'
import { Sheet } from './sheet.js'
import { status } from './status.js'
import { token } from './token.js'
import { keep, kept } from './storage.js'

const LARGEST_PASTE = 40 * 1024
const ENDED = 'The log is no longer shown here. To read it, ask the coach.'
const DARK = matchMedia('(prefers-color-scheme: dark)')
const $ = name => document.getElementById(name)

class Page {
  constructor (given) {
    this.isPlain = (kept('plain') ?? String(matchMedia('(pointer: coarse)').matches)) === 'true'
    this.colours = kept('colours') ?? 'auto'
    const found = parts(given)
    this.complete = found !== null
    this.announced = ''
    this.wire()
    if (!this.complete) return this.say()
    const url = new URL('log', location.href)
    url.protocol = location.protocol.replace('http', 'ws')
    url.hash = ''
    this.sheet = new Sheet(url.href, found, {
      say: () => this.said,
      tell: () => this.tell(),
      fresh: () => this.show()
    })
    this.show()
  }

  // What is seen

  show () {
    const hadFocus = this.field?.caret
    this.field?.destroy()
    const Field = this.isPlain ? PlainField : DocumentField
    this.field = new Field(this.sheet.text, this.sheet.undo, {
      moved: () => this.moved(),
      paste: text => this.paste(text)
    })
    $('log').append(this.field.dom)
    if (hadFocus) this.field.focus()
    this.tell()
  }

  /** At most once a frame: words of others may come many at a time. */
  tell () {
    this.frame ??= setTimeout(() => {
      this.frame = null
      this.say()
    })
  }

  say () {
    const it = this.standing
    const { words, tone } = status(it)
    put($('state'), words)
    document.body.dataset.tone = tone
    this.announce(words, tone)
    if (!this.sheet) return
    const { link } = this.sheet
    const speakers = speakersOf(link.coach)
    const others = people(link.peers, speakers)
    this.sayWho(others)
    this.sayWhere(link)
    this.field.readOnly = this.isFixed
    this.field.empty = link.isEnded ? ENDED : 'The log appears here.'
    this.field.show(speakers, others.filter(({ at }) => at !== null))
    $('tools').hidden = this.isFixed
    $('whose').disabled = !speakers.length
    this.speakers = speakers
  }

  get standing () {
    const link = this.sheet?.link
    return {
      complete: this.complete,
      state: link?.state,
      synced: link?.synced,
      unsaved: this.sheet?.unsaved ?? 0,
      attempts: link?.attempts,
      isCoachHere: link?.isCoachHere,
      differs: link?.differs ?? 0,
      closing: link?.coach?.closing === true,
      reads: this.reads,
      gaveUp: this.sheet?.gaveUp
    }
  }

  get reads () { return this.sheet?.link.role === 'reader' }

  get isFixed () {
    const { link, gaveUp } = this.sheet
    return !link.synced || this.reads || gaveUp || link.isEnded || link.coach?.closing === true
  }

  /** For a screen reader: not each *saving* and *saved*, but whatever asks for attention. */
  announce (words, tone) {
    const loud = ['wrong', 'over'].includes(tone) || this.reads ? words.replace(/ \u00b7 \d+ changes? kept here/, '') : ''
    const news = loud || (this.announced ? 'Connected' : '')
    if (news !== this.announced) put($('news'), news)
    this.announced = news
  }

  sayWho (others) {
    const mine = cleanLine(this.sheet.link.name, 40)
    const rest = once(others).filter(({ name, role }) => name !== mine || role === 'coach')
    const all = mine ? [...rest, { name: mine, role: 'you', colour: 'you' }] : rest
    const told = JSON.stringify(all.map(({ name, role, colour }) => [name, role, colour]))
    if (told === this.toldWho) return
    this.toldWho = told
    $('who').replaceChildren(...all.map(badge))
  }

  sayWhere ({ coach, isCoachHere }) {
    const title = cleanLine(coach?.title)
    if (title) {
      put($('title'), title)
      document.title = `${title} \u00b7 log`
    }
    const heading = isCoachHere ? cleanLine(coach?.heading, 80) : ''
    put($('now'), heading ? `Now: ${heading}` : '')
    $('now').hidden = !heading
    put($('moment'), isCoachHere ? cleanLine(coach?.moment) : '')
  }

  // What is done

  get said () {
    const link = this.sheet?.link
    const closing = link?.coach?.closing === true && this.isFixed
    return { closing, caret: this.isFixed ? null : this.field?.caret ?? null }
  }

  moved () {
    this.soon ??= setTimeout(() => {
      this.soon = null
      this.sheet.link.pulse(true)
    }, 100)
  }

  paste (text) {
    const cleaned = clean(text)
    if (new TextEncoder().encode(cleaned).length <= LARGEST_PASTE) return cleaned
    put($('notice'), 'That is more than can be sent at once: paste it in parts.')
    return ''
  }

  wire () {
    const on = (name, do_) => $(name).addEventListener('click', do_)
    const write = make => () => {
      this.field.edit(make)
      this.field.focus()
    }
    for (const one of $('tools').children) one.addEventListener('mousedown', event => event.preventDefault())
    on('tick', write(tick))
    on('whose', write((text, at) => speaker(text, at, this.speakers)))
    on('now', () => this.field.goTo(this.sheet.link.coach.heading))
    on('plain', () => this.turn())
    on('copy', () => this.copy())
    on('print', () => print())
    addEventListener('keydown', ({ key }) => {
      put($('notice'), '')
      if (key === 'Escape') $('more').open = false
    })
    addEventListener('pointerdown', ({ target }) => { $('more').open &&= $('more').contains(target) })
    addEventListener('online', () => this.sheet?.link.wake())
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.sheet?.put()
      else this.sheet?.link.wake()
    })
    addEventListener('pagehide', () => this.sheet?.put())
    addEventListener('beforeunload', event => {
      if (this.sheet?.unsaved) event.preventDefault()
    })
    addEventListener('beforeprint', () => this.onPaper(true))
    addEventListener('afterprint', () => this.onPaper(false))
    addEventListener('hashchange', () => location.reload())
    $('colours').addEventListener('change', ({ target }) => this.choose(target.value))
    DARK.addEventListener('change', () => this.dress())
    this.dress()
  }

  onPaper (is) {
    if (this.field) this.field.printed = is
  }

  turn () {
    this.isPlain = !this.isPlain
    keep('plain', this.isPlain)
    this.dress()
    if (this.sheet) this.show()
    this.field?.focus()
  }

  dress () {
    $('plain').setAttribute('aria-pressed', this.isPlain)
    $('colours').value = this.colours
    const isDark = this.colours === 'dark' || (this.colours === 'auto' && DARK.matches)
    document.documentElement.dataset.colours = isDark ? 'dark' : 'light'
  }

  choose (colours) {
    this.colours = colours
    keep('colours', colours)
    this.dress()
  }

  async copy () {
    const text = this.sheet?.text.toString() ?? ''
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false)
    put($('notice'), done ? 'The log is copied.' : 'It could not be copied: mark it and press Ctrl+C.')
  }
}

function put (element, words) {
  if (element.textContent !== words) element.textContent = words
}

function badge ({ name, role, colour }) {
  const item = document.createElement('li')
  item.className = colour
  item.textContent = role && role !== 'guest' && role !== name ? `${name} (${role})` : name
  return item
}

window.page = new Page(token())
