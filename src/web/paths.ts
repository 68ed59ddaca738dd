/** The one builder of this app's own addresses. Everything is percent-encoded. */
import { pagePath } from '#domain/config/pages.ts'

type Entries = readonly (readonly [name: string, value: string])[]

const search = (entries: Entries) =>
  entries.length === 0 ? '' : `?${new URLSearchParams(entries as [string, string][])}`
const given = (name: string, value: string | undefined) => (value ? `?${name}=${encodeURIComponent(value)}` : '')

export const paths = {
  /** Any page, by its name in the table of pages. */
  page: pagePath,
  /** The lookup page; `query` is what to look up there, so that the link alone repeats it. */
  lookup: (environment: string, query?: string) => pagePath(environment, 'lookup') + given('q', query),
  /** The lookup page with a reference id, also where the text could be an id. */
  reference: (environment: string, reference: string) => pagePath(environment, 'lookup') + given('ref_id', reference),
  /** An orchestration; `seen` is what its sharer saw, as `writeSeen` writes it. */
  orchestration: (environment: string, id: string, seen?: string) =>
    pagePath(environment, 'orchestration', id) + given('seen', seen),
  /** The list; `entries` as `writeFilters` gives them. */
  orchestrations: (environment: string, entries: Entries = []) =>
    pagePath(environment, 'orchestrations') + search(entries),
  /** Many at once; `query` as `writeWanted` gives it. */
  batch: (environment: string, query: string) => `${pagePath(environment, 'orchestrations')}?${query}`,
  rules: (environment: string, entries: Entries = []) => pagePath(environment, 'rules') + search(entries),
  rule: (environment: string, id: string) => pagePath(environment, 'rule', id),
  /** A transfer: leads on to its orchestration. */
  transfer: (environment: string, id: string) => pagePath(environment, 'transfer', id),
  /** The orchestrations of an identity, found through its transfers. */
  identity: (environment: string, id: string) => pagePath(environment, 'identity', id),
}
