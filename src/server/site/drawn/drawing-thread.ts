/** The thread that draws: loads the app as the build wrote it for the server, and answers one message with another. */
import { parentPort, workerData } from 'node:worker_threads'
import type { DrawModule } from '#domain/config/drawing.ts'
import { drawnDocument } from './document.ts'
import type { Asked, Drawn, ThreadData } from './drawing.ts'

const { url, config, parts } = workerData as ThreadData
// The app reads it when it is loaded.
Object.assign(globalThis, { deskConfig: config })
const { prepare, draw } = (await import(url)) as DrawModule
await prepare()
const document = drawnDocument(parts)

const answer = (drawn: Drawn) => parentPort?.postMessage(drawn)
parentPort?.on('message', async ({ n, embedded, search, encoding }: Asked) => {
  try {
    const { [encoding]: bytes } = document.drawn(await draw(embedded, search), embedded)
    answer({ n, bytes })
  } catch (error) {
    answer({ n, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
parentPort?.postMessage('ready')
