/** The reply for a customer as the company words it, with the facts of one orchestration. */
import { type CustomerReplies, otherwise, placeholder, type ReplyFact } from '../config/customer-replies.ts'

export type ReplyFacts = Readonly<Record<Exclude<ReplyFact, 'started'>, string | undefined>> & {
  /** Epoch milliseconds. */
  readonly startedMs: number | undefined
}

/** The reply in a language that `replies` has. Throws for another one. */
export function customerReply(
  replies: CustomerReplies,
  language: string,
  status: string | undefined,
  facts: ReplyFacts,
): string {
  const texts = Object.hasOwn(replies, language) ? replies[language] : undefined
  if (!texts) throw new Error(`There are no replies in ${language}.`)
  const own = status !== undefined && Object.hasOwn(texts, status) ? texts[status] : undefined
  return (own === undefined ? undefined : filled(own, language, facts)) ?? texts[otherwise] ?? ''
}

function filled(text: string, language: string, facts: ReplyFacts): string | undefined {
  let isWhole = true
  const reply = text.replace(placeholder, (_, name: ReplyFact) => {
    const fact = name === 'started' ? dayIn(facts.startedMs, language) : facts[name]
    if (fact === undefined || fact === '') isWhole = false
    return fact ?? ''
  })
  return isWhole ? reply : undefined
}

/** "20 April 2026", in UTC as every date that leaves the page. */
const dayIn = (ms: number | undefined, language: string) =>
  ms === undefined ? undefined : new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(ms)
