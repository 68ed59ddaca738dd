/** What the simulator's tests share: a simulator with a token in hand, and plain requests to it. */
import { readScopes } from '#paxos/api.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.ts'

export type Json = Record<string, unknown>

/** An answer, read to its end. `json` is an empty object for a body that is no JSON object. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Json
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  let json: Json = {}
  try {
    json = JSON.parse(text) as Json
  } catch {}
  return { status: response.status, headers: response.headers, text, json }
}

/** Asks for a token; `fields` are the form's fields, with the ordinary ones filled in. */
export async function askToken(
  simulator: Simulator,
  fields: Record<string, string> = {},
  headers = {},
): Promise<Answer> {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'demo',
    client_secret: 'demo',
    scope: readScopes.join(' '),
    ...fields,
  }
  return read(await fetch(simulator.tokenUrl, { method: 'POST', headers, body: new URLSearchParams(form) }))
}

/** A simulator without generated rows (unless told), a token with all scopes, and a `get` below the API base. */
export async function openSimulator(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ generated: 0, ...options })
  const token = String((await askToken(simulator)).json.access_token)
  const authorization = `Bearer ${token}`
  const get = async (path: string, headers: Record<string, string> = { authorization }): Promise<Answer> =>
    read(await fetch(simulator.apiUrl + path, { headers, redirect: 'manual' }))
  /** The rows of a list answer that has to be a good one. */
  const list = async (path: string): Promise<Json[]> => {
    const { status, text, json } = await get(path)
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    return (json.items ?? json.events) as Json[]
  }
  return { simulator, token, get, list, close: simulator.close }
}

/** The ids of records, in their order. */
export const ids = (rows: readonly Json[]) => rows.map(({ id }) => String(id))
