/** The query of an API request: a closed set per route, read from the raw text and validated value by value. */
import { isPrintable } from '#domain/text/plain-text.ts'
import { type ApiEndpoint, type EndpointName, endpoints, type ParameterKind, type Query } from '#paxos/api.ts'
import { Fault } from '../fault.ts'

const mostValues = 100

/** `fresh` is for this server: it asks for data newer than what is known here, and goes no further. */
export type AskedQuery = { readonly query: Query; readonly fresh: boolean }

const nothing: AskedQuery = { query: {}, fresh: false }

/** Validates the raw query (without `?`) of an endpoint; throws `bad_request`. Repeated list values are sent once. */
export function readQuery(endpoint: EndpointName, raw: string): AskedQuery {
  if (raw === '') return nothing
  const { query: known, maxLimit }: ApiEndpoint = endpoints[endpoint]
  const values = new Map<string, string[]>()
  let fresh = false
  for (const pair of raw.split('&')) {
    const [name, value] = readPair(pair)
    if (name === 'fresh') {
      if (value !== '1' || fresh) throw refuse('The parameter fresh stands once and is 1.')
      fresh = true
      continue
    }
    if (!Object.hasOwn(known, name)) throw refuse('The query has a parameter that is not known here.')
    const before = values.get(name) ?? []
    if (before.length > 0 && known[name] !== 'list') throw refuse(`The parameter ${name} stands more than once.`)
    // Counted as they come: 101 are refused even where some are the same.
    if (before.length >= mostValues) throw refuse(`The parameter ${name} stands more than ${mostValues} times.`)
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
  if (at < 1) throw refuse('The query is not made of name=value pairs.')
  try {
    const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
    return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]
  } catch {
    throw refuse('The query is not well encoded.')
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
      return /^[A-Za-z0-9._~:=+/|-]{1,512}$/.test(value) ? undefined : 'must be a cursor as Paxos gave it'
    case 'time':
      return isRfc3339(value) ? undefined : 'must be a time such as 2026-04-20T12:30:01Z'
    case 'list':
    case 'text':
      return isPrintable(value) ? undefined : 'must be 1 to 256 printable characters'
  }
}

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** The calendar is checked as well: `Date` would take 31 February for 3 March. */
function isRfc3339(value: string): boolean {
  const match = rfc3339.exec(value)
  if (!match) return false
  const [, year, month, day] = match.map(Number)
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0))
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day
}

const refuse = (detail: string) => new Fault('bad_request', detail)
