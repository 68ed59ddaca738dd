/** Reads headers that are lists (RFC 9110 section 5.6.1). */
import { withoutBlanks } from './field-text.ts'

/** The non-empty elements of a list. */
export const listElements = (header: string): readonly string[] =>
  header
    .split(',')
    .map(withoutBlanks)
    .filter(element => element !== '')

const name = /^[!#$%&'*+.^_`|~0-9a-z-]+(\/[!#$%&'*+.^_`|~0-9a-z-]+)?$/
const quality = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/**
 * What `Accept` or `Accept-Encoding` names, in lower case, each with its quality from 0 to 1 (section 12.4.2), which is 0
 * where it can't be read.
 */
export function qualitiesOf(header: string): ReadonlyMap<string, number> {
  return new Map(
    listElements(header.toLowerCase()).flatMap(element => {
      const [named = '', ...parameters] = element.split(';').map(withoutBlanks)
      const q = parameters.find(parameter => parameter.startsWith('q='))
      return name.test(named) ? [[named, q === undefined ? 1 : Number(quality.exec(q)?.[1] ?? 0)] as const] : []
    }),
  )
}
