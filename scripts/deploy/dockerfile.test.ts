/** What the Dockerfile says, against the package and the server. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../testing/checkout.ts'
import { readText, takeSettings, version } from './files.ts'

const dockerfile = readText('deploy/Dockerfile').replaceAll('\\\n', '')
/** The last stage: what is shipped. */
const image = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
const instruction = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(image)?.[1] ?? ''

const environment = Object.fromEntries(
  instruction('ENV')
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)

test('the image has this version, and a Node that can run it', () => {
  expect(image).toContain(`org.opencontainers.image.version="${version}"`)
  expect(dockerfile).toMatch(/^ARG NODE_IMAGE=docker\.io\/library\/node:24-/m)
})

test('it starts a program that a release has, without the inspector, as nobody in particular', () => {
  const [node, flag, program = ''] = JSON.parse(instruction('ENTRYPOINT')) as string[]
  expect([node, flag]).toEqual(['node', '--disable-sigusr1'])
  expect(existsSync(join(root, program))).toBe(true)
  expect(instruction('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/)
})

test('its settings are valid with a PUBLIC_URL, and a stop takes less than six seconds', () => {
  const { host, port, shutdownDrainMs } = takeSettings({ ...environment, PUBLIC_URL: 'http://localhost:8080' })
  expect([host, String(port)]).toEqual(['0.0.0.0', instruction('EXPOSE')])
  expect(shutdownDrainMs).toBeLessThan(5000)
  expect(instruction('STOPSIGNAL')).toBe('SIGTERM')
})

test('neither secrets nor anything built here is sent to the builder', () => {
  const ignored = readText('.dockerignore').split('\n')
  expect(ignored).toEqual(
    expect.arrayContaining(['.git', '.env', '.env.*', '*.key', '*.pem', 'deploy/secrets', 'deploy/tls']),
  )
  for (const built of ['node_modules', 'dist', 'release']) expect(ignored).toContain(built)
})
