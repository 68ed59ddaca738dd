/** The security headers, as tables: what no request changes is written down, not computed. */
import fp from 'fastify-plugin'

/** Every feature that a dashboard has no use for, off. Clipboard writing stays: copying is what people come for. */
const permissionsPolicy = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map(feature => `${feature}=()`)
  .join(', ')

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy,
} as const

/** Hashes of what is inline, as sources of a policy. */
export type InlineSources = { readonly scripts: readonly string[]; readonly styles: readonly string[] }

const pagePolicy = ({ scripts, styles }: InlineSources) =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'report-to csp',
  ].join('; ')

export type HeaderTable = Readonly<Record<string, string>>

export type HeaderTables = {
  /** For everything that is data or an error. */
  readonly api: HeaderTable
  /** For HTML. */
  readonly page: HeaderTable
}

/** The tables of a server; `https` adds HSTS, `inline` lets this be inline in pages. */
export function headerTables(https: boolean, inline: InlineSources = { scripts: [], styles: [] }): HeaderTables {
  const all = { ...common, ...(https && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }) }
  return {
    api: { ...all, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" },
    page: {
      ...all,
      'content-security-policy': pagePolicy(inline),
      'reporting-endpoints': 'csp="/api/csp-report"',
      'x-robots-tag': 'noindex',
    },
  }
}

type SecurityHeadersOptions = {
  readonly headers: HeaderTable
  readonly isDraining: () => boolean
}

/** Adds the headers that an answer doesn't set by itself. While draining, each answer ends its connection. */
export const securityHeaders = fp<SecurityHeadersOptions>(async (app, { headers, isDraining }) => {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
    reply.header('x-request-id', request.id)
    if (isDraining()) reply.header('connection', 'close')
  })
})
