/** Browsers' CSP violation reports. Anyone can send one, so little of it is kept. */
import { safeParse } from 'secure-json-parse'
import * as v from 'valibot'

const Text = v.optional(v.string())

/** The Reporting API's shape, and the older one with its own names. */
const Report = v.object({
  body: v.optional(v.object({ effectiveDirective: Text, blockedURL: Text, documentURL: Text })),
  'csp-report': v.optional(v.object({ 'violated-directive': Text, 'blocked-uri': Text, 'document-uri': Text })),
})

export type ReportSummary = {
  readonly directive: string | undefined
  readonly blocked: string | undefined
  /** The kind of page, without the ID in its address. */
  readonly page: string | undefined
}

const maxReports = 5

/** The part to log: the directive, and the addresses without IDs, queries or data. */
export function summariseReports(body: unknown): readonly ReportSummary[] {
  const json: unknown = Buffer.isBuffer(body) ? safeParse(body) : undefined
  const reports = Array.isArray(json) ? json.slice(0, maxReports) : [json]
  return reports.flatMap(report => {
    const read = v.safeParse(Report, report)
    if (!read.success) return []
    const { body: modern, 'csp-report': older } = read.output
    if (!modern && !older) return []
    return [
      {
        directive: word(modern?.effectiveDirective ?? older?.['violated-directive']),
        blocked: origin(modern?.blockedURL ?? older?.['blocked-uri']),
        page: section(modern?.documentURL ?? older?.['document-uri']),
      },
    ]
  })
}

/** The name of a directive, without its values. */
const word = (text: string | undefined) => /^[a-z-]{1,40}/.exec(text ?? '')?.[0]

/** An origin or a keyword such as `inline`; never a path, which may hold data. */
function origin(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^[a-z-]{1,40}$/.test(text)) return text
  return URL.canParse(text) ? new URL(text).origin.slice(0, 200) : undefined
}

/** `/production/orchestrations` of a page's address. */
function section(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined
  const segments = new URL(text).pathname.split('/').slice(1, 3)
  return `/${segments.filter(segment => /^[a-z-]{1,32}$/.test(segment)).join('/')}`
}
