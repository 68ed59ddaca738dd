import { expect, test } from 'vitest'
import { isLookalike, readCookies, soleCookie } from './cookies.ts'

const ours = '__Host-session'
const find = (header: string) => soleCookie(ours, readCookies(header))

test.each<[string, string]>([
  ['alone', `${ours}=a`],
  ['among others', `x=1; ${ours}=a; y=2`],
  ['without a space after the semicolon', `x=1;${ours}=a;y=2`],
  ['with spaces and tabs', `x=1; \t ${ours} \t=\t a \t; y=2`],
  ['beside empty pairs', `;; ;${ours}=a;;`],
  ['beside one whose value names it', `x=${ours}=b; ${ours}=a`],
  ['beside one that only begins alike', `${ours}-2=b; ${ours}=a; x${ours}=c; ${ours.slice(0, -1)}=d`],
])('the cookie is found %s', (_name, header) => {
  expect(find(header)).toEqual({ value: 'a' })
})

test.each<[string, string, string]>([
  ['quotes are part of a value', `${ours}="a"`, '"a"'],
  ['so are equals signs', `${ours}=a=b=`, 'a=b='],
  ['and odd bytes', `${ours}=\xa0a\xa0`, '\xa0a\xa0'],
  ['which may be empty', `${ours}=`, ''],
])('%s', (_name, header, value) => {
  expect(find(header)).toEqual({ value })
})

test('no header or an unrelated one holds none of our cookies', () => {
  expect(readCookies(undefined)).toEqual([])
  for (const header of ['', ';', ' ; ', 'x=1', '__Host-sessio=a', '__Host-=a']) {
    expect(find(header), header).toEqual({ value: undefined })
  }
})

/** Bytes that JavaScript's `trim` strips or that many print as nothing, as a browser sends them. */
const oddBytes: Readonly<Record<string, string>> = {
  'a no-break space in Latin-1': '\xa0',
  'a no-break space in UTF-8': '\xc2\xa0',
  'a byte order mark': '\xef\xbb\xbf',
  'an ideographic space': '\xe3\x80\x80',
  'a line separator': '\xe2\x80\xa8',
  'a zero-width space': '\xe2\x80\x8b',
  'a next line': '\x85',
  'a form feed': '\f',
  'a vertical tab': '\v',
  'a NUL': '\0',
  'a soft hyphen': '\xad',
  'a quote': '"',
  'a comma': ',',
  'a bracket': '[',
  'a backslash': '\\',
  'a slash': '/',
}

test.each(Object.entries(oddBytes))('a name with %s is not ours, and nothing beside it is believed', (_name, odd) => {
  const names = [`${odd}${ours}`, `${ours}${odd}`, `__${odd}Host-session`, `${odd}${odd}${ours}${odd}`]
  for (const name of names) {
    for (const header of [`${name}=b`, `${name}=b; ${ours}=a`, `${ours}=a;${name}=b`]) {
      expect(find(header), header).toEqual({ doubt: 'cookie_lookalike' })
    }
  }
})

test.each([
  ['in lower case', '__host-session=b'],
  ['in upper case', '__HOST-SESSION=b'],
  ['with a space in it', '__Host- session=b'],
  ['as the value of a cookie without a name', `=${ours}=b`],
  ['as such a value in other letters', '= __host-session =b'],
  ['without a value', ours],
  ['in quotes', `"${ours}"=b`],
  ['as a PHP array', `${ours}[]=b`],
])('nor is a name %s', (_name, planted) => {
  expect(find(`${ours}=a; ${planted}`)).toEqual({ doubt: 'cookie_lookalike' })
  expect(find(planted)).toEqual({ doubt: 'cookie_lookalike' })
})

test('one that comes twice is not believed, even with the same value', () => {
  expect(find(`${ours}=a; ${ours}=b`)).toEqual({ doubt: 'cookie_twice' })
  expect(find(`${ours}=a; ${ours}=a`)).toEqual({ doubt: 'cookie_twice' })
  expect(find(`${ours}=; ${ours}=a`)).toEqual({ doubt: 'cookie_twice' })
})

test('only a name that imitates one of our cookies is a lookalike', () => {
  const imitations = ['\xa0__Host-session', '__HOST-session', '\xa0__Host-tx-abcdefghijkl', '__host-tx-ABCDEFGHIJKL']
  const others = [
    '__Host-session',
    '__Host-tx-abcdefghijkl',
    '__Host-other',
    'session',
    '__Host-tx-short',
    '\xa0session',
  ]
  for (const name of imitations) expect(isLookalike({ name, value: '' }), name).toBe(true)
  for (const name of others) expect(isLookalike({ name, value: '' }), name).toBe(false)
})

test('a header full of cookies is read in one pass', () => {
  const many = Array.from({ length: 5000 }, (_, at) => `c${at}=1`).join('; ')
  expect(find(`${many}; ${ours}=a`)).toEqual({ value: 'a' })
  expect(readCookies(';'.repeat(16_000))).toEqual([])
})
