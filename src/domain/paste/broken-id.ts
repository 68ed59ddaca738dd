/** Recognises what was meant to be an id and is not a whole one, to say what is wrong with it. */

export type BrokenId = { readonly text: string; readonly length: number; readonly reason: string }

/** An id has 36 characters: 32 digits and 4 dashes. */
const whole = 36

/** The first part of an NFKC text that looks like an id cut short, typed wrong or too long; undefined when none does. */
export function brokenId(normal: string, word: string): BrokenId | undefined {
  const shortened = /^["'`([]?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f-]*)?)\.{3}/.exec(normal.slice(0, 100).trim())?.[1]
  if (shortened !== undefined) return broken(shortened)
  // Only so much is searched: the words for a broken id help someone who pasted one, not someone who pasted a log.
  const searched = normal.slice(0, 100_000)
  const tokens = searched.includes('-') ? (searched.match(/[\p{L}\p{N}-]{12,48}/gu) ?? []) : []
  const found = [word, ...tokens].find(looksLikeId)
  return found === undefined ? undefined : broken(found)
}

function looksLikeId(token: string): boolean {
  if (token.length > 48 || !token.includes('-') || !/^[\p{L}\p{N}-]+$/u.test(token)) return false
  const groups = token.split('-')
  if (/^[0-9A-Fa-f-]+$/.test(token)) {
    // A reference can be made of digits and dashes as well (a date, a counter): a few of those are no id.
    if (token.length < 20 || (token.length < 30 && !/[A-Fa-f]/.test(token))) return false
    // Cut at the end, cut at the beginning, or a character more or less somewhere inside.
    const isCut = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-/.test(token) || /-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/.test(token)
    return isCut || (groups.length >= 4 && token.length >= 28)
  }
  // The right shape with a letter that ids don't have, such as an O for a zero.
  return groups.map(group => group.length).join() === '8,4,4,4,12' && strangers(token).length <= 4
}

/** The characters that no id has, each once. */
const strangers = (token: string): readonly string[] => [...new Set(token.match(/[^0-9A-Fa-f-]/gu) ?? [])]

function broken(token: string): BrokenId {
  const length = [...token].length
  const strange = strangers(token)
  if (length === whole && strange.length > 0) {
    const named = strange.map(character => `"${character}"`).join(', ')
    return { text: token, length, reason: `IDs have only 0 to 9 and a to f; this has ${named}.` }
  }
  if (length > whole) return { text: token, length, reason: `You pasted ${length} characters; an ID has ${whole}.` }
  if (length === whole) return { text: token, length, reason: 'Its dashes are not where an ID has them.' }
  return { text: token, length, reason: `You pasted ${length} of ${whole} characters.` }
}
