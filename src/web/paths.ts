/** The one builder of this app's own addresses. Everything is percent-encoded. */

const part = encodeURIComponent

export const paths = {
  /** The lookup page; `query` is what to look up there, so that the link alone repeats it. */
  lookup: (environment: string, query?: string) => `/${part(environment)}${query ? `?q=${part(query)}` : ''}`,
  /** A payment; `seen` is what its sharer saw, as `writeSeen` writes it. */
  orchestration: (environment: string, id: string, seen?: string) =>
    `/${part(environment)}/orchestrations/${part(id)}${seen ? `?seen=${part(seen)}` : ''}`,
  rule: (environment: string, id: string) => `/${part(environment)}/rules/${part(id)}`,
}
