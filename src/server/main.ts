/** The entry point: `node src/server/main.ts`. */
import { setFlagsFromString } from 'node:v8'

// Loading the modules makes garbage once, for which V8 would keep 16 MB of young generation ever after.
setFlagsFromString('--semi-space-growth-factor=1')
const { run } = await import('./run.ts')
await run(process.argv.slice(2))
setFlagsFromString('--semi-space-growth-factor=2')
