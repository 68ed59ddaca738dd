/** Untrusted text, made safe for one line. */

/**
 * One line: control characters and line breaks become spaces, invisible direction marks go (they could reorder the rest
 * of the line), a lone surrogate becomes the replacement character. Everything visible stays.
 */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

/** Text for HTML content and double- or single-quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, numbered)

/**
 * Text for a Markdown paragraph, in CommonMark and GitHub's dialect. Only active characters are escaped, so that the
 * source stays readable unrendered: an underscore inside a word and a bare `&` are inactive.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*[\]<>~|]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?\w{1,32};)/g, '\\&')
    // Bare addresses become links.
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')

/** Text as a Markdown code span, with any backticks. */
export function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  // CommonMark strips one space from each side if both sides have one.
  const hasBoth = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== ''
  const pad = hasBoth || text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** Active text in Jira's markup without a mark to escape: bare addresses, and letters that become an emoticon. */
const jiraHabits =
  /&(?=#?\w{1,32};)|:(?=\/\/)|(?<=www)\.|\((?=(?:[ynix/!+\-?]|on|off|\*[rgby]?|flag|flagoff)\))|[:;](?=[()PD])/gi

/**
 * Text for Jira's wiki markup. A backslash escapes a mark. Where that doesn't work, as for the backslash itself (two
 * are a line break), a character reference does.
 */
export const escapeJira = (text: string): string =>
  text
    .replace(jiraHabits, numbered)
    .replace(/\\/g, numbered)
    // A dash is strike-through only at the edge of a word.
    .replace(/[{}[\]|*_!^~+?]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])/g, '\\$&')

const numbered = (character: string) => `&#${character.charCodeAt(0)};`

/** Whether this text is valid as a filter value: 1 to 256 characters, none of them a control character. */
export const isPrintable = (text: string): boolean => /^\P{Cc}{1,256}$/u.test(text)
