/** The escalation pack: one HTML file that needs no server, no script and no sign-in, to attach to a ticket. */
import { evidence } from '../orchestration/evidence.ts'
import type { Facts } from '../orchestration/facts.ts'
import { readInstant } from '../text/instant.ts'
import { escapeHtml } from '../text/plain-text.ts'
import { utcPrecise } from '../text/time-text.ts'
import { withoutAddresses } from './include.ts'
import { redactJson } from './redact.ts'
import { type Sheet, type SheetContext, sheetLegend, sheetOf } from './sheet.ts'

/** One answer of Paxos, unchanged. */
type PackRecord = {
  readonly name: string
  readonly raw: string
  readonly readAt: string
  readonly requestId: string | undefined
}

export type PackContext = SheetContext & {
  readonly records: readonly PackRecord[]
  /** This product's version, to tell by what the file was made. */
  readonly version: string
}

/** "orchestration-e5f6a7b8-failed-production.html": nothing in it that a file system could object to. */
export function packFileName({ orchestration }: Facts, environment: string): string {
  const words = [orchestration.id?.slice(0, 8), orchestration.status.known ?? 'unknown', environment]
  const safe = words.flatMap(
    word =>
      word
        ?.toLowerCase()
        .match(/[a-z0-9-]+/g)
        ?.join('') ?? [],
  )
  return `${['orchestration', ...safe].join('-').slice(0, 100)}.html`
}

/** Writes the file. Never throws; every text that is not ours is escaped, and characters one cannot see are shown by number. */
export function escalationPack(facts: Facts, context: PackContext): string {
  const sheet = sheetOf(facts, context)
  const title = `${sheet.environment}: ${sheet.status}, ${sheet.money}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${packStyle}</style>
</head>
<body>
<main>
${sheetHtml(sheet)}
${leftOutHtml(context)}
${requestsHtml(context)}
${evidenceHtml(facts, context)}
${context.records.map(record => recordHtml(record, facts, context)).join('\n')}
</main>
<footer>Made by Orchestration Desk ${text(context.version)}, which only reads. It holds no credentials. The records are as Paxos sent them at the times given.</footer>
</body>
</html>
`
}

function sheetHtml(sheet: Sheet): string {
  const { reason } = sheet
  return `<p class="top"><b>${text(sheet.environment)}</b> · fetched ${text(sheet.checked)}</p>
<p><span class="badge ${sheet.tone}">${text(sheet.status)}</span>${sheet.hold === undefined ? '' : ` <span class="badge pending">${text(sheet.hold)}</span>`}</p>
<h1>${text(sheet.verdict)}</h1>
<p class="money">${text(sheet.money)} · ${text(sheet.origin)}</p>
<p>${link(sheet.url)}</p>
${reason ? `<p class="reason">${reason.quote === undefined ? 'Paxos gave no reason.' : `Paxos’s reason: “${text(reason.quote)}”`}</p>` : ''}
${sheet.notes.map(note => `<p>${text(note)}</p>`).join('\n')}
<section><h2>Timeline</h2>
${table(
  ['Step', 'Status', 'Amount', 'When'],
  sheet.steps.map(step => [
    text(step.title),
    `${text(step.status)}${step.transferId === undefined ? '' : `<br><code>${text(step.transferId)}</code>`}`,
    text(step.amount ?? ''),
    [step.times, ...step.notes].map(text).join('<br>'),
  ]),
)}
<p class="quiet">${text(sheetLegend)}</p></section>
${sheet.sections.map(({ title, rows }) => `<section><h2>${title}</h2><dl>${rows.map(({ term, value }) => `<div><dt>${text(term)}</dt><dd>${text(value)}</dd></div>`).join('')}</dl></section>`).join('\n')}`
}

function leftOutHtml({ include }: PackContext): string {
  if (include.addresses && include.metadata) return ''
  const parts = [...(include.addresses ? [] : ['addresses and memos']), ...(include.metadata ? [] : ['metadata'])]
  return `<p class="note">Left out of this file: ${parts.join(', ')}, and fields that this version doesn't know.</p>`
}

const requestsHtml = ({ records }: PackContext) =>
  `<section><h2>Requests</h2>${table(
    ['Record', 'Fetched', 'Request ID'],
    records.map(({ name, readAt, requestId }) => [
      text(name),
      text(time(readAt)),
      `<code>${text(requestId ?? 'not given')}</code>`,
    ]),
  )}</section>`

const evidenceHtml = (facts: Facts, { include }: PackContext) =>
  `<section class="evidence"><h2>How we know</h2>${table(
    ['Statement', 'Basis', 'From'],
    evidence(facts).map(({ statement, basis, from }) => [
      text(withoutAddresses(statement, facts, include)),
      basis,
      `<code>${text(from)}</code>`,
    ]),
  )}</section>`

function recordHtml({ name, raw, readAt }: PackRecord, facts: Facts, { include }: PackContext): string {
  const redacted = redactJson(raw, include)
  const shown = redacted === undefined ? undefined : withoutAddresses(redacted, facts, include)
  const body =
    shown === undefined
      ? '<p>Left out: this is not valid JSON, so nobody can say what is in it.</p>'
      : // The parser drops a line feed right after the tag and turns a carriage return into one.
        `<pre>\n${escapeHtml(shown).replace(/\r/g, '&#13;')}</pre>`
  return `<section><h2>Raw JSON: ${text(name)}</h2><p class="quiet">As received from Paxos at ${text(time(readAt))}${shown === raw ? '' : ', but for what was left out'}</p>${body}</section>`
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  `<table><thead><tr>${heads.map(head => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`

const time = (stamp: string) => {
  const at = readInstant(stamp)
  return at ? utcPrecise(at) : stamp
}

/** Controls and characters that turn the text around them, which no reader could see; a joiner inside an emoji is no secret. */
const hidden = /(?![\t\n])(?!(?<=\p{Extended_Pictographic}\ufe0f?)\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/gu

const text = (words: string) =>
  escapeHtml(words).replace(
    hidden,
    character => `[U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`,
  )

const link = (url: string) => (/^https?:\/\//i.test(url) ? `<a href="${text(url)}">${text(url)}</a>` : text(url))

/** The pack's own stylesheet, since the file has none to refer to. Holds no value from outside. */
const packStyle = `
:root{color-scheme:light dark;--ink:light-dark(#12161d,#eef1f5);--soft:light-dark(#5c6675,#98a3b1);--line:light-dark(#e1e5ea,#28303a);--sunken:light-dark(#f6f7f9,#10141a);--page:light-dark(#fff,#14181f);--link:light-dark(#0b4a8f,#9cc9ff)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
main,footer{max-width:58rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.4rem 0}
h2{font-size:1rem;margin:1.6rem 0 .4rem}
p{margin:.3rem 0}
a{color:var(--link)}
code,pre,dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85rem}
.top,.quiet,dt,footer,th{color:var(--soft);font-size:.85rem}
.badge{display:inline-block;border:1px solid;border-radius:.4rem;padding:.1rem .6rem;font-weight:600}
.pending{color:light-dark(#6b4200,#ffd27a);background:light-dark(#fff0cc,#332300)}
.processing{color:light-dark(#0b4a8f,#9cc9ff);background:light-dark(#ddebfb,#10263f)}
.completed{color:light-dark(#0b5d3b,#8be0b4);background:light-dark(#ddf5e8,#0f2e20)}
.failed{color:light-dark(#8c1d18,#ffb3ac);background:light-dark(#fde3e1,#3b1210)}
.rejected{color:light-dark(#6a1b63,#f0b3ea);background:light-dark(#f8e3f5,#33122f)}
.money{font-size:1.1rem}
.reason{border-left:3px solid var(--soft);padding-left:.8rem;margin:.8rem 0}
.note{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem;margin-top:1.6rem}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line)}
th{font-weight:500}
.evidence th:nth-child(2){width:6rem}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:.4rem 1.5rem}
code,td,dd,pre{overflow-wrap:anywhere}
dd{margin:0;white-space:pre-wrap;unicode-bidi:isolate}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:.4rem;padding:.8rem;margin:.4rem 0 0;white-space:pre-wrap;unicode-bidi:isolate}
footer{border-top:1px solid var(--line)}
@media print{main,footer{padding:0;max-width:none}body{font-size:11px}}
`
