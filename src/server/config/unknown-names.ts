/** Variables that were meant for this server and are none of its settings: a misspelt one is refused, not ignored. */

/** `shown` is the name without what it may have swallowed; `hint` ends the sentence about it. */
type Unknown = { readonly name: string; readonly shown: string; readonly hint: string }

/**
 * First words that variables of other programs begin with as well. Such a name is taken for one of our settings only if it
 * shares two words with one or is nearly the same.
 */
const commonWords = new Set([
  ...['HOST', 'PORT', 'PUBLIC', 'DEFAULT', 'AUTH', 'LOG', 'NOTICE', 'HELP', 'METADATA'],
  ...['ORCHESTRATION', 'REFERENCE', 'RULE', 'TRANSFER', 'PROFILE', 'IDENTITY', 'ACCOUNT'],
])

/** Set by desktop sessions (X11). */
const foreign = new Set(['SESSION_MANAGER'])

/** The prefix: `PAXOS_`, or `RULE_URL_` where the first word alone is common. */
function prefixOf(name: string): string | undefined {
  const [first = '', second, third] = name.split('_')
  if (!commonWords.has(first)) return `${first}_`
  return third === undefined ? undefined : `${first}_${second}_`
}

/** The prefixes that only this server's settings have, for the documents. */
export const prefixesOf = (known: readonly string[]): readonly string[] => [
  ...new Set(known.flatMap(name => prefixOf(name) ?? [])),
]

/** Those of `names` that are not known but meant for this server, each with the nearest name that is. */
export function unknownNames(names: readonly string[], known: readonly string[]): readonly Unknown[] {
  const prefixes = prefixesOf(known)
  return names
    .filter(name => !known.includes(name) && !foreign.has(name))
    .flatMap(name => {
      const { start, isWhole } = readName(name)
      const near = nearest(start, known)
      // An editor's byte order mark can stand in front of any name.
      const isOurs = prefixes.some(prefix => start.startsWith(prefix)) || (isPreceded(name) && known.includes(start))
      if (!isOurs && (near === undefined || near.distance > 2 || near.name.length < 8)) return []
      const shown = isWhole ? start : `${start}…`
      if (!name.startsWith(start))
        return { name, shown, hint: ': names are in capitals, with nothing in front of them' }
      return { name, shown, hint: near ? `; did you mean ${near.name}?` : '' }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const isPreceded = (name: string) => /^[^A-Za-z0-9_]/.test(name)

/** The name in capitals, without what it may have swallowed: `REDIS_URL: redis://:password@host`. */
function readName(name: string): { readonly start: string; readonly isWhole: boolean } {
  const [, word = '', rest] = /^[^A-Za-z0-9_]*([A-Za-z0-9_]*)(.*)$/su.exec(name) ?? []
  return { start: word.toUpperCase(), isWhole: rest === '' }
}

function nearest(name: string, known: readonly string[]) {
  const candidates = known.map(candidate => ({ name: candidate, distance: distanceOf(candidate, name) }))
  return candidates.filter(({ distance }) => distance <= 3).sort((a, b) => a.distance - b.distance)[0]
}

/** Levenshtein distance; more than 3 for names whose lengths differ by more. */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
