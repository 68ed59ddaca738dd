/** Sorts the IDs of a paste by the environment that their links name. */
import type { FoundId } from './ids.ts'
import type { LinkedId } from './links.ts'
import type { Ranked } from './rank.ts'
import type { LinkedElsewhere } from './result.ts'

type Link = LinkedId['link']

export type Places = {
  /** Where `ids` are looked up: undefined unless a link to each of them names it. */
  readonly environment: string | undefined
  readonly ids: Ranked['ids']
  /** The first link to one of `ids`: in `environment`, or in one that isn't set up here. */
  readonly linkTo: (id: string) => Link | undefined
  /** Where links to other environments lead. */
  readonly elsewhere: readonly LinkedElsewhere[]
  readonly leftOut: readonly string[]
}

/**
 * A page looks IDs up in one environment: where the reader is (`here`) if anything in the text belongs there, including an ID
 * without a link; otherwise where the first link leads.
 */
export function placesOf(
  found: readonly FoundId[],
  linked: readonly (LinkedId | undefined)[],
  { ids, leftOut }: Ranked,
  here: string | undefined,
): Places {
  const { known, unknown } = linksById(found, linked)
  const named = new Set<string>()
  let isLinked = true
  for (const { id } of ids) {
    const links = known.get(id)
    if (!links) isLinked = false
    else for (const { environment } of links) named.add(environment)
  }
  const isHere = !isLinked || (here !== undefined && named.has(here))
  const main = isHere ? here : named.values().next().value
  const inMain = (id: string) => known.get(id)?.find(({ environment }) => environment === main)
  const belongs = (id: string) => !known.has(id) || inMain(id) !== undefined
  const others = [...ids.map(({ id }) => id), ...leftOut].filter(id =>
    known.get(id)?.some(({ environment }) => environment !== main),
  )
  return {
    environment: isLinked ? main : undefined,
    ids: ids.filter(({ id }) => belongs(id)),
    linkTo: id => inMain(id) ?? unknown.get(id),
    elsewhere: others.flatMap(id => elsewhereOf(id, known.get(id) ?? [], main)),
    leftOut: leftOut.filter(belongs),
  }
}

const elsewhereOf = (id: string, links: readonly Link[], main: string | undefined): readonly LinkedElsewhere[] =>
  links
    .filter(({ environment }) => environment !== main)
    .map(({ environment, page, seen }) => ({ environment, page, id, ...(seen === undefined ? {} : { seen }) }))

/** The first link to each ID in each environment that is set up here, and the first one in any other. */
function linksById(found: readonly FoundId[], linked: readonly (LinkedId | undefined)[]) {
  const known = new Map<string, Link[]>()
  const unknown = new Map<string, Link>()
  for (const [at, { id }] of found.entries()) {
    const one = linked[at]
    if (!one?.isTarget) continue
    const { link } = one
    const links = known.get(id)
    if (!link.isKnown) {
      if (!unknown.has(id)) unknown.set(id, link)
    } else if (!links) known.set(id, [link])
    else if (links.every(({ environment }) => environment !== link.environment)) links.push(link)
  }
  return { known, unknown }
}
