/** What can be copied from an orchestration's page: the ticket text in its formats, and the link. */
import type { CustomerReplies } from '#domain/config/customer-replies.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { customerReply } from '#domain/share/customer-reply.ts'
import type { Include } from '#domain/share/include.ts'
import { writeSeen } from '#domain/share/seen.ts'
import { summaryOf } from '#domain/share/summary.ts'
import {
  summaryCustomer,
  summaryHtml,
  summaryJira,
  summaryMarkdown,
  summaryText,
} from '#domain/share/summary-formats.ts'
import { instantFromMs, readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import type { Copyable } from '#web/ui/copy/clipboard.ts'
import type { RawRecord } from '../enrichment/part.ts'

/** An orchestration as one page shows it. */
export type Subject = {
  readonly environment: Environment
  readonly id: string
  readonly facts: Facts
  readonly answer: Answer<Orchestration>
  /** The raw answers, the orchestration's first. */
  readonly records: readonly RawRecord[]
}

export type Format = 'markdown' | 'text' | 'jira' | 'customer'

const writers = {
  markdown: summaryMarkdown,
  text: summaryText,
  jira: summaryJira,
  customer: summaryCustomer,
} satisfies Record<Format, unknown>

export const contextOf = ({ environment, id, answer }: Subject) => ({
  environment: environment.name,
  url: location.origin + paths.orchestration(environment.name, id),
  checkedAt: readInstant(answer.readAt) ?? instantFromMs(serverNow()),
})

/** The reply for the customer in one of the company's languages. */
export function customerReplyIn(language: string, replies: CustomerReplies, subject: Subject): Copyable {
  const { customer } = summaryOf(subject.facts, contextOf(subject))
  return { text: customerReply(replies, language, customer.status, { ...customer, startedMs: customer.started?.ms }) }
}

/** The summary in a format; Markdown comes with the same as rich text. */
export function summaryIn(format: Format, subject: Subject, include: Include): Copyable {
  const summary = summaryOf(subject.facts, { ...contextOf(subject), include })
  const text = writers[format](summary)
  return format === 'markdown' ? { text, html: summaryHtml(summary) } : { text }
}

/** The orchestration's address, with what its sharer saw. */
export function linkTo({ environment, id, facts: { orchestration } }: Subject): string {
  const seen = writeSeen(orchestration.status, readInstant(orchestration.updated_at))
  return location.origin + paths.orchestration(environment.name, id, seen)
}
