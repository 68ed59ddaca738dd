/** Writing to the clipboard, with a way out where the clipboard API is missing (plain http on an intranet host, old policies). */

/** What to copy: plain text, and the same as HTML for programs that take rich text. */
export type Copyable = { readonly text: string; readonly html?: string }

/** Resolves to whether the clipboard took it. Never rejects. */
export async function writeClipboard({ text, html }: Copyable): Promise<boolean> {
  try {
    if (html !== undefined && 'write' in navigator.clipboard && typeof ClipboardItem === 'function') {
      const item = new ClipboardItem({
        'text/plain': new Blob([text], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      })
      await navigator.clipboard.write([item])
    } else {
      await navigator.clipboard.writeText(text)
    }
    return true
  } catch {
    return writeByCommand({ text, html: html ?? '' })
  }
}

/** The old way: the copy command, with the data put in by hand. */
function writeByCommand({ text, html }: Required<Copyable>): boolean {
  let taken = false
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (html) event.clipboardData?.setData('text/html', html)
    taken = event.clipboardData !== null
  }
  document.addEventListener('copy', fill, { once: true })
  try {
    document.execCommand('copy')
  } catch {
    taken = false
  }
  document.removeEventListener('copy', fill)
  return taken
}
