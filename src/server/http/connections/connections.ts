/** The open connections of a server, and what each of them is busy with. */
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The body of an answer, of which a part may have left, but not all. */
export type Unsent = {
  readonly payload: string | Buffer
  readonly bytes: number
  /** Monotonic milliseconds. */
  readonly since: number
}

export type Connection = {
  readonly socket: Socket
  /** The answers that are due, in the order in which they were asked for; only the first is worked on. */
  readonly due: ServerResponse[]
  /** Of the first of them, once it is known. */
  unsent: Unsent | undefined
  /** Since when nothing has been due: monotonic milliseconds. */
  quietSince: number
  /** How many bytes had arrived by then. */
  quietBytes: number
}

export type Connections = {
  readonly all: () => readonly Connection[]
  readonly size: () => number
  /** Undefined for a request that came by no connection, as tests inject them. */
  readonly of: (socket: Socket) => Connection | undefined
  /** Whether a part of an answer has left and the rest has not: anything else in between would corrupt it. */
  readonly isAnswering: (socket: Socket) => boolean
  /** Knows the connections of this server from now on; `onOpened` is told of each. */
  readonly watch: (server: Server, onOpened: (connection: Connection) => void) => void
}

/** `now` is monotonic milliseconds. */
export function createConnections(now: () => number): Connections {
  const open = new Map<Socket, Connection>()
  return {
    all: () => [...open.values()],
    size: () => open.size,
    of: socket => open.get(socket),
    isAnswering: socket => {
      const answer = open.get(socket)?.due[0]
      return answer?.headersSent === true && !answer.writableFinished
    },
    watch: (server, onOpened) => {
      server.on('connection', (socket: Socket) => {
        const connection = { socket, due: [], unsent: undefined, quietSince: now(), quietBytes: 0 }
        open.set(socket, connection)
        socket.once('close', () => open.delete(socket))
        onOpened(connection)
      })
    },
  }
}

/** The one for which this is least; undefined when there is none. */
export function least<T>(all: readonly T[], by: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (least, one) => (least === undefined || by(one) < by(least) ? one : least),
    undefined,
  )
}
