/** Bounds what clients can do with their connections, whatever they send and whether or not they read. */
import fp from 'fastify-plugin'
import type { Logger } from 'pino'
import type { Metrics } from '../../observe/metrics.ts'
import type { InboundLimits } from '../limits.ts'
import { type Connection, type Connections, least } from './connections.ts'
import { waitForTurn } from './in-turn.ts'
import { closedConnections, type WhyClosed } from './report.ts'
import { createUnsentAnswers } from './unsent.ts'

/** A client that has just connected is probably about to send its request. */
const freshMs = 1000

type GuardOptions = {
  readonly connections: Connections
  readonly limits: InboundLimits
  readonly log: Logger
  readonly metrics: Metrics
  /** Monotonic milliseconds. */
  readonly now: () => number
}

export const connectionGuard = fp<GuardOptions>(async (app, { connections, limits, log, metrics, now }) => {
  const report = closedConnections(log, metrics, now)
  const end = (why: WhyClosed) => (connection: Connection) => {
    connection.unsent = undefined
    if (!connection.socket.destroyed) report(why)
    connection.socket.destroy()
  }
  const unsent = createUnsentAnswers(connections, limits, now, end('slow_reader'))

  /** Keeps room for one more connection, so that silent or slow clients can't lock anyone out. */
  function keepRoom(opened?: Connection) {
    if (connections.size() < limits.connections) return
    const quiet = connections.all().filter(connection => connection !== opened && connection.due.length === 0)
    const idle = unused(quiet.filter(({ quietSince }) => now() - quietSince > freshMs))
    const slow = unsent.slowest()
    const fresh = unused(quiet)
    if (idle) end('idle')(idle)
    else if (slow) end('slow_reader')(slow)
    else if (fresh) end('idle')(fresh)
  }

  app.server.on('drop', () => {
    report('refused')
    keepRoom()
  })
  connections.watch(app.server, keepRoom)
  metrics.watchConnections({ open: connections.size, unsentBytes: unsent.bytes })
  const timer = setInterval(unsent.endLate, limits.checkEveryMs)
  app.addHook('onClose', async () => clearInterval(timer))

  app.addHook('onRequest', async ({ raw }, reply) => {
    const connection = connections.of(raw.socket)
    if (!connection) return
    connection.due.push(reply.raw)
    reply.raw.once('close', () => {
      connection.due.splice(connection.due.indexOf(reply.raw), 1)
      connection.unsent = undefined
      connection.quietSince = now()
      connection.quietBytes = raw.socket.bytesRead
      keepRoom()
    })
    await waitForTurn(connection, connections, limits, end('pipelined'))
  })

  app.addHook('onSend', async ({ raw }, reply, payload) => {
    const connection = connections.of(raw.socket)
    if (!connection || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload
    try {
      unsent.add(connection, payload)
    } catch (error) {
      // These headers describe the response that isn't sent.
      for (const name in reply.getHeaders()) if (name !== 'set-cookie') reply.removeHeader(name)
      reply.header('connection', 'close')
      throw error
    }
    return payload
  })
})

/** The connection that has been quiet for longest, preferably one that isn't in the middle of sending a request. */
function unused(quiet: readonly Connection[]): Connection | undefined {
  const since = ({ quietSince }: Connection) => quietSince
  const idle = quiet.filter(({ socket, quietBytes }) => socket.bytesRead === quietBytes)
  return least(idle, since) ?? least(quiet, since)
}
