/** The live environments: one exists when its client ID is set. */
import type { Secret } from './secret.ts'
import type { VariableReader } from './variable-reader.ts'
import type { Values, VariableName, variables } from './variables.ts'

export type EnvironmentConfig = {
  readonly name: 'production' | 'sandbox' | 'demo'
  /** The API base, ending in `/v2`. */
  readonly apiUrl: URL
  readonly tokenUrl: URL
  readonly clientId: string
  readonly clientSecret: Secret
  /** Space separated. */
  readonly scope: string
  /** The least stop after a 429. */
  readonly penaltyMs: number
}

type LiveName = Exclude<EnvironmentConfig['name'], 'demo'>

/** Production first: the order decides the default environment. */
const liveNames = ['production', 'sandbox'] as const satisfies readonly LiveName[]

const prefixes = { production: 'PAXOS_PRODUCTION', sandbox: 'PAXOS_SANDBOX' } as const satisfies Record<
  LiveName,
  string
>

/** Paxos throttles an egress IP for five minutes. */
const penaltyMs = 300_000

export function environmentsOf(values: Values, reader: VariableReader<typeof variables>): readonly EnvironmentConfig[] {
  return liveNames.flatMap(name => environmentOf(name, values, reader) ?? [])
}

/** Whether any live environment is meant, even one whose settings are not complete. */
export const meansLive = (reader: VariableReader<typeof variables>): boolean =>
  liveNames.some(name => variablesOf(prefixes[name]).some(variable => reader.isSet(variable)))

const variablesOf = (prefix: (typeof prefixes)[LiveName]): readonly VariableName[] => [
  `${prefix}_CLIENT_ID`,
  `${prefix}_CLIENT_SECRET`,
  `${prefix}_API_URL`,
  `${prefix}_TOKEN_URL`,
  `${prefix}_SCOPE`,
]

function environmentOf(
  name: LiveName,
  values: Values,
  reader: VariableReader<typeof variables>,
): EnvironmentConfig | undefined {
  const prefix = prefixes[name]
  const set = variablesOf(prefix).find(variable => reader.isSet(variable))
  if (set === undefined) return undefined
  if (!reader.isSet(`${prefix}_CLIENT_ID`)) reader.problem(`${prefix}_CLIENT_ID`, `is missing, but ${set} is set`)
  else if (!reader.isSet(`${prefix}_CLIENT_SECRET`)) {
    reader.problem(`${prefix}_CLIENT_SECRET`, `is missing; set it or ${prefix}_CLIENT_SECRET_FILE`)
  }
  const clientId = values[`${prefix}_CLIENT_ID`]
  const clientSecret = values[`${prefix}_CLIENT_SECRET`]
  if (clientId === undefined || !clientSecret) return undefined
  return {
    name,
    apiUrl: values[`${prefix}_API_URL`],
    tokenUrl: values[`${prefix}_TOKEN_URL`],
    clientId,
    clientSecret,
    scope: values[`${prefix}_SCOPE`],
    penaltyMs,
  }
}
