import { expect, test } from 'vitest'
import { ownNames, settableNames } from './config.ts'
import { isSetByKubernetes } from './kubernetes.ts'
import { unknownNames } from './unknown-names.ts'

const refused = (name: string) => unknownNames([name], settableNames)

test.each(settableNames)('%s is known', name => {
  expect(refused(name)).toEqual([])
})

test.each([
  ['PAXOS_PRODUCTION_CLIENTID', 'PAXOS_PRODUCTION_CLIENT_ID'],
  ['PAXOS_SANDBOX_CLIENT_SECRET_FILES', 'PAXOS_SANDBOX_CLIENT_SECRET_FILE'],
  ['AUTH_MDOE', 'AUTH_MODE'],
  ['AUTH_MODES', 'AUTH_MODE'],
  ['LOG_LEVL', 'LOG_LEVEL'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['DEFAULT_ENVIROMENT', 'DEFAULT_ENVIRONMENT'],
  ['REPLICAS_COUNT', 'REPLICA_COUNT'],
  ['REDIS_URI', 'REDIS_URL'],
  ['RULE_URL_TEMPLATES', 'RULE_URL_TEMPLATE'],
  ['METRICS_PROT', 'METRICS_PORT'],
  ['SESSION_KEY', 'SESSION_KEYS'],
  ['BATCHIN', 'BATCHING'],
])('%s is refused, and %s named', (name, near) => {
  expect(refused(name)).toEqual([{ name, shown: name, hint: `; did you mean ${near}?` }])
})

test.each([
  ['\ufeffPORT', 'PORT'],
  ['\ufeffDEMO', 'DEMO'],
  [' OIDC_ISSUER', 'OIDC_ISSUER'],
  ['oidc_issuer', 'OIDC_ISSUER'],
  ['Session_Keys', 'SESSION_KEYS'],
  ['paxos_sandbox_client_id', 'PAXOS_SANDBOX_CLIENT_ID'],
  ['auth_mode', 'AUTH_MODE'],
])('%j is refused, since it would be ignored', (name, shown) => {
  expect(refused(name)).toEqual([{ name, shown, hint: ': names are in capitals, with nothing in front of them' }])
})

test.each([
  'PAXOS_STAGING_THING',
  'OIDC_RESPONSE_MODE',
  'IAP_',
  'SESSION_COOKIE_NAME',
  'REDIS_PASSWORD',
  'REDIS_PORT',
  'METRICS_PATH',
  'DEMO_MODE',
  'TRUSTED_PROXIES',
  'RULE_URL_PATTERN',
  'UPSTREAM_TIMEOUT',
  'SHUTDOWN_TIMEOUT',
  'EXPLORER_LINKS',
])('%s begins like a setting, and is refused', name => {
  expect(refused(name)).toHaveLength(1)
})

test.each([
  'PATH',
  'HOME',
  'HOSTNAME',
  'HOST_IP',
  'PORTS',
  'POST',
  'NODE_ENV',
  'LOG_FORMAT',
  'LOGNAME',
  'PUBLIC_IP',
  'DEFAULT_REGION',
  'AUTH_TOKEN',
  'SESSION_MANAGER',
  'XDG_SESSION_ID',
  'npm_config_cache',
  'host',
  'port',
  '!C:',
  '\ufeffPATH',
  'HTTPS_PROXY',
  'TRANSFER_LIMIT',
  'PROFILE',
  'DEMOS',
  '_',
  '',
])('%j belongs to other programs', name => {
  expect(refused(name)).toEqual([])
})

test.each(['https_proxy', 'HTTP_PROXY', 'no_proxy', 'all_proxy'])('%s is set for all programs', name => {
  expect(unknownNames([name], ownNames)).toEqual([])
})

const service = (prefix: string) => ({
  [`${prefix}_SERVICE_HOST`]: '10.96.0.12',
  [`${prefix}_SERVICE_PORT`]: '6379',
  [`${prefix}_SERVICE_PORT_TCP_REDIS`]: '6379',
  [`${prefix}_PORT`]: 'tcp://10.96.0.12:6379',
  [`${prefix}_PORT_6379_TCP`]: 'tcp://10.96.0.12:6379',
  [`${prefix}_PORT_6379_TCP_PROTO`]: 'tcp',
  [`${prefix}_PORT_6379_TCP_PORT`]: '6379',
  [`${prefix}_PORT_6379_TCP_ADDR`]: '10.96.0.12',
  [`${prefix}_PORT_53_UDP`]: 'udp://[fd00::c]:53',
  [`${prefix}_PORT_53_UDP_ADDR`]: 'fd00::c',
  [`${prefix}_PORT_9_SCTP`]: 'sctp://10.96.0.12:9',
})

test.each([
  'METRICS',
  'REDIS',
  'REDIS_URL',
  'DEMO',
  'SESSION',
  'PAXOS',
  'PAXOS_DESK',
  'AUTH',
  'OIDC',
  'IAP',
  'HOST',
  'PUBLIC',
  'LOG',
  'RULE_URL',
  'EXPLORER',
])('a Service whose variables begin with %s is recognised', prefix => {
  for (const [name, value] of Object.entries(service(prefix))) expect(isSetByKubernetes(name, value), name).toBe(true)
})

test.each([
  ['METRICS_PORT', '9090'],
  ['METRICS_PORT', 'tcp://metrics:9090'],
  ['METRICS_PORT', 'http://10.0.0.1:9090'],
  ['REDIS_SERVICE_HOST', 'redis.example'],
  ['REDIS_SERVICE_PORT', 'six'],
  ['REDIS_PORT', '6379'],
  ['REDIS_PORT_6379_TCP_ADDR', 'redis'],
  ['PAXOS_SERVICE', '10.0.0.1'],
  ['REDIS_URL', 'tcp://10.0.0.1:6379'],
])('%s=%s is not a variable of Kubernetes', (name, value) => {
  expect(isSetByKubernetes(name, value)).toBe(false)
})
