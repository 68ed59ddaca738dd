/** What the tests of deploy/ share. */
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readConfig } from '#server/config/config.ts'
import { root } from '../testing/checkout.ts'

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The version of this checkout. */
export const { version } = JSON.parse(readText('package.json')) as { version: string }

/** From the first signal to the end of a stop at the latest, in seconds: see src/server/program/shutdown.ts. */
export const maxStopSeconds = 20

/** The settings as the server takes them, with a value in each secret's file. Throws with every problem. */
export const takeSettings = (environment: Readonly<Record<string, string>>) =>
  readConfig(environment, () => 'a-secret-for-tests-that-is-long-enough')

/** The path of a program, if this machine has it; otherwise says what is not tested without it. */
export function findProgram(name: string, tests: string): string | undefined {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin']
  const path = directories.map(directory => join(directory, name)).find(candidate => existsSync(candidate))
  if (path === undefined) process.stdout.write(`Not run: ${tests} (no ${name})\n`)
  return path
}
