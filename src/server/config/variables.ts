/** The names of all variables, so that a misspelt one is refused instead of ignored. */

const paxosNames = ['PRODUCTION', 'SANDBOX'] as const

const paxosFields = ['CLIENT_ID', 'CLIENT_SECRET', 'API_URL', 'TOKEN_URL', 'SCOPE'] as const

/** Each of these can also be given as the path of a file, in the variable of the same name with `_FILE`. */
export const secretNames: readonly string[] = [
  ...paxosNames.map(name => `PAXOS_${name}_CLIENT_SECRET`),
  'OIDC_CLIENT_SECRET',
  'SESSION_KEYS',
  'REDIS_URL',
]

export const variableNames: readonly string[] = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  ...paxosNames.flatMap(name => paxosFields.map(field => `PAXOS_${name}_${field}`)),
  'DEMO',
  'DEFAULT_ENVIRONMENT',
  'AUTH_MODE',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ALLOWED_GROUPS',
  'OIDC_GROUPS_CLAIM',
  'IAP_HEADER',
  'IAP_JWKS_URL',
  'IAP_ISSUER',
  'IAP_AUDIENCE',
  'IAP_ALGS',
  'SESSION_KEYS',
  'SESSION_IDLE',
  'SESSION_MAX',
  'REDIS_URL',
  'REPLICA_COUNT',
  'UPSTREAM_BUDGET_SHARE',
  'BATCHING',
  'METRICS_HOST',
  'METRICS_PORT',
  'TRUSTED_PROXY_CIDRS',
  'LOG_LEVEL',
  'SHUTDOWN_DRAIN_MS',
  'RULE_URL_TEMPLATE',
  'TRANSFER_URL_TEMPLATE',
  'PROFILE_URL_TEMPLATE',
  'EXPLORER_URL_TEMPLATES',
  ...secretNames.map(name => `${name}_FILE`),
]

/** A variable that begins so is meant for this server. */
const prefix =
  /^(PAXOS|OIDC|IAP|SESSION|REDIS|REPLICA|UPSTREAM|BATCHING|METRICS|TRUSTED_PROXY|SHUTDOWN|RULE_URL|TRANSFER_URL|PROFILE_URL|EXPLORER_URL)_/

/** Set by others in our prefixes: desktop sessions (X11), and Kubernetes for each Service whose name begins like ours. */
const foreign = /^SESSION_MANAGER$|_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/
const kubernetesPort = /^(tcp|udp|sctp):\/\//

/** The variables with one of our prefixes that are none of ours, each with the nearest name that is. */
export function unknownNames(
  variables: Readonly<Record<string, string | undefined>>,
): readonly { readonly name: string; readonly hint: string }[] {
  const known = new Set(variableNames)
  return Object.keys(variables)
    .filter(name => prefix.test(name) && !known.has(name) && !foreign.test(name))
    .filter(name => !(name.endsWith('_PORT') && kubernetesPort.test(variables[name] ?? '')))
    .sort()
    .map(name => {
      const near = variableNames.find(candidate => distance(candidate, name) <= 3)
      return { name, hint: near ? `; did you mean ${near}?` : '' }
    })
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
