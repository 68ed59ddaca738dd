/** Many to look up at once: how they are read from an address and written into one. */
/** `text` is an orchestration id in lower case, or a reference id to the letter; `count` how often it was pasted. */
export type Wanted = { readonly kind: 'id' | 'reference'; readonly text: string; readonly count: number }

/** More are not looked up at once. */
export const maxWanted = 1000
/** More are not carried by a link: chat tools and proxies cut long addresses. */
export const maxInLink = 100
const maxLinkLength = 8000
const maxTextLength = 255

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type WantedInLink = {
  readonly wanted: readonly Wanted[]
  /** How many there were where the link was made; undefined when the link carries all of them. */
  readonly total: number | undefined
  /** How many entries of the address were left out: empty, too long, or too many. */
  readonly ignored: number
}

/** Each text once, in the order of its first appearance. */
function gather(entries: Iterable<readonly [kind: Wanted['kind'], text: string, count: number]>): Wanted[] {
  const gathered = new Map<string, Wanted>()
  for (const [kind, text, count] of entries) {
    const before = gathered.get(`${kind} ${text}`)
    gathered.set(`${kind} ${text}`, { kind, text, count: Math.min((before?.count ?? 0) + count, 9999) })
  }
  return [...gathered.values()]
}

const entryOf = (given: string): readonly [Wanted['kind'], string, number] => {
  const [, text = given, times] = /^(.*)\*(\d{1,4})$/.exec(given) ?? []
  // What isn't a UUID isn't one of Paxos's IDs, and would spoil the whole request that asks for it as one.
  return uuid.test(text) ? ['id', text.toLowerCase(), Math.max(1, Number(times ?? 1))] : ['reference', given, 1]
}

/** Reads `id=a,b*2` and `ref=…` of an address that was mended; other parameters are ignored. Never throws. */
export function readWanted(entries: Iterable<readonly [name: string, value: string]>): WantedInLink {
  const given: (readonly [Wanted['kind'], string, number])[] = []
  let total: number | undefined
  for (const [name, value] of entries) {
    if (name === 'id') for (const one of value.split(',')) given.push(entryOf(one.trim()))
    else if (name === 'ref') given.push(['reference', value.trim(), 1])
    else if (name === 'of' && /^[1-9]\d{0,5}$/.test(value)) total = Number(value)
  }
  const usable = given.filter(([, text]) => text !== '' && text.length <= maxTextLength && !/\p{Cc}/u.test(text))
  const all = gather(usable)
  const wanted = all.slice(0, maxWanted)
  return {
    wanted,
    total: total !== undefined && total > wanted.length ? total : undefined,
    ignored: given.length - usable.length + all.length - wanted.length,
  }
}

/** The query of a link, without `?`: the first hundred, and of how many if there are more or a reference could be cut. */
export function writeWanted(wanted: readonly Wanted[]): string {
  const ids: string[] = []
  const references: string[] = []
  let length = 0
  for (const { kind, text, count } of wanted.slice(0, maxInLink)) {
    const part = encodeURIComponent(text.toWellFormed())
    length += part.length + 5
    if (length > maxLinkLength) break
    if (kind === 'id') ids.push(count > 1 ? `${part}*${count}` : part)
    else references.push(...Array.from({ length: Math.min(count, 9) }, () => `ref=${part}`))
  }
  const carried = ids.length + new Set(references).size
  return [
    ...(ids.length > 0 ? [`id=${ids.join(',')}`] : []),
    ...references,
    ...(carried < wanted.length || mayLoseItsEnd(references.at(-1)) ? [`of=${wanted.length}`] : []),
  ].join('&')
}

/** Punctuation at the end of an address is taken for the sentence's around it, see `mendAddress`. */
const mayLoseItsEnd = (last: string | undefined) => last !== undefined && /(?:%..|[^A-Za-z0-9])$/.test(last)

/** What a paste held, as what to look up. */
export const wantedOf = (
  ids: readonly { readonly id: string; readonly count: number; readonly isReference?: true }[],
): readonly Wanted[] =>
  ids.map(({ id, count, isReference }) => ({ kind: isReference ? 'reference' : 'id', text: id, count }))
