// The few choices that this browser remembers for a guest; some refuse to, which is all right.

export function kept (name) {
  try {
    return localStorage.getItem(`mqi.${name}`)
  } catch {
    return null
  }
}

export function keep (name, value) {
  try {
    localStorage.setItem(`mqi.${name}`, value)
  } catch { /* it holds until the page is closed */ }
}
