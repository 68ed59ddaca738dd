/** The reply for a customer as the company words it: by language and status, with facts in braces. */
import * as v from 'valibot'

/** What a text may say about an orchestration. Without being asked, a reply has no ID and no reason. */
export const replyFacts = ['amount', 'started', 'id', 'reference', 'reason'] as const
type ReplyFact = (typeof replyFacts)[number]

/** In place of a status: for every status without a text, and for a text whose fact is not known. Uses no facts. */
export const otherwise = 'otherwise'

/** By language (`en`, `pt-BR`) and status: `{"en": {"COMPLETED": "Your transfer of {amount} …", "otherwise": "…"}}`. */
export const CustomerReplies = v.record(v.string(), v.record(v.string(), v.string()))
export type CustomerReplies = v.InferOutput<typeof CustomerReplies>

export type ReplyFacts = Readonly<Record<Exclude<ReplyFact, 'started'>, string | undefined>> & {
  /** Epoch milliseconds. */
  readonly startedMs: number | undefined
}

const placeholder = /\{([^{}]*)\}/g

/** What stands in braces in a text. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].map(([, name = '']) => name)

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
