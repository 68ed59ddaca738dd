/** The entry point: `node src/server/main.ts`. */
import { setFlagsFromString } from 'node:v8'

// V8 would let its young generation grow to a hundred megabytes on a large machine, mostly for the garbage of loading
// modules and of passing answers on. At this server's rates collecting it sooner costs little: 0.2 ms a request.
setFlagsFromString('--semi-space-growth-factor=1')
// And its old generation to three times of what is alive before it collects: most of that would be answers that the cache
// has let go of.
setFlagsFromString('--heap-growing-percent=50')
const { run } = await import('./run.ts')
await run(process.argv.slice(2))
