/** The reply for a customer as the company words it: by language and status, with facts in braces. */
import * as v from 'valibot'

/** What a text may say about an orchestration. Without being asked, a reply has no ID and no reason. */
export const replyFacts = ['amount', 'started', 'id', 'reference', 'reason'] as const
export type ReplyFact = (typeof replyFacts)[number]

/** In place of a status: for every status without a text, and for a text whose fact is not known. Uses no facts. */
export const otherwise = 'otherwise'

/** By language (`en`, `pt-BR`) and status: `{"en": {"COMPLETED": "Your transfer of {amount} …", "otherwise": "…"}}`. */
export const CustomerReplies = v.record(v.string(), v.record(v.string(), v.string()))
export type CustomerReplies = v.InferOutput<typeof CustomerReplies>

export const placeholder = /\{([^{}]*)\}/g

/** What stands in braces in a text. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].map(([, name = '']) => name)
