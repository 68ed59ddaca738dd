/** A separate listener for metrics: access to them is a matter of the network, not of sign-in. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathOf } from '../http/target.ts'
import type { PrometheusMetrics } from './prometheus.ts'

export type MetricsListener = { readonly url: string; readonly close: () => Promise<void> }

/** Serves `GET /metrics` and nothing else. Rejects when the address cannot be listened on. */
export async function listenForScrapes(
  { host, port }: { readonly host: string; readonly port: number },
  metrics: PrometheusMetrics,
): Promise<MetricsListener> {
  const limits = { requestTimeout: 5000, headersTimeout: 5000, connectionsCheckingInterval: 1000 }
  const server = createServer(limits, (request, response) => {
    const path = pathOf(request)
    if (path !== '/metrics') return answer(response, 404, 'Only /metrics is served here.\n')
    if (request.method !== 'GET') return answer(response.setHeader('allow', 'GET'), 405, 'Only GET is allowed.\n')
    metrics.text().then(
      text => answer(response, 200, text, metrics.contentType),
      () => answer(response, 500, 'The metrics could not be read.\n'),
    )
  })
  server.maxConnections = 20
  // Pipelined requests would pile up responses in memory.
  server.maxRequestsPerSocket = 1
  server.timeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, port: actual } = server.address() as AddressInfo
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${actual}/metrics`,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const answer = (response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') =>
  response
    .writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .end(text)
