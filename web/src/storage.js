// What a browser remembers: a few choices; and what a tab does, until it is closed. Some refuse to,
// which is all right.

function read (store, name) {
  try {
    return globalThis[store].getItem(`mqi.${name}`)
  } catch {
    return null
  }
}

/** Whether it could be kept. Nothing is kept of an empty value. */
function write (store, name, value) {
  try {
    if (value === '') globalThis[store].removeItem(`mqi.${name}`)
    else globalThis[store].setItem(`mqi.${name}`, value)
    return true
  } catch {
    return false
  }
}

export const kept = name => read('localStorage', name)
export const keep = (name, value) => write('localStorage', name, value)
export const keptHere = name => read('sessionStorage', name)
export const keepHere = (name, value) => write('sessionStorage', name, value)
