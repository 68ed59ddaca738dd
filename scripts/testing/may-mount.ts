import { spawnSync } from 'node:child_process'

/** Whether a small file system can be mounted, in a name space that ends with the program. */
export const mayMount = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0
