/** The page of a sign-in that came to nothing: plain HTML, since the app is for those who are in or on their way. */
import { createHash } from 'node:crypto'

type Failure = {
  readonly heading: string
  readonly body: readonly string[]
  readonly links: readonly { readonly href: string; readonly label: string }[]
  /** What an administrator finds in the log. */
  readonly requestId: string
}

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#14181f;--soft:#4a5362;--line:#d5dae1;--accent:#0b4a8f;--on:#fff}
@media(prefers-color-scheme:dark){:root{--page:#0f1216;--card:#171b21;--ink:#eef1f5;--soft:#b3bcc8;--line:#343c47;--accent:#9cc9ff;--on:#0c1a2b}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:4rem 1rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem}
h1{margin:0;font-size:1.5rem;line-height:1.25;text-wrap:balance}
p{margin:.75rem 0 0;color:var(--soft)}
.links{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
a{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;color:var(--ink);text-decoration:none;font-weight:600}
a:first-child{background:var(--accent);border-color:var(--accent);color:var(--on)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
small{display:block;margin-top:1.5rem;color:var(--soft);overflow-wrap:anywhere}
`

/** Nothing but the style above and the icon may be used by the page. */
export const failurePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function failurePage({ heading, body, links, requestId }: Failure): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${asText(heading)} · Orchestration Desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${style}</style>
</head>
<body>
<main>
<section>
<h1>${asText(heading)}</h1>
${body.map(sentence => `<p>${asText(sentence)}</p>`).join('\n')}
<p class="links">${links.map(({ href, label }) => `<a href="${asText(href)}">${asText(label)}</a>`).join('\n')}</p>
</section>
<small>Request ID for your administrator: ${asText(requestId)}</small>
</main>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const asText = (text: string) => text.replaceAll(/[&<>"']/g, one => entities[one] ?? one)
