/** The open connections of a server and what each is doing. */
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A response body that has not been sent in full. */
export type Unsent = {
  readonly payload: string | Buffer
  readonly bytes: number
  /** Monotonic milliseconds. */
  readonly since: number
}

export type Connection = {
  readonly socket: Socket
  /** Pending responses in request order; only the first is being worked on. */
  readonly due: ServerResponse[]
  /** The body of the first one, once it is known. */
  unsent: Unsent | undefined
  /** Since when no response has been due: monotonic milliseconds. */
  quietSince: number
  /** Bytes received until then. */
  quietBytes: number
}

export type Connections = {
  readonly all: () => readonly Connection[]
  readonly size: () => number
  /** Undefined for an injected request, which has no connection. */
  readonly of: (socket: Socket) => Connection | undefined
  /** Whether a response has been sent in part: writing anything else now would corrupt it. */
  readonly isAnswering: (socket: Socket) => boolean
  /** Tracks the server's connections from now on and reports each new one. */
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

/** The element with the least value; undefined for an empty list. */
export function least<T>(all: readonly T[], by: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (least, one) => (least === undefined || by(one) < by(least) ? one : least),
    undefined,
  )
}
