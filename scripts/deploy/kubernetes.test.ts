/** The Kubernetes manifests against the API's schemas, the settings, and each other. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IDeployment } from 'kubernetes-models/apps/v1'
import { Deployment } from 'kubernetes-models/apps/v1'
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { Service } from 'kubernetes-models/v1'
import { afterAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { root } from '../testing/checkout.ts'
import { maxStopSeconds, readText, takeSettings, version } from './files.ts'

const models = { Deployment, Service, Ingress, NetworkPolicy, PodDisruptionBudget }
const modules = {
  Deployment: 'apps/v1',
  Service: 'v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
}
type Kind = keyof typeof models

const manifests = parseAllDocuments(readText('deploy/kubernetes.yaml')).map(
  document => document.toJS() as { readonly apiVersion: string; readonly kind: Kind; readonly metadata: object },
)
const ofKind = <Model>(kind: Kind) => manifests.find(manifest => manifest.kind === kind) as Model
const deployment = ofKind<IDeployment>('Deployment')
const pod = deployment.spec?.template.spec
const [container] = pod?.containers ?? []
const settings = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value ?? '']))

test('has one of each kind, all in one namespace and of one name', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual(Object.keys(models))
  for (const { metadata } of manifests)
    expect(metadata).toMatchObject({ name: 'orchestration-desk', namespace: 'desk' })
})

test.each(manifests.map(manifest => [manifest.kind, manifest] as const))(
  '%s is valid by its schema',
  (kind, manifest) => {
    expect(manifest.apiVersion).toBe(modules[kind])
    expect(() => new models[kind](manifest as never).validate()).not.toThrow()
    expect(() => new models[kind]({ ...manifest, spec: 'none' } as never).validate()).toThrow()
  },
)

const cache = join(root, 'node_modules/.cache/kubernetes')
afterAll(() => rmSync(cache, { recursive: true, force: true }))

/** The schemas allow fields that don't exist; the types made of them don't. */
test('no field has a name that the API does not know', () => {
  mkdirSync(cache, { recursive: true })
  const check = (list: readonly { readonly kind: Kind }[]) => {
    const lines = list.map(
      (manifest, index) =>
        `import type { I${manifest.kind} as I${index} } from 'kubernetes-models/${modules[manifest.kind]}'\nexport const m${index}: I${index} = ${JSON.stringify(manifest)}`,
    )
    writeFileSync(join(cache, 'manifests.ts'), lines.join('\n'))
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--ignoreConfig',
      '--module',
      'preserve',
      '--moduleResolution',
      'bundler',
    ]
    const { stdout } = spawnSync('tsc', [...options, 'manifests.ts'], { cwd: cache, encoding: 'utf8' })
    return stdout
  }
  expect(check(manifests)).toBe('')
  expect(check([{ ...manifests[1], spec: { selectr: {} } } as never])).toContain('selectr')
})

test('its settings are valid, and count the replicas that may run at once', () => {
  const surge = Number(deployment.spec?.strategy?.rollingUpdate?.maxSurge)
  expect(takeSettings(settings)).toMatchObject({
    sharing: { replicaCount: Number(deployment.spec?.replicas) + surge },
    publicUrl: new URL('https://desk.example.com'),
    metrics: { host: '0.0.0.0', port: 9090 },
  })
})

test('secrets come in files of a mounted secret', () => {
  const [mount] = container?.volumeMounts ?? []
  const files = Object.entries(settings).flatMap(([name, value]) => (name.endsWith('_FILE') ? [value] : []))
  for (const path of files) expect(path.startsWith(`${mount?.mountPath}/`), path).toBe(true)
  const [volume] = pod?.volumes ?? []
  expect([volume?.name, volume?.secret?.defaultMode]).toEqual([mount?.name, 0o440])
  for (const path of files) {
    expect(readText('deploy/kubernetes.yaml')).toContain(`--from-file=${path.split('/').at(-1)}`)
  }
})

test('labels, ports and names agree', () => {
  const labels = deployment.spec?.template.metadata?.labels
  expect(deployment.spec?.selector.matchLabels).toEqual(labels)
  expect(ofKind<{ spec: { selector: object } }>('Service').spec.selector).toEqual(labels)
  expect(ofKind<{ spec: { podSelector: object } }>('NetworkPolicy').spec.podSelector).toEqual({ matchLabels: labels })
  expect(ofKind<{ spec: { selector: object } }>('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: labels })
  const ports = Object.fromEntries((container?.ports ?? []).map(({ name, containerPort }) => [name, containerPort]))
  expect(ports).toEqual({ http: takeSettings(settings).port, metrics: 9090 })
  expect(container?.image).toMatch(new RegExp(`:${version.replaceAll('.', '\\.')}$`))
})

test('probes ask routes that exist, and a stop has the time that it may take', () => {
  const routes = readText('src/server/api/own-routes.ts')
  for (const probe of [container?.startupProbe, container?.livenessProbe, container?.readinessProbe]) {
    expect(routes).toContain(`'${probe?.httpGet?.path}'`)
  }
  expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(maxStopSeconds)
  const { periodSeconds = 0, failureThreshold = 0 } = container?.readinessProbe ?? {}
  expect(periodSeconds * failureThreshold * 1000).toBeLessThan(takeSettings(settings).shutdownDrainMs)
})

test('the container is nobody in particular, and may write nowhere', () => {
  expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect([pod?.automountServiceAccountToken, pod?.enableServiceLinks]).toEqual([false, false])
})
