import { existsSync } from 'node:fs'
import { capture } from './run.ts'

/** Failures of a build that have nothing to do with the code, each as the rest of a sentence. */
const causes: readonly (readonly [sign: RegExp, cause: string])[] = [
  [/\bENOSPC\b|no space left/i, 'the disk is full'],
  [/\b(EROFS|EACCES|EPERM)\b|read-only file system/i, 'this directory cannot be written to'],
  [
    /native binding|Cannot find module '@[\w-]+\/binding|exec format error|invalid ELF header/i,
    'node_modules lacks the build tools for this machine; run npm ci on it, with Node 20.19 or newer',
  ],
]

/** Why a build failed with this output; undefined when the output itself says it best. */
export const buildProblem = (output: string): string | undefined => causes.find(([sign]) => sign.test(output))?.[1]

/** Why nothing can be built or tested in this directory, as the rest of a sentence; undefined when it can. */
export async function toolsProblem(): Promise<string | undefined> {
  if (!existsSync('node_modules/vite')) return 'Vite is not installed; npm ci installs it'
  const { output } = await capture('vite', ['--version'])
  return buildProblem(output)
}
