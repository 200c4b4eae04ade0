// Undo and redo of what was written in this tab, and never of what others wrote.

/** What browsers call it, and what Yjs does. */
export const HISTORY = { historyUndo: 'undo', historyRedo: 'redo' }

/**
 * Undo or redo.
 * @param {import('yjs').UndoManager} manager of one text
 * @param {'undo' | 'redo'} way
 * @returns {number | null} behind what has changed; null where nothing has
 */
export function turned (manager, way) {
  const [text] = manager.scope
  let place = null
  const see = ({ delta }) => {
    const at = delta[0].retain ?? 0
    const put = delta.find(({ insert }) => insert)
    place = at + (put && delta.indexOf(put) <= 1 ? put.insert.length : 0)
  }
  text.observe(see)
  manager[way]()
  text.unobserve(see)
  return place
}
