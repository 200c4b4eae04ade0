// The token of the link: it comes in the fragment, which no server sees.

/**
 * The token of this tab. Once read it is taken out of the address, which a shared screen shows and
 * people copy; the tab alone keeps it, so that reloading works. Two tabs of one link have one each.
 */
export function token () {
  const given = location.hash.slice(1)
  try {
    if (!given) return sessionStorage.getItem('mqi.token') ?? ''
    sessionStorage.setItem('mqi.token', given)
    history.replaceState(null, '', location.pathname)
  } catch { /* a browser that keeps nothing: the address must keep it, then */ }
  return given
}
