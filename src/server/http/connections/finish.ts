/** Ends the connections of a stopping server: answered, never reset. */
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import fp from 'fastify-plugin'
import type { Connection, Connections } from './connections.ts'

/** How long a client may still take to send a request or read a response. */
const graceMs = 500
const lookEveryMs = 10
/** After this many looks without a new connection, nobody is connecting. */
const quietLooks = 4
const maxLooks = 24
/** Node's backlog: the maximum number of connections waiting to be accepted. */
const connectionQueue = 511

/**
 * Makes `app.close()` end all connections within about a second. A request that has arrived is answered first, however
 * long that takes; a client that is silent, has sent half a request or doesn't read its response is cut off.
 */
export const finishConnections = fp<{ readonly connections: Connections }>(async (app, { connections }) => {
  const { server } = app
  let accepted = 0
  let held: (() => void)[] | undefined

  server.on('connection', () => {
    accepted += 1
  })
  app.addHook('onRequest', (_request, _reply, done) => {
    if (held) held.push(done)
    else done()
  })

  /**
   * When listening ends, the kernel resets connections that are not yet accepted. So it ends while nobody is
   * connecting, and requests are held until then, since a client that is answered comes back with its next one.
   */
  async function stopListening() {
    held = []
    for (let looks = 0, quiet = 0; quiet < quietLooks && looks < maxLooks; looks += 1) {
      const before = accepted
      await sleep(lookEveryMs)
      // A turn of the event loop accepts one connection at least, if there is any.
      await nextTurn()
      quiet = accepted === before ? quiet + 1 : 0
    }
    for (let turns = 0, before = -1; before !== accepted && turns < connectionQueue; turns += 1) {
      before = accepted
      await nextTurn()
    }
    // Not `server.close()`, which would destroy connections whose response is still being sent.
    NetServer.prototype.close.call(server)
    for (const go of held) go()
    held = undefined
  }

  async function endConnections() {
    const waitedFor = new Map<Socket, number>()
    while (connections.size() > 0) {
      for (const connection of connections.all()) {
        const { socket } = connection
        const waited = isWorkedOn(connection) ? 0 : (waitedFor.get(socket) ?? 0)
        waitedFor.set(socket, waited + lookEveryMs)
        if (waited >= graceMs) socket.destroy()
      }
      await sleep(lookEveryMs)
    }
  }

  app.addHook('preClose', async () => {
    if (server.listening) await stopListening()
    await endConnections()
  })
})

/** Whether a request has arrived in full and isn't answered. */
const isWorkedOn = ({ due }: Connection) => due.some(({ req, writableEnded }) => req.complete && !writableEnded)
