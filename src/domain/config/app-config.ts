/** What the page is told when it is served: a JSON data block in index.html, written by the server, read by the app. */
import * as v from 'valibot'
import { CustomerReplies } from './customer-replies.ts'

const Template = v.optional(v.string())

/** What the operator's own systems may have a page of. */
const ownPages = ['orchestration', 'reference', 'rule', 'transfer', 'profile', 'identity', 'account'] as const
export type OwnPage = (typeof ownPages)[number]

/** How long without an update is worth a notice, and a warning. In minutes; for `bank` of business days. */
const QuietMinutes = v.optional(v.object({ notice: v.number(), warn: v.number() }))

/** Where our proxy serves an environment. Any other `apiBase` is a gateway, whose answers don't carry our mark. */
export const proxyApiBase = (environment: string): string => `/api/${environment}/v2`

export const AppConfig = v.object({
  version: v.string(),
  defaultEnvironment: v.string(),
  environments: v.array(
    v.object({
      name: v.string(),
      /** Where this environment speaks Paxos's dialect: `/api/demo/v2` with our proxy, or another gateway of the same origin. */
      apiBase: v.string(),
      /** IDs to try on the lookup page; only the demo has them. */
      examples: v.optional(v.array(v.object({ id: v.string(), shows: v.string() })), []),
    }),
  ),
  /** Who signs people in: `oidc`, this server at an identity provider; `iap`, a proxy in front; left out, nobody. */
  signIn: v.optional(v.string()),
  /** A line for everyone who uses the desk, and where they find help. */
  notice: v.optional(v.string()),
  helpUrl: v.optional(v.string()),
  /** The reply for a customer in the company's own words; left out, a sentence in English. */
  customerReplies: v.optional(CustomerReplies),
  /** Templates of links to the operator's own systems, with `{environment}` and `{id}`. */
  links: v.optional(
    v.object({
      ...v.entriesFromList(ownPages, Template),
      /** By metadata key; `{id}` is the value. */
      metadata: v.optional(v.record(v.string(), v.string())),
      /** By environment and network: `{"production": {"ETHEREUM": {"tx": "https://…/{hash}", "address": "https://…/{address}"}}}`. */
      explorers: v.optional(
        v.record(v.string(), v.record(v.string(), v.object({ tx: Template, address: Template }))),
        {},
      ),
    }),
    {},
  ),
  /** By what is waited for, where the usual thresholds of "No update for …" do not suit; the rest keeps its default. */
  quietMinutes: v.optional(v.record(v.string(), QuietMinutes)),
})
export type AppConfig = v.InferOutput<typeof AppConfig>
