/** Text of header fields. `trim()`, `\s` and case folding of JavaScript know many more characters than HTTP does. */

/** Without the spaces and tabs around it (`OWS` in RFC 9110 section 5.6.3), and with every other byte. */
export const withoutBlanks = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '')
