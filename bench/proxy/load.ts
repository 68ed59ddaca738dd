/** Load over keep-alive connections, one request at a time on each; lean, because it shares the machine with the server. */
import { connect, type Socket } from 'node:net'

export type LoadResult = {
  readonly requests: number
  readonly failed: number
  /** Milliseconds, sorted. */
  readonly latencies: Float64Array
}

/** The headers of a browser's `fetch`, without a cookie. */
const headers = [
  'Accept: application/json',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en-GB,en;q=0.9',
  'Sec-Fetch-Dest: empty',
  'Sec-Fetch-Mode: cors',
  'Sec-Fetch-Site: same-origin',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
].join('\r\n')

/** Sends `requests` requests over `connections` connections, each to the next path, and waits for all responses. */
export async function load({
  url,
  requests,
  connections,
  path,
}: {
  readonly url: string
  readonly requests: number
  readonly connections: number
  /** The path of request n. */
  readonly path: (n: number) => string
}): Promise<LoadResult> {
  const { hostname, port, host } = new URL(url)
  const latencies = new Float64Array(requests)
  let next = 0
  let done = 0
  let failed = 0
  const work = async () => {
    const client = await openClient(Number(port), hostname)
    while (next < requests) {
      const n = next++
      const startedAt = performance.now()
      const status = await client.ask(`GET ${path(n)} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n\r\n`)
      latencies[done++] = performance.now() - startedAt
      if (status !== 200) failed += 1
    }
    client.close()
  }
  await Promise.all(Array.from({ length: connections }, work))
  return { requests, failed, latencies: latencies.sort() }
}

/** The quantile (0 to 1) of sorted values. */
export const quantile = (sorted: ArrayLike<number>, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

type Client = { readonly ask: (request: string) => Promise<number>; readonly close: () => void }

/** A connection with one request at a time. Responses must have a length, as those of both servers do. */
async function openClient(port: number, host: string): Promise<Client> {
  const socket: Socket = connect({ port, host, noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let text = ''
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined
  socket.setEncoding('latin1')
  socket.on('error', error => settle?.reject(error))
  socket.on('close', () => settle?.reject(new Error('The server closed a connection.')))
  socket.on('data', (data: string) => {
    text += data
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) return settle?.reject(new Error(`An answer without a length:\n${text.slice(0, end)}`))
    if (text.length < end + 4 + length) return
    const status = Number(text.slice(9, 12))
    text = ''
    settle?.resolve(status)
  })
  return {
    ask: request =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject }
        socket.write(request)
      }),
    close: () => void socket.removeAllListeners('close').destroy(),
  }
}
