/** The program behind bin/orchestration-desk and src/server/main.ts. */
import inspector from 'node:inspector'
import { setImmediate as nextTurn } from 'node:timers/promises'

// Before anything else is loaded. On SIGUSR1 Node opens its inspector, where any program on this machine could read the
// credentials. `npm start` has --disable-sigusr1 as well.
process.on('SIGUSR1', () => undefined)

const { run } = await import('./run.ts')

// A signal that came before all this has opened it; Node is done with that in the next turn of the event loop.
await nextTurn()
// biome-ignore lint/style/noProcessEnv: a variable of Node's, not a setting of the desk
const options = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
if (!options.some(option => /^--inspect(-brk|-wait)?(=|$)/.test(option))) inspector.close()

await run(process.argv.slice(2))
