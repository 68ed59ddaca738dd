/**
 * One request at a time per connection. Node handles pipelined requests as fast as they arrive and keeps every response
 * that the client hasn't read.
 */
import { Fault } from '../../fault.ts'
import type { Connection, Connections } from './connections.ts'

export type InTurnLimits = {
  /** Pipelined requests that may wait for their turn on one connection. */
  readonly waitingOnOne: number
  /** The same on all connections together. */
  readonly waitingOnAll: number
}

/**
 * Resolves when it is the turn of the newest request; nothing more is read from the connection until then. Throws when the
 * connection has closed by then. Calls `cut` to close it when too many requests are waiting.
 */
export async function waitForTurn(
  connection: Connection,
  connections: Connections,
  limits: InTurnLimits,
  cut: (connection: Connection) => void,
): Promise<void> {
  const { socket, due } = connection
  const before = due.at(-2)
  if (!before) return
  socket.pause()
  const isOver = due.length - 1 > limits.waitingOnOne || waitingOnAll(connections) > limits.waitingOnAll
  if (isOver) cut(connection)
  else await new Promise(resolve => before.once('close', resolve))
  if (socket.destroyed) throw new Fault('bad_request', 'The connection was closed.', { reason: 'connection_closed' })
  if (due.length === 1) socket.resume()
}

const waitingOnAll = (connections: Connections): number =>
  connections.all().reduce((total, { due }) => total + Math.max(0, due.length - 1), 0)
