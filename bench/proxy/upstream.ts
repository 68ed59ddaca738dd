/**
 * A stand-in for Paxos: every ID exists and every response is fast. Prints its origin; `/count` returns the number of reads.
 * A separate process, so that its CPU time doesn't count.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The size and shape of a real record, about 1 kB. */
function record(id: string) {
  const now = new Date().toISOString()
  return {
    id,
    profile_id: '5c9a2f60-9a3d-4f77-8f7a-2f1b7a4a5d11',
    account_id: '0b7f3f7e-2f52-4f0a-8e55-6a8d6f0d8e02',
    ref_id: `orch-usdc-usdg-${id.slice(-8)}`,
    source_asset: 'USDC',
    destination_asset: 'USDG',
    source_amount: '100.000000',
    source: { crypto: { address: '0x52908400098527886E0F7030069857D2E4169EE7', network: 'ETHEREUM' } },
    destination: { crypto: { address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D', network: 'ETHEREUM' } },
    source_transfer: { transfer_id: '35e3d34d-5552-4185-9583-d6b2856291c0', status: 'COMPLETED' },
    destination_transfer: { transfer_id: '91252ea9-1659-4ca2-9e3a-310612e44233', status: 'PROCESSING' },
    status: 'PROCESSING',
    orchestration_rule_id: '7d3b1c52-0a70-4e16-a3f2-54cf4b1e6a21',
    created_at: '2026-04-20T12:30:01.123456Z',
    updated_at: now,
    metadata: { customer: 'c-1029', note: 'A note of the length that such notes have, more or less.' },
  }
}

let reads = 0
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const json = (body: unknown) => {
    const bytes = Buffer.from(JSON.stringify(body))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes)
  }
  request.resume()
  if (url.pathname === '/oauth2/token') return json({ access_token: 'bench', token_type: 'bearer', expires_in: 3600 })
  if (url.pathname === '/count') return json({ reads })
  reads += 1
  const asked = url.searchParams.getAll('orchestration_id')
  if (asked.length > 0) return json({ items: asked.map(record) })
  return json(record(url.pathname.split('/').pop() ?? ''))
})
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
