/** The page of a sign-in that failed: plain HTML, since the app is for those who are signed in or on their way. */
import { createHash } from 'node:crypto'

type Failure = {
  readonly heading: string
  readonly body: readonly string[]
  readonly links: readonly { readonly href: string; readonly label: string }[]
  /** What an administrator finds in the log. */
  readonly requestId: string
}

/** The tokens of the app (`src/web/styles.css`), as far as they are needed. */
const style = `
:root{color-scheme:light dark;--page:light-dark(#f6f7f9,#0d1014);--card:light-dark(#fff,#14181f);--line:light-dark(#e1e5ea,#28303a);--ink:light-dark(#12161d,#eef1f5);--soft:light-dark(#424b59,#bac3cf);--faint:light-dark(#5c6675,#98a3b1);--accent:light-dark(#1b57b0,#78b0f5);--on:light-dark(#fff,#08131f)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto;padding:clamp(1.5rem,10vh,6rem) 1rem 2rem}
.product{margin:0 0 .75rem;font-size:.875rem;font-weight:600;color:var(--faint)}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:clamp(1.25rem,5vw,2rem)}
h1{margin:0;font-size:1.375rem;line-height:1.3;text-wrap:balance}
p{margin:.75rem 0 0;color:var(--soft);text-wrap:pretty}
.links{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
a{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;color:var(--ink);text-decoration:none;font-weight:600}
a:first-child{background:var(--accent);border-color:var(--accent);color:var(--on)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
dl{display:flex;flex-wrap:wrap;gap:0 .5rem;margin:1.5rem 0 0;padding-top:1rem;border-top:1px solid var(--line);font-size:.8125rem;color:var(--faint)}
dd{margin:0;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;color:var(--soft)}
`

/** Nothing but the style above and the icon may be used by the page. */
export const failurePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function failurePage({ heading, body, links, requestId }: Failure): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${asText(heading.replace(/\.$/, ''))} · Orchestration Desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${style}</style>
</head>
<body>
<main>
<p class="product">Orchestration Desk</p>
<section>
<h1>${asText(heading)}</h1>
${body.map(sentence => `<p>${asText(sentence)}</p>`).join('\n')}
<p class="links">${links.map(({ href, label }) => `<a href="${asText(href)}">${asText(label)}</a>`).join('\n')}</p>
<dl><dt>Request ID</dt><dd>${asText(requestId)}</dd></dl>
</section>
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
