/** Saves a text as a file, by a link to a Blob: nothing leaves the browser. */
export function download(fileName: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the Blob after the click; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
