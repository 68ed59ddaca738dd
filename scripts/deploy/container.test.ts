/** The image: built, looked into, started with the demo, probed and stopped. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#server/testing/network/free-port.ts'
import { capture } from '../run.ts'
import { copyCheckout, root, temporary } from '../testing/checkout.ts'
import { findProgram, version } from './files.ts'

const programs = ['buildah', 'podman', 'mmdebstrap'].map(name => findProgram(name, 'the container image'))
const canBuild = programs.every(path => path !== undefined) && process.getuid?.() === 0

describe.runIf(canBuild)('the image', () => {
  const { directory, remove } = temporary('image')
  const storage = ['--root', join(directory, 'storage'), '--runroot', join(directory, 'run'), '--storage-driver', 'vfs']
  const base = 'localhost/base'
  const image = 'localhost/orchestration-desk'

  async function tool(name: 'buildah' | 'podman', ...args: string[]): Promise<string> {
    const { code, output } = await capture(name, [...storage, ...args], directory)
    if (code !== 0) throw new Error(`${name} ${args.join(' ')}: ${output}`)
    // Warnings about the machine's own configuration come first.
    return output
      .split('\n')
      .filter(line => !/^time="|^WARN/.test(line))
      .join('\n')
      .trim()
  }

  /** A base image made of Debian's packages, with this Node and npm: no registry of images is at hand. */
  async function makeBase() {
    const packages = 'libc6,libstdc++6,libgcc-s1,dash,coreutils,debianutils,tar,gzip'
    const { code, output } = await capture(
      'mmdebstrap',
      ['--variant=extract', `--include=${packages}`, 'bookworm', 'base.tar'],
      directory,
    )
    expect(code, output).toBe(0)
    const npm = join(realpathSync(findProgram('npm', 'the image') ?? ''), '../..')
    const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim()
    writeFileSync(join(directory, 'npmrc'), `cafile=/etc/ssl/certs/ca-certificates.crt\nregistry=${registry}\n`)
    const container = await tool('buildah', 'from', 'scratch')
    await tool('buildah', 'add', container, 'base.tar', '/')
    await tool('buildah', 'copy', container, process.execPath, '/usr/local/bin/node')
    await tool('buildah', 'copy', container, npm, '/usr/local/lib/node_modules/npm')
    await tool('buildah', 'copy', container, 'npmrc', '/usr/local/etc/npmrc')
    await tool('buildah', 'copy', container, '/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/certs/ca-certificates.crt')
    const npmLink = 'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm'
    await tool('buildah', 'run', '--isolation=chroot', container, 'sh', '-c', npmLink)
    const environment = ['PATH=/usr/local/bin:/usr/bin:/bin', 'npm_config_cache=/npm-cache']
    await tool('buildah', 'config', ...environment.flatMap(entry => ['--env', entry]), container)
    await tool('buildah', 'commit', '--quiet', '--rm', container, base)
  }

  /** The first runtime that can run anything here, with its options; a reason where none can. */
  let podman: readonly string[] = []
  let cannotRun = ''
  const run = ['--network=host', '--ulimit=nofile=1024:1024', '--ulimit=nproc=1024:1024']
  async function findRuntime() {
    for (const runtime of ['crun', 'runc']) {
      podman = ['--runtime', runtime]
      try {
        await tool('podman', ...podman, 'run', '--rm', ...run, base, 'true')
        return
      } catch (error) {
        cannotRun += `${runtime}: ${error instanceof Error ? error.message : error}\n`
      }
    }
    process.stdout.write(`Not run: the image as a container.\n${cannotRun}`)
  }
  const canRun = () => !cannotRun.includes('runc:')

  beforeAll(async () => {
    await makeBase()
    const context = copyCheckout(directory)
    writeFileSync(join(context, '.env'), 'PAXOS_SANDBOX_CLIENT_SECRET=canary-of-the-builder\n')
    copyFileSync(join(root, '.dockerignore'), join(context, '.dockerignore'))
    const cache = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim()
    const options = ['--isolation=chroot', '--network=host', '--format=docker', '--volume', `${cache}:/npm-cache`]
    const file = join(context, 'deploy/Dockerfile')
    await tool(
      'buildah',
      'build',
      ...options,
      '--build-arg',
      `NODE_IMAGE=${base}`,
      '--file',
      file,
      '--tag',
      image,
      context,
    )
    await findRuntime()
  }, 600_000)
  // Many files.
  afterAll(remove, 60_000)

  test('says what it is, who it runs as, and how it is probed and stopped', async () => {
    const [{ Config }] = JSON.parse(await tool('podman', 'image', 'inspect', image)) as [
      { Config: Record<string, unknown> },
    ]
    expect(Config).toMatchObject({
      User: '65532:65532',
      StopSignal: 'SIGTERM',
      WorkingDir: '/srv/desk',
      ExposedPorts: { '8080/tcp': {} },
      Labels: { 'org.opencontainers.image.title': 'Orchestration Desk', 'org.opencontainers.image.version': version },
    })
  })

  test('starts read-only and without rights, is healthy, serves the demo, stops in time with exit code 0', async ({
    skip,
  }) => {
    if (!canRun()) return skip(cannotRun)
    const port = await freePort()
    const options = ['--read-only', '--cap-drop=all', '--security-opt=no-new-privileges', ...run]
    const settings = [`PORT=${port}`, `PUBLIC_URL=http://localhost:${port}`].flatMap(one => ['--env', one])
    const startedAt = performance.now()
    await tool('podman', ...podman, 'run', '--detach', '--name=desk', ...options, ...settings, image)
    const url = `http://localhost:${port}`
    await expect
      .poll(
        () =>
          fetch(`${url}/readyz`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 30_000, interval: 50 },
      )
      .toBe(200)
    const readyMs = performance.now() - startedAt
    await tool('podman', ...podman, 'healthcheck', 'run', 'desk')
    const page = await (await fetch(`${url}/demo`)).text()
    const script = /src="(\/assets\/[^"]+)"/.exec(page)?.[1]
    expect((await fetch(`${url}${script}`)).status).toBe(200)
    const rules = await fetch(`${url}/api/demo/v2/orchestration/rules`)
    expect([rules.status, rules.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ])

    const inside = (...command: string[]) => tool('podman', ...podman, 'exec', 'desk', ...command)
    expect(await inside('id', '-u')).toBe('65532')
    await expect(inside('sh', '-c', 'echo x > /srv/desk/x')).rejects.toThrow(/Read-only file system/)
    await expect(inside('test', '-e', '/srv/desk/.env')).rejects.toThrow()
    await expect(inside('test', '-e', '/source')).rejects.toThrow()

    const stoppedAt = performance.now()
    await tool('podman', ...podman, 'stop', '--time=20', 'desk')
    const stopMs = performance.now() - stoppedAt
    expect(await tool('podman', ...podman, 'inspect', '--format', '{{.State.ExitCode}}', 'desk')).toBe('0')
    expect(stopMs).toBeLessThan(6000)
    const size = await tool('podman', 'image', 'inspect', '--format', '{{.Size}}', image)
    const ownSize = Number(size) - Number(await tool('podman', 'image', 'inspect', '--format', '{{.Size}}', base))
    process.stdout.write(
      `The image adds ${(ownSize / 1e6).toFixed(1)} MB; ready after ${readyMs.toFixed(0)} ms, stopped in ${stopMs.toFixed(0)} ms.\n`,
    )
    await tool('podman', ...podman, 'rm', '--force', 'desk')
  }, 120_000)
})
