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
