/** Recognises malformed IDs, to say what is wrong with them. */

export type BrokenId = { readonly text: string; readonly length: number; readonly reason: string }

/** An ID has 36 characters: 32 digits and 4 dashes. */
const whole = 36

/** The first word of an NFKC text that looks like a truncated, mistyped or too long ID; undefined if none does. */
export function brokenId(normal: string, word: string): BrokenId | undefined {
  const shortened = /^["'`([]?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f-]*)?)\.{3}/.exec(normal.slice(0, 100).trim())?.[1]
  if (shortened !== undefined) return broken(shortened)
  // The hint helps someone who pasted one ID, not someone who pasted a log, so the search is limited.
  const searched = normal.slice(0, 100_000)
  const tokens = searched.includes('-') ? (searched.match(/[\p{L}\p{N}-]{12,48}/gu) ?? []) : []
  const found = [word, ...tokens].find(looksLikeId)
  return found === undefined ? undefined : broken(found)
}

function looksLikeId(token: string): boolean {
  if (token.length > 48 || !token.includes('-') || !/^[\p{L}\p{N}-]+$/u.test(token)) return false
  const groups = token.split('-')
  if (/^[0-9A-Fa-f-]+$/.test(token)) {
    // Short runs of digits and dashes may be references (dates, counters).
    if (token.length < 20 || (token.length < 30 && !/[A-Fa-f]/.test(token))) return false
    // Truncated at either end, or with a character more or less inside.
    const isCut = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-/.test(token) || /-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/.test(token)
    return isCut || (groups.length >= 4 && token.length >= 28)
  }
  // The right shape with an invalid letter, such as O for zero.
  return groups.map(group => group.length).join() === '8,4,4,4,12' && strangers(token).length <= 4
}

/** The invalid characters, each once. */
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
