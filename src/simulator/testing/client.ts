/** Shared by the simulator's tests: a simulator, a token and plain requests. */
import { readScopes } from '#paxos/api.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.ts'

export type Json = Record<string, unknown>

/** A complete response. `json` is an empty object if the body isn't a JSON object. */
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

/** Requests a token; `fields` override the usual form fields. */
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

/** A simulator (by default without generated rows), a token with all scopes, and a `get` below the API base. */
export async function openSimulator(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ generated: 0, ...options })
  const token = String((await askToken(simulator)).json.access_token)
  const authorization = `Bearer ${token}`
  const get = async (path: string, headers: Record<string, string> = { authorization }): Promise<Answer> =>
    read(await fetch(simulator.apiUrl + path, { headers, redirect: 'manual' }))
  /** The rows of a list; fails unless the response is a 200. */
  const list = async (path: string): Promise<Json[]> => {
    const { status, text, json } = await get(path)
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    return (json.items ?? json.events) as Json[]
  }
  return { simulator, token, get, list, close: simulator.close }
}

/** The IDs of records, in order. */
export const ids = (rows: readonly Json[]) => rows.map(({ id }) => String(id))
