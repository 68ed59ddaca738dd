/**
 * Injects faults by hand, on loopback only. `npm run faults -- list` names them, `npm run faults -- drip-body` starts an
 * upstream with that fault, `npm run faults -- inbound http://127.0.0.1:8080` sends a server every request that no browser
 * would send.
 */
import { isLoopbackHost } from '../src/server/config/loopback.ts'
import { inboundFaults } from '../src/server/testing/faults/inbound-faults.ts'
import { answerOf, upstreamFaults } from '../src/server/testing/faults/upstream-faults.ts'
import { sendRaw } from '../src/server/testing/network/raw-client.ts'
import { startRawUpstream } from '../src/server/testing/upstream/raw-upstream.ts'

const usage = `Use: npm run faults -- list
     npm run faults -- <name of an upstream fault> [port]
     npm run faults -- inbound http://127.0.0.1:8080`

/** Slow enough to watch. */
const faults = upstreamFaults(1000)

function giveUp(text: string): never {
  console.error(text)
  process.exit(1)
}

function list() {
  const lines = (rows: readonly (typeof faults | typeof inboundFaults)[number][], outcome: (index: number) => string) =>
    rows.map(
      ({ name, faults, does }, index) => `  ${name.padEnd(24)} ${faults.padStart(3)}  ${does}: ${outcome(index)}`,
    )
  console.log('Upstream faults (name, number in docs/security.md, what it does: what the client gets)')
  console.log(lines(faults, index => told(faults[index])).join('\n'))
  console.log('\nInbound faults, all sent by `inbound` (required response)')
  console.log(lines(inboundFaults, index => answered(inboundFaults[index]?.status ?? 0)).join('\n'))
}

const told = (fault: (typeof faults)[number] | undefined) =>
  [fault?.told.status, fault?.told.code].filter(part => part !== undefined).join(' ')

const answered = (status: number) => (status === 0 ? 'nothing, closed' : String(status))

async function serve(name: string, port: number) {
  const fault = faults.find(one => one.name === name)
  if (!fault) giveUp(`There is no fault ${name}.\n${usage}`)
  const answer = answerOf(fault)
  const upstream = await startRawUpstream((socket, n, head) => {
    console.log(`${new Date().toISOString()}  ${head.split('\r\n', 1)[0]}`)
    return answer(socket, n, head)
  }, port)
  console.log(`${fault.name}: ${fault.does} (fault ${fault.faults}). Clients get: ${told(fault)}.

In another terminal:

  PAXOS_SANDBOX_CLIENT_ID=faults PAXOS_SANDBOX_CLIENT_SECRET=faults \\
  PAXOS_SANDBOX_API_URL=${upstream.apiUrl} PAXOS_SANDBOX_TOKEN_URL=${upstream.tokenUrl} npm start

then open http://127.0.0.1:8080/sandbox/orchestrations/any-id. Each request that it sends is listed here. Ctrl+C ends this.
`)
}

/** Sends every case in turn; the exit code is 0 if each got the required response. */
async function abuse(url: string) {
  if (!URL.canParse(url) || !isLoopbackHost(new URL(url).hostname) || new URL(url).protocol !== 'http:') {
    giveUp(`${url} is not an http address of this machine; requests are never sent elsewhere.\n${usage}`)
  }
  const port = Number(new URL(url).port || 80)
  let failed = 0
  for (const { name, does, bytes, status } of inboundFaults) {
    const reply = await sendRaw(port, Buffer.from(bytes, 'latin1'), 20_000).catch((error: Error) =>
      giveUp(error.message),
    )
    const got = reply.all === '' ? 0 : reply.status
    if (got !== status) failed += 1
    console.log(`${got === status ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${does}: ${answered(got)}`)
  }
  console.log(`\n${inboundFaults.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

const [command, argument] = process.argv.slice(2)
if (command === 'list') list()
else if (command === 'inbound') await abuse(argument ?? '')
else if (command !== undefined) await serve(command, Number(argument ?? 0))
else giveUp(usage)
