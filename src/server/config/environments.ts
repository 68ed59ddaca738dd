/** The live environments: one exists when its client id is set. */
import { readScopes } from '#paxos/api.ts'
import type { EnvironmentConfig } from '../config.ts'
import { Secret } from './secret.ts'
import type { VariableReader } from './variable-reader.ts'

const defaults = {
  production: { api: 'https://api.paxos.com/v2', token: 'https://oauth.paxos.com/oauth2/token' },
  sandbox: { api: 'https://api.sandbox.paxos.com/v2', token: 'https://oauth.sandbox.paxos.com/oauth2/token' },
} as const

/** Paxos throttles an egress IP for five minutes. */
const penaltyMs = 300_000

/** Production first: the order decides the default environment. */
export function readEnvironments(reader: VariableReader): readonly EnvironmentConfig[] {
  return (['production', 'sandbox'] as const).flatMap(name => readEnvironment(reader, name) ?? [])
}

function readEnvironment(reader: VariableReader, name: 'production' | 'sandbox'): EnvironmentConfig | undefined {
  const prefix = `PAXOS_${name.toUpperCase()}`
  const clientId = reader.text(`${prefix}_CLIENT_ID`)
  const clientSecret = reader.secret(`${prefix}_CLIENT_SECRET`)
  const api = readApiUrl(reader, `${prefix}_API_URL`) ?? new URL(defaults[name].api)
  const token = reader.url(`${prefix}_TOKEN_URL`) ?? new URL(defaults[name].token)
  const scope = reader.text(`${prefix}_SCOPE`) ?? readScopes.join(' ')
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(scope)) {
    reader.fault(`${prefix}_SCOPE`, 'must be scopes separated by single spaces')
  }
  const others = ['CLIENT_SECRET', 'API_URL', 'TOKEN_URL', 'SCOPE'].filter(field => reader.has(`${prefix}_${field}`))
  if (clientId === undefined) {
    if (others.length > 0) {
      reader.sawLiveEnvironment = true
      reader.fault(`${prefix}_CLIENT_ID`, `is missing, but ${prefix}_${others[0]} is set`)
    }
    return undefined
  }
  reader.sawLiveEnvironment = true
  if (!reader.has(`${prefix}_CLIENT_SECRET`)) {
    reader.fault(`${prefix}_CLIENT_SECRET`, `is missing (or ${prefix}_CLIENT_SECRET_FILE)`)
  }
  const secret = clientSecret ?? new Secret('')
  return { name, apiUrl: api, tokenUrl: token, clientId, clientSecret: secret, scope, penaltyMs }
}

function readApiUrl(reader: VariableReader, name: string): URL | undefined {
  const url = reader.url(name)
  if (url && (!/^(\/[A-Za-z0-9._~-]+)*\/?$/.test(url.pathname) || url.search || url.hash)) {
    return reader.fault(name, 'must be a plain base such as https://api.paxos.com/v2, without a query')
  }
  return url
}
