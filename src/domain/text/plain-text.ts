/** Text from outside, made safe to stand inside one line. */

/**
 * One line: control characters and line breaks become spaces, invisible direction marks go (they could reorder the rest
 * of the line), a lone surrogate becomes the replacement character. Everything visible stays as it came.
 */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

/** Text for HTML content and double- or single-quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, numbered)

/**
 * Text for a Markdown paragraph, in CommonMark and GitHub's dialect. Only what would act is escaped, so that the source
 * stays readable where Markdown is not rendered: an underscore inside a word and a bare `&` don't act.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*[\]<>~|]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?\w{1,32};)/g, '\\&')
    // Bare addresses become links by themselves.
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')

/** Text as a Markdown code span, whatever backticks it has. */
export function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  // A space at either side is taken off again when the span is read, if there is one at both.
  const hasBoth = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== ''
  const pad = hasBoth || text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** What acts by itself in Jira's markup though it has no mark to escape: a bare address, and letters that become a picture. */
const jiraHabits =
  /&(?=#?\w{1,32};)|:(?=\/\/)|(?<=www)\.|\((?=(?:[ynix/!+\-?]|on|off|\*[rgby]?|flag|flagoff)\))|[:;](?=[()PD])/gi

/**
 * Text for Jira's wiki markup. A backslash before a mark keeps it from acting. Where that does not work, as for the
 * backslash itself (two are a line break), the character's number stands for it, which Jira shows as the character.
 */
export const escapeJira = (text: string): string =>
  text
    .replace(jiraHabits, numbered)
    .replace(/\\/g, numbered)
    // A dash strikes out only where a word begins or ends.
    .replace(/[{}[\]|*_!^~+?]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])/g, '\\$&')

const numbered = (character: string) => `&#${character.charCodeAt(0)};`

/** Whether Paxos may be asked for this text as a value of a filter: 1 to 256 characters, none of them a control character. */
export const isPrintable = (text: string): boolean => /^\P{Cc}{1,256}$/u.test(text)
