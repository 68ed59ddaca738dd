/** Settings of features that this version does not have: validated like the others, and refused rather than ignored. */
import { isIP } from 'node:net'
import { Secret } from './secret.ts'
import type { VariableReader } from './variable-reader.ts'

const unavailable = 'is not available in this version'

export function readUnbuilt(reader: VariableReader): void {
  const mode = reader.oneOf('AUTH_MODE', ['none', 'oidc', 'iap'], 'none')
  if (mode !== 'none') reader.fault('AUTH_MODE', `${mode} ${unavailable}`)
  readOidc(reader, mode === 'oidc')
  readIap(reader, mode === 'iap')
  readSessions(reader)
  readSharing(reader)
  readMetrics(reader)
  const cidrs = list(reader, 'TRUSTED_PROXY_CIDRS')
  if (cidrs && !cidrs.every(isCidr))
    reader.fault('TRUSTED_PROXY_CIDRS', 'must be networks such as 10.0.0.0/8, comma separated')
  refuse(reader, 'TRUSTED_PROXY_CIDRS')
}

function readOidc(reader: VariableReader, on: boolean) {
  reader.url('OIDC_ISSUER')
  reader.secret('OIDC_CLIENT_SECRET')
  if (on) require(reader, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  refuse(reader, 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ALLOWED_GROUPS', 'OIDC_GROUPS_CLAIM')
}

/** The signature algorithms that a signed assertion may use: asymmetric ones only. */
const algorithms = /^(ES256|ES384|ES512|RS256|RS384|RS512|PS256|PS384|PS512|EdDSA)$/

function readIap(reader: VariableReader, on: boolean) {
  reader.url('IAP_JWKS_URL')
  const header = reader.text('IAP_HEADER')
  if (header !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(header)) reader.fault('IAP_HEADER', 'must be a header name')
  const algs = list(reader, 'IAP_ALGS')
  if (algs && !algs.every(alg => algorithms.test(alg))) {
    reader.fault('IAP_ALGS', 'must be asymmetric JWS algorithms such as ES256, comma separated')
  }
  if (on) require(reader, ['IAP_HEADER', 'IAP_JWKS_URL', 'IAP_ISSUER', 'IAP_AUDIENCE'])
  refuse(reader, 'IAP_HEADER', 'IAP_JWKS_URL', 'IAP_ISSUER', 'IAP_AUDIENCE', 'IAP_ALGS')
}

function readSessions(reader: VariableReader) {
  const keys = reader.secret('SESSION_KEYS') ?? new Secret('')
  const short = keys
    .reveal()
    .split(',')
    .filter(key => key !== '' && Buffer.byteLength(key.trim()) < 32)
  if (short.length > 0) reader.fault('SESSION_KEYS', 'must be at least 32 bytes each, comma separated, newest first')
  for (const name of ['SESSION_IDLE', 'SESSION_MAX']) {
    const text = reader.text(name)
    if (text !== undefined && !/^[1-9]\d{0,5}(s|m|h|d)$/.test(text)) {
      reader.fault(name, 'must be a duration such as 30m or 8h')
    }
  }
  refuse(reader, 'SESSION_KEYS', 'SESSION_IDLE', 'SESSION_MAX')
}

function readSharing(reader: VariableReader) {
  const redis = reader.secret('REDIS_URL')
  if (redis && !/^rediss?:\/\/\S+$/.test(redis.reveal()))
    reader.fault('REDIS_URL', 'must be a redis:// or rediss:// URL')
  refuse(reader, 'REDIS_URL')
  const replicas = reader.integer('REPLICA_COUNT', 1, { least: 1, most: 1000 })
  if (replicas > 1) {
    if (!reader.has('SESSION_KEYS')) reader.fault('SESSION_KEYS', 'is required when REPLICA_COUNT is above 1')
    reader.fault('REPLICA_COUNT', `above 1 ${unavailable}`)
  }
}

function readMetrics(reader: VariableReader) {
  reader.integer('METRICS_PORT', 0, { least: 0, most: 65_535 })
  refuse(reader, 'METRICS_HOST', 'METRICS_PORT')
}

function refuse(reader: VariableReader, ...names: string[]) {
  for (const name of names) if (reader.has(name)) reader.fault(name, unavailable)
}

function require(reader: VariableReader, names: readonly string[]) {
  for (const name of names) if (!reader.has(name)) reader.fault(name, 'is required by AUTH_MODE')
}

const list = (reader: VariableReader, name: string) =>
  reader
    .text(name)
    ?.split(',')
    .map(item => item.trim())

function isCidr(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
