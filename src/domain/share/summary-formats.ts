/** The summary in the formats that tickets and chats take. Each escapes what is not ours in its own way. */
import { codeSpan, escapeHtml, escapeJira, escapeMarkdown, oneLine } from '../text/plain-text.ts'
import { dayIn, utcZone } from '../text/time-text.ts'
import type { Line, Piece, Summary } from './summary.ts'

type Format = (piece: Piece) => string

const render = (line: Line, format: Format) => line.map(format).join('')

/** Percent-encodes what could end an address early or mean something in one of the formats. */
const safeUrl = (url: string) =>
  url.toWellFormed().replace(/[^\w\-.~:/?#@!$&'+,;=%]/gu, character => {
    const encoded = encodeURIComponent(character)
    return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded
  })

const markdown: Format = piece => {
  if ('own' in piece) return piece.own
  if ('theirs' in piece) return escapeMarkdown(oneLine(piece.theirs))
  return 'code' in piece ? codeSpan(oneLine(piece.code)) : safeUrl(piece.link)
}

const html: Format = piece => {
  if ('own' in piece) return escapeHtml(piece.own)
  if ('theirs' in piece) return escapeHtml(oneLine(piece.theirs))
  if ('code' in piece) return `<code>${escapeHtml(oneLine(piece.code))}</code>`
  const url = escapeHtml(safeUrl(piece.link))
  return /^https?:\/\//i.test(piece.link) ? `<a href="${url}">${url}</a>` : url
}

const text: Format = piece => {
  if ('own' in piece) return piece.own
  if ('theirs' in piece) return oneLine(piece.theirs)
  return 'code' in piece ? oneLine(piece.code) : safeUrl(piece.link)
}

const jira: Format = piece => {
  if ('own' in piece) return escapeJira(piece.own)
  if ('theirs' in piece) return escapeJira(oneLine(piece.theirs))
  return 'code' in piece ? `{{${escapeJira(oneLine(piece.code))}}}` : safeUrl(piece.link)
}

function assemble(
  { headline, money, lines }: Summary,
  format: Format,
  bold: (words: string) => string,
  item: (words: string) => string,
): string {
  const sum = render(money, format)
  return [
    `${bold(render(headline, format))}${sum === '' ? '' : ` · ${sum}`}`,
    ...lines.map(line => item(render(line, format))),
  ].join('\n')
}

/** For Markdown fields: bold headline, a list, ids as code. */
export const summaryMarkdown = (summary: Summary): string =>
  assemble(
    summary,
    markdown,
    words => `**${words}**`,
    words => `- ${words}`,
  )

/** For rich text fields: one paragraph and a list, nothing but escaped text and one link inside. */
export function summaryHtml({ headline, money, lines }: Summary): string {
  const sum = render(money, html)
  const items = lines.map(line => `<li>${render(line, html)}</li>`).join('')
  return `<p><strong>${render(headline, html)}</strong>${sum === '' ? '' : ` · ${sum}`}</p><ul>${items}</ul>`
}

/** Plain text: the same lines without marks. */
export const summaryText = (summary: Summary): string =>
  assemble(
    summary,
    text,
    words => words,
    words => `- ${words}`,
  )

/** Jira's wiki markup. */
export const summaryJira = (summary: Summary): string =>
  assemble(
    summary,
    jira,
    words => `*${words}*`,
    words => `* ${words}`,
  )

/** What a customer may be told: no ids, no reasons, no promises. */
export function summaryCustomer({ customer }: Summary): string {
  const { amount, started, isComplete } = customer
  const on = started ? ` started on ${dayIn(started, utcZone)} and` : ''
  const outcome = isComplete ? 'has completed.' : "hasn't completed. We're looking into it."
  return `Your transfer${amount === undefined ? '' : ` of ${oneLine(amount)}`}${on} ${outcome}`
}
