/** The entry point: `node src/server/main.ts`. */
import { boundYoungGeneration } from './heap.ts'

// Not before that file is done, which an import that is hoisted would be.
const { run } = await import('./run.ts')
await run(process.argv.slice(2))
boundYoungGeneration()
