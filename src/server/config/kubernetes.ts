/**
 * Kubernetes sets variables in every container for each Service of its namespace: for one named `metrics`,
 * `METRICS_SERVICE_HOST`, `METRICS_PORT=tcp://10.0.0.1:9090` and five more. They aren't settings, whatever their prefix.
 */
import { isIP } from 'node:net'

const isNumber = (value: string) => /^\d{1,5}$/.test(value)
const isAddress = (value: string) => isIP(value) !== 0
const isUrl = (value: string) => /^(tcp|udp|sctp):\/\/(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\]):\d{1,5}$/.test(value)

/** The ends of the names, and their values. */
const shapes: readonly (readonly [name: RegExp, isValue: (value: string) => boolean])[] = [
  [/_SERVICE_HOST$/, isAddress],
  [/_SERVICE_PORT(_[A-Z0-9_]+)?$/, isNumber],
  [/_PORT$/, isUrl],
  [/_PORT_\d+_(TCP|UDP|SCTP)$/, isUrl],
  [/_PORT_\d+_(TCP|UDP|SCTP)_PROTO$/, value => /^(tcp|udp|sctp)$/.test(value)],
  [/_PORT_\d+_(TCP|UDP|SCTP)_PORT$/, isNumber],
  [/_PORT_\d+_(TCP|UDP|SCTP)_ADDR$/, isAddress],
]

export const isSetByKubernetes = (name: string, value: string): boolean =>
  shapes.some(([end, isValue]) => end.test(name) && isValue(value))
