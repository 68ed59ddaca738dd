/** Reads headers that are lists (RFC 9110 section 5.6.1). White space is what HTTP calls so: spaces and tabs. */

const trimmed = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** The elements of a list, without those that are empty. */
export const listElements = (header: string): readonly string[] =>
  header
    .split(',')
    .map(trimmed)
    .filter(element => element !== '')

/** What `Accept` or `Accept-Encoding` names, in lower case, each with its quality from 0 to 1 (section 12.4.2). */
export function qualitiesOf(header: string): ReadonlyMap<string, number> {
  return new Map(
    listElements(header.toLowerCase()).map(element => {
      const [name = '', ...parameters] = element.split(';').map(trimmed)
      const q = parameters.find(parameter => parameter.startsWith('q='))
      return [name, q === undefined ? 1 : Number(q.slice(2)) || 0]
    }),
  )
}
