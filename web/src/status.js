// How it stands, in words: whether what was written is saved, and what there is to do if not.

const changes = number => `${number} ${number === 1 ? 'change' : 'changes'}`

/**
 * @param {object} it
 * @param {boolean} it.complete whether the link has all its parts
 * @param {string} it.state of the `Link`
 * @param {boolean} it.synced
 * @param {number} it.unsaved own changes that are not known to be on the coach's disk
 * @param {number} it.attempts to connect, in vain
 * @param {boolean} it.isCoachHere
 * @param {number} it.differs
 * @param {boolean} it.closing whether the coach is closing the conversation
 * @param {boolean} it.reads whether this link is for reading alone
 * @param {boolean} it.gaveUp whether a document was refused over and over
 * @returns {{words: string, tone: 'well' | 'busy' | 'wrong' | 'over'}}
 */
export function status (it) {
  const kept = it.unsaved ? ` \u00b7 ${changes(it.unsaved)} kept here` : ''
  const lost = ` \u00b7 ${changes(it.unsaved)} NOT SAVED \u2013 copy what you need`
  const end = it.unsaved ? lost : it.synced ? ' \u00b7 all was saved' : '' // a tab that saw nothing of it knows nothing
  const found = [
    [!it.complete, 'wrong', 'This link is not complete. Ask the coach for it again.'],
    [it.gaveUp, 'wrong', `Not connected \u2013 reload this page${kept}`],
    [it.state === 'withdrawn', 'over', `This link was ended by the coach${end}`],
    [it.state === 'over', 'over', `The conversation is over${end}`],
    [it.state !== 'connected' && it.attempts, 'wrong', `Not connected, trying again${kept}`],
    [it.state !== 'connected', 'busy', `Connecting${kept}`],
    [!it.synced, 'busy', `Waiting for the coach\u2019s computer${kept}`],
    [it.differs > 1, 'wrong', 'Not the same as the coach\u2019s \u2013 asking for all of it again'],
    [!it.isCoachHere, 'wrong', `Waiting for the coach\u2019s computer${kept}`],
    [it.closing && it.unsaved, 'busy', 'The coach is closing the conversation \u00b7 saving'],
    [it.closing, 'busy', 'The coach is closing the conversation'],
    [it.reads, 'well', 'You can read along'],
    [it.unsaved, 'busy', 'Saving'],
    [true, 'well', 'Saved on the coach\u2019s computer']
  ].find(([holds]) => holds)
  return { tone: found[1], words: found[2] }
}
