/** The one builder of this app's own addresses. Everything is percent-encoded. */

const part = encodeURIComponent

const search = (entries: readonly (readonly [name: string, value: string])[]) =>
  entries.length === 0 ? '' : `?${new URLSearchParams(entries as [string, string][])}`

export const paths = {
  /** The lookup page; `query` is what to look up there, so that the link alone repeats it. */
  lookup: (environment: string, query?: string) => `/${part(environment)}${query ? `?q=${part(query)}` : ''}`,
  /** The smart link: whatever `query` is, it is looked up and leads on. Without one, what was submitted on the page before. */
  smartLink: (environment: string, query?: string) => `/${part(environment)}/lookup${query ? `?q=${part(query)}` : ''}`,
  /** The lookup page with a reference id, also where the text could be an id. */
  reference: (environment: string, reference: string) => `/${part(environment)}?ref_id=${part(reference)}`,
  /** A payment; `seen` is what its sharer saw, as `writeSeen` writes it. */
  orchestration: (environment: string, id: string, seen?: string) =>
    `/${part(environment)}/orchestrations/${part(id)}${seen ? `?seen=${part(seen)}` : ''}`,
  /** The list; `entries` as `writeFilters` gives them. */
  orchestrations: (environment: string, entries: readonly (readonly [name: string, value: string])[] = []) =>
    `/${part(environment)}/orchestrations${search(entries)}`,
  /** Many at once; `query` as `writeWanted` gives it. */
  batch: (environment: string, query: string) => `/${part(environment)}/orchestrations?${query}`,
  rules: (environment: string, entries: readonly (readonly [name: string, value: string])[] = []) =>
    `/${part(environment)}/rules${search(entries)}`,
  rule: (environment: string, id: string) => `/${part(environment)}/rules/${part(id)}`,
  /** A transfer: leads on to its orchestration. */
  transfer: (environment: string, id: string) => `/${part(environment)}/transfers/${part(id)}`,
}
