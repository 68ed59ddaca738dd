/** The query of an API request: a closed set of parameters per route, parsed from the raw text and validated. */
import { isPrintable } from '#domain/text/plain-text.ts'
import { type ApiEndpoint, type EndpointName, endpoints, type ParameterKind, type Query } from '#paxos/api.ts'
import { Fault } from '../fault.ts'

const maxValues = 100

/** `fresh` is for this server only: it skips the cache and is not forwarded. */
export type AskedQuery = { readonly query: Query; readonly fresh: boolean }

const nothing: AskedQuery = { query: {}, fresh: false }

/** Validates the raw query (without `?`) of an endpoint; throws `bad_request`. Repeated values of a list are sent once. */
export function readQuery(endpoint: EndpointName, raw: string): AskedQuery {
  if (raw === '') return nothing
  const { query: known, maxLimit }: ApiEndpoint = endpoints[endpoint]
  const values = new Map<string, string[]>()
  let fresh = false
  for (const pair of raw.split('&')) {
    const [name, value] = readPair(pair)
    if (name === 'fresh') {
      if (value !== '1' || fresh) throw refuse('The parameter fresh must appear once and be 1.')
      fresh = true
      continue
    }
    if (!Object.hasOwn(known, name)) throw refuse('The query has an unknown parameter.')
    const before = values.get(name) ?? []
    if (before.length > 0 && known[name] !== 'list') throw refuse(`The parameter ${name} appears more than once.`)
    // Duplicates count: 101 values are refused even if some are equal.
    if (before.length >= maxValues) throw refuse(`The parameter ${name} appears more than ${maxValues} times.`)
    before.push(checked(name, value, known[name] ?? 'text', maxLimit))
    values.set(name, before)
  }
  const query = Object.fromEntries(
    [...values].map(([name, all]) => [name, known[name] === 'list' ? [...new Set(all)] : (all[0] ?? '')]),
  )
  return { query, fresh }
}

function readPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  if (at < 1) throw refuse('The query must consist of name=value pairs.')
  try {
    const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
    return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]
  } catch {
    throw refuse('The query is not correctly encoded.')
  }
}

function checked(name: string, value: string, kind: ParameterKind, maxLimit: number): string {
  const fault = faultOf(value, kind, maxLimit)
  if (fault) throw refuse(`The parameter ${name} ${fault}.`)
  return value
}

function faultOf(value: string, kind: ParameterKind, maxLimit: number): string | undefined {
  switch (kind) {
    case 'limit':
      return /^[1-9]\d{0,3}$/.test(value) && Number(value) <= maxLimit
        ? undefined
        : `must be a whole number from 1 to ${maxLimit}`
    case 'order':
      return value === 'ASC' || value === 'DESC' ? undefined : 'must be ASC or DESC'
    case 'cursor':
      return /^[A-Za-z0-9._~:=+/|-]{1,512}$/.test(value) ? undefined : 'must be a cursor from Paxos'
    case 'time':
      return isRfc3339(value) ? undefined : 'must be a time such as 2026-04-20T12:30:01Z'
    case 'list':
    case 'text':
      return isPrintable(value) ? undefined : 'must be 1 to 256 printable characters'
  }
}

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Checks the calendar too: `Date` reads 31 February as 3 March. */
function isRfc3339(value: string): boolean {
  const match = rfc3339.exec(value)
  if (!match) return false
  const [, year, month, day] = match.map(Number)
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0))
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day
}

const refuse = (detail: string) => new Fault('bad_request', detail)
