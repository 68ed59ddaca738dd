/** Addresses that cannot be listened on, in sentences for the operator. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { Config } from '../config/config.ts'
import { MetricsListenError } from '../observe/start-metrics.ts'

type Address = { readonly host: string; readonly port: number }

/** What an error of starting says about the addresses to listen on; undefined when it is about something else. */
export function listenProblem(error: unknown, config: Config): string | undefined {
  if (error instanceof MetricsListenError && config.metrics) return sentence(error.code, config.metrics, 'METRICS_')
  const isListening =
    error instanceof Error && 'syscall' in error && /^(listen|bind|getaddrinfo)$/.test(`${error.syscall}`)
  return isListening && 'code' in error ? sentence(`${error.code}`, config, '') : undefined
}

function sentence(code: string, { host, port }: Address, prefix: '' | 'METRICS_'): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use already. Set ${prefix}PORT to another one, or stop what listens there.`
    case 'EACCES':
      return `This user may not listen on port ${port}. Set ${prefix}PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return `This machine has no address ${host}. Set ${prefix}HOST to one that it has.`
    default:
      return `Listening on port ${port} of ${host} failed (${code}). Check ${prefix}HOST and ${prefix}PORT.`
  }
}

/**
 * What would keep this machine from listening where the settings say. A port in use is none: the desk that these settings
 * are for may run.
 */
export async function addressProblems(config: Config): Promise<readonly string[]> {
  const { metrics } = config
  const found = await Promise.all([
    bindError(config).then(code => code && sentence(code, config, '')),
    metrics && bindError(metrics).then(code => code && sentence(code, metrics, 'METRICS_')),
  ])
  return found.flatMap(problem => problem ?? [])
}

/** Tried with UDP, which has the same addresses and rights as TCP and takes no connections. */
async function bindError({ host, port }: Address): Promise<string | undefined> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  try {
    const bound = once(socket, 'listening')
    socket.bind({ address: host, port, exclusive: true })
    await bound
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `${error.code}` : 'unknown error'
    return code === 'EADDRINUSE' ? undefined : code
  } finally {
    socket.close()
  }
}
