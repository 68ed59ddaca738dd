/** Reads and checks the file that `CUSTOMER_REPLY_FILE` names. */
import * as v from 'valibot'
import { CustomerReplies, otherwise, placeholdersIn, replyFacts } from '#domain/config/customer-replies.ts'
import { orchestrationStatuses } from '#paxos/enums.ts'
import { maxFileBytes, readSmallFile } from '../small-file.ts'
import { Invalid } from '../variable.ts'

const maxCharacters = 2000
const keys: readonly string[] = [...orchestrationStatuses, otherwise]

/** The replies in the file at this path. Throws `Invalid` with everything that is wrong with it. */
export function customerReplies(path: string): CustomerReplies {
  const replies = v.safeParse(CustomerReplies, readJson(path))
  if (!replies.success || Object.keys(replies.output).length === 0) {
    throw new Invalid('names a file that must look like {"en": {"COMPLETED": "…", "otherwise": "…"}}')
  }
  const problems = Object.entries(replies.output).flatMap(([language, texts]) => problemsOf(language, texts))
  if (problems.length > 0) throw new Invalid(...problems.map(problem => `names a file in which ${problem}`))
  return replies.output
}

function readJson(path: string): unknown {
  let text: string
  try {
    const bytes = readSmallFile(path)
    if (bytes.length > maxFileBytes) throw new Invalid('names a file of more than 64 KiB')
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof Invalid) throw error
    throw new Invalid('must be the path of a file of UTF-8 text that this user may read')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Invalid('names a file that is not JSON')
  }
}

function problemsOf(language: string, texts: CustomerReplies[string]): readonly string[] {
  if (!isLanguage(language)) return ['a language is not a tag such as en or pt-BR']
  const unknown = Object.keys(texts).filter(key => !keys.includes(key))
  return [
    ...(texts[otherwise] === undefined ? [`${language} lacks the text "${otherwise}"`] : []),
    ...(unknown.length > 0 ? [`${language} has a text for something else than ${keys.join(', ')}`] : []),
    ...keys.flatMap(key => (texts[key] === undefined ? [] : textProblems(`${language}.${key}`, key, texts[key]))),
  ]
}

function textProblems(place: string, key: string, text: string): readonly string[] {
  const facts = key === otherwise ? [] : replyFacts
  const isKnown = (name: string) => facts.some(fact => fact === name)
  if (text.trim() === '') return [`${place} is empty`]
  if (text.length > maxCharacters) return [`${place} is longer than ${maxCharacters} characters`]
  if (/[^\P{Cc}\n]/u.test(text)) return [`${place} holds control characters`]
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) return [`${place} has a brace without its other half`]
  if (placeholdersIn(text).every(isKnown)) return []
  return key === otherwise
    ? [`${place} uses facts, which may not be known`]
    : [`${place} uses a fact other than ${replyFacts.map(fact => `{${fact}}`).join(', ')}`]
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}
