/** HTML entities that occur in addresses, keys and prose around IDs. Others stay as written. */

const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dash: '\u2010',
  equals: '=',
  excl: '!',
  grave: '`',
  gt: '>',
  hellip: '…',
  hyphen: '\u2010',
  lbrace: '{',
  lbrack: '[',
  lcub: '{',
  ldquo: '“',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  lsquo: '‘',
  lt: '<',
  mdash: '\u2014',
  minus: '\u2212',
  nbsp: ' ',
  ndash: '\u2013',
  newline: '\n',
  num: '#',
  percnt: '%',
  period: '.',
  quest: '?',
  quot: '"',
  rbrace: '}',
  rbrack: ']',
  rcub: '}',
  rdquo: '”',
  rpar: ')',
  rsqb: ']',
  rsquo: '’',
  semi: ';',
  shy: '\u00ad',
  sol: '/',
  tab: '\t',
  verbar: '|',
  zerowidthspace: '\u200b',
  zwj: '\u200d',
  zwnj: '\u200c',
}

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,14}));/gi

/** Decodes one layer: `&amp;#45;` becomes `&#45;`. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(entity, (whole: string, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return (Object.hasOwn(named, name.toLowerCase()) && named[name.toLowerCase()]) || whole
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text
