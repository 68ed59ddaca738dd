/**
 * One request at a time on each connection. Node takes the requests of a client that does not wait for answers as fast as
 * they come, and keeps every answer for which the client is not ready.
 */
import { Fault } from '../../fault.ts'
import type { Connection, Connections } from './connections.ts'

export type InTurnLimits = {
  /** Requests that wait on one connection for the answers before theirs. */
  readonly waitingOnOne: number
  /** … and on all of them. */
  readonly waitingOnAll: number
}

/**
 * Settles when the last of the answers due has its turn. Nothing more is read in the meantime. Throws when the connection
 * is gone by then, or when too many wait: then `cut` ends it.
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
