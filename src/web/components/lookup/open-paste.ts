import { wantedOf, writeWanted } from '#domain/lists/batch-address.ts'
import { type Paste, readPaste } from '#domain/paste/paste.ts'
import { appConfig } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import type { LeftOut } from './arrival.ts'

/** What a link's `q` carries at most: a longer one would not survive chat tools and proxies. */
const longestQuery = 512

type Opened = {
  readonly to: string
  /** The state of the history entry. */
  readonly state: {
    readonly said: readonly string[]
    readonly leftOut: LeftOut | undefined
    /** Undefined if the page it leads to fills the field. */
    readonly pasted: string | undefined
  }
}

/**
 * Where a pasted text leads: the page of its one ID, the environment that a pasted link names, else the lookup page, which
 * explains what the text is. `said` tells the reader how the text was read, `leftOut` what else it holds.
 */
export function openPaste(text: string, environment: string): Opened {
  const paste = readPaste(text, {
    origin: location.origin,
    environments: appConfig.environments.map(({ name }) => name),
    environment,
  })
  const { to, said, pasted } = target(paste, text, environment)
  return { to, state: { said, pasted, leftOut: paste.leftOut && leftOutOf(paste.leftOut, environment) } }
}

/** More are a click on the list away. */
const maxLinks = 5
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function leftOutOf(texts: readonly string[], environment: string): LeftOut {
  const ids = texts.filter(text => uuid.test(text))
  const links = texts.slice(0, maxLinks).map(text => ({
    text,
    to: uuid.test(text) ? paths.orchestration(environment, text) : paths.lookup(environment, text),
  }))
  const batch = writeWanted(wantedOf(ids.map(id => ({ id, count: 1 }))))
  const all = {
    text: `Look up all ${ids.length.toLocaleString('en')}`,
    to: paths.batch(environment, batch),
    pasted: ids.join('\n'),
  }
  return { links, more: texts.length - links.length, ...(ids.length > 1 && { all }) }
}

function target(paste: Paste, pasted: string, environment: string) {
  const looked = (query: string, said: readonly string[]) => ({
    // A character of two code units is not cut in half: no address could carry the half.
    to: paths.lookup(environment, query.slice(0, longestQuery).replace(/[\uD800-\uDBFF]$/, '')),
    said,
    pasted,
  })
  switch (paste.kind) {
    case 'id':
      return { to: paths.orchestration(environment, paste.id), said: paste.notes, pasted }
    case 'link':
      return { to: linked(paste), said: paste.notes, pasted }
    case 'address':
      return { to: paste.to, said: paste.notes, pasted: undefined }
    case 'several': {
      const query = writeWanted(wantedOf(paste.ids))
      return { to: paths.batch(paste.environment ?? environment, query), said: paste.notes, pasted }
    }
    case 'reference':
      // What was taken off may belong to it: the page asks for both.
      return looked(paste.verbatim ?? paste.reference, paste.notes)
    case 'hash':
      return looked(paste.hash, paste.notes)
    case 'incomplete':
      return looked(paste.text, paste.notes)
    case 'nothing':
      return looked(pasted.trim(), paste.notes)
  }
}

/** The page that a pasted link shows, in the environment that it names. */
function linked({ environment, page, id, seen }: Extract<Paste, { kind: 'link' }>): string {
  return page === 'orchestration' ? paths.orchestration(environment, id, seen) : paths.page(environment, page, id)
}
