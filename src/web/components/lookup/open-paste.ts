import { environmentLabel } from '#domain/config/environment-text.ts'
import { wantedOf, writeWanted } from '#domain/lists/batch-address.ts'
import { type LinkedElsewhere, type Paste, readPaste } from '#domain/paste/paste.ts'
import { appConfig } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import type { LeftOut } from './arrival.ts'

/** What a link's `q` carries at most: a longer one would not survive chat tools and proxies. */
const maxQueryLength = 512

type Opened = {
  readonly to: string
  /** The state of the history entry. */
  readonly state: {
    readonly said: readonly string[]
    readonly leftOut: readonly LeftOut[]
    /** Undefined if the page it leads to fills the field. */
    readonly pasted: string | undefined
  }
}

/**
 * Where a pasted text leads: the page of its one ID, the environment that a pasted link names, else the lookup page, which
 * explains what the text is. `said` tells the reader how the text was read, `leftOut` what else it holds and where its links to other
 * environments lead.
 */
export function openPaste(text: string, environment: string): Opened {
  const paste = readPaste(text, {
    origin: location.origin,
    environments: appConfig.environments.map(({ name }) => name),
    environment,
  })
  const { to, said, pasted } = target(paste, text, environment)
  return { to, state: { said, pasted, leftOut: leftOutOf(paste, environment) } }
}

type Target = LeftOut['links'][number]

/** More are a click on the list away. */
const maxLinks = 5
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What else the paste holds, and what its links to other environments lead to, by environment. */
function leftOutOf(paste: Paste, here: string): readonly LeftOut[] {
  const { leftOut = [], elsewhere = [] } = paste
  const environment = ('environment' in paste && paste.environment) || here
  const texts = leftOut.map(text => ({
    text,
    to: uuid.test(text) ? paths.orchestration(environment, text) : paths.lookup(environment, text),
  }))
  const others = [...new Set(elsewhere.map(({ environment }) => environment))].map(other => {
    const targets = elsewhere.flatMap(link => (link.environment === other ? [{ text: link.id, to: linked(link) }] : []))
    return groupOf(`Links to ${environmentLabel(other)}`, targets, other)
  })
  return texts.length === 0 ? others : [groupOf('Left out', texts, environment), ...others]
}

function groupOf(title: string, targets: readonly Target[], environment: string): LeftOut {
  const ids = targets.map(({ text }) => text).filter(text => uuid.test(text))
  const batch = writeWanted(wantedOf(ids.map(id => ({ id, count: 1 }))))
  const all = {
    text: `Look up all ${ids.length.toLocaleString('en')}`,
    to: paths.batch(environment, batch),
    pasted: ids.join('\n'),
  }
  const links = targets.slice(0, maxLinks)
  return { title, links, more: targets.length - links.length, ...(ids.length > 1 && { all }) }
}

function target(paste: Paste, pasted: string, environment: string) {
  const looked = (query: string, said: readonly string[]) => ({
    // A character of two code units is not cut in half: no address could carry the half.
    to: paths.lookup(environment, query.slice(0, maxQueryLength).replace(/[\uD800-\uDBFF]$/, '')),
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
function linked({ environment, page, id, seen }: LinkedElsewhere): string {
  return page === 'orchestration' ? paths.orchestration(environment, id, seen) : paths.page(environment, page, id)
}
