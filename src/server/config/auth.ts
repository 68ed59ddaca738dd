/** Who may use the desk, and how they show it: `AUTH_MODE` and what each mode needs. */
import { isIP } from 'node:net'
import type { AuthConfig, SessionConfig } from '../config.ts'
import { Secret } from './secret.ts'
import type { VariableReader } from './variable-reader.ts'

const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ALLOWED_GROUPS', 'OIDC_GROUPS_CLAIM']
const iapNames = ['IAP_HEADER', 'IAP_JWKS_URL', 'IAP_ISSUER', 'IAP_AUDIENCE', 'IAP_ALGS']
const lengthNames = ['SESSION_IDLE', 'SESSION_MAX']

export function readAuth(reader: VariableReader): AuthConfig {
  const mode = reader.oneOf('AUTH_MODE', ['none', 'oidc', 'iap'], 'none')
  const oidc = readOidc(reader, mode === 'oidc')
  const iap = readIap(reader, mode === 'iap')
  // A setting that has no effect is more likely a mistake in AUTH_MODE than one in itself.
  const idle = [...(mode === 'oidc' ? [] : [...oidcNames, ...lengthNames]), ...(mode === 'iap' ? [] : iapNames)]
  for (const name of idle) if (reader.has(name)) reader.fault(name, `is set, but AUTH_MODE is ${mode}`)
  if (mode === 'none') return { mode }
  return mode === 'oidc' ? oidc : iap
}

function readOidc(reader: VariableReader, on: boolean): AuthConfig {
  const issuer = reader.url('OIDC_ISSUER')
  if (issuer && (issuer.search || issuer.hash)) reader.fault('OIDC_ISSUER', 'must not have a query or a fragment')
  const clientSecret = reader.secret('OIDC_CLIENT_SECRET')
  const groups = reader.list('OIDC_ALLOWED_GROUPS') ?? []
  if (groups.includes('')) reader.fault('OIDC_ALLOWED_GROUPS', 'must be names of groups, comma separated')
  if (on) require(reader, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  return {
    mode: 'oidc',
    issuer: issuer ?? new URL('https://invalid'),
    clientId: reader.text('OIDC_CLIENT_ID') ?? '',
    clientSecret: clientSecret ?? new Secret(''),
    allowedGroups: groups,
    groupsClaim: reader.text('OIDC_GROUPS_CLAIM') ?? 'groups',
  }
}

/** The signature algorithms that a signed assertion may use: asymmetric ones only. */
const algorithms = /^(ES256|ES384|ES512|RS256|RS384|RS512|PS256|PS384|PS512|EdDSA)$/

function readIap(reader: VariableReader, on: boolean): AuthConfig {
  const jwksUrl = reader.url('IAP_JWKS_URL')
  const header = reader.text('IAP_HEADER')
  if (header !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(header)) reader.fault('IAP_HEADER', 'must be a header name')
  const algs = reader.list('IAP_ALGS') ?? ['ES256']
  if (!algs.every(alg => algorithms.test(alg))) {
    reader.fault('IAP_ALGS', 'must be asymmetric JWS algorithms such as ES256, comma separated')
  }
  if (on) require(reader, ['IAP_HEADER', 'IAP_JWKS_URL', 'IAP_ISSUER', 'IAP_AUDIENCE'])
  return {
    mode: 'iap',
    header: header?.toLowerCase() ?? '',
    jwksUrl: jwksUrl ?? new URL('https://invalid'),
    issuer: reader.text('IAP_ISSUER') ?? '',
    audience: reader.text('IAP_AUDIENCE') ?? '',
    algorithms: algs,
  }
}

function require(reader: VariableReader, names: readonly string[]) {
  for (const name of names) if (!reader.has(name)) reader.fault(name, 'is required by AUTH_MODE')
}

export function readSessions(reader: VariableReader): SessionConfig {
  const keys = reader.secret('SESSION_KEYS')?.reveal().split(',') ?? []
  const trimmed = keys.map(key => key.trim())
  if (trimmed.some(key => Buffer.byteLength(key) < 32)) {
    reader.fault('SESSION_KEYS', 'must be at least 32 bytes each, comma separated, newest first')
  }
  const idleMs = reader.duration('SESSION_IDLE', 30 * 60_000)
  const maxMs = reader.duration('SESSION_MAX', 8 * 3_600_000)
  if (idleMs > maxMs) reader.fault('SESSION_IDLE', 'must not be longer than SESSION_MAX')
  return { keys: trimmed.map(key => new Secret(key)), idleMs, maxMs }
}

/** The networks whose `X-Forwarded-*` headers are believed. */
export function readTrustedProxies(reader: VariableReader): readonly string[] {
  const cidrs = reader.list('TRUSTED_PROXY_CIDRS') ?? []
  if (cidrs.every(isCidr)) return cidrs
  reader.fault('TRUSTED_PROXY_CIDRS', 'must be networks such as 10.0.0.0/8, comma separated')
  return []
}

function isCidr(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
