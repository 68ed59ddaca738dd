/** Header fields as they come. `trim()`, `\s` and case folding of JavaScript know many more characters than HTTP does. */

/** Without the spaces and tabs around it (`OWS` in RFC 9110 section 5.6.3), and with every other byte. */
export const withoutBlanks = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '')

/** Whether a field comes more than once. Of some Node keeps the first, of others it makes one text. `name` in lower case. */
export const isRepeated = (rawHeaders: readonly string[], name: string): boolean =>
  rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length > 1
