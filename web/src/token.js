// The token of the link: it comes in the fragment, which no server sees.

import { keepHere, keptHere } from './storage.js'

/**
 * The token of this tab. Once read it is taken out of the address, which a shared screen shows and
 * people copy; the tab alone keeps it, so that reloading works. Two tabs of one link have one each.
 * Where a browser keeps nothing, it stays in the address.
 */
export function token () {
  const given = location.hash.slice(1)
  if (!given) return keptHere('token') ?? ''
  if (keepHere('token', given)) history.replaceState(null, '', location.pathname)
  return given
}
