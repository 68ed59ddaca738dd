import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { codeSpan, escapeHtml, escapeJira, escapeMarkdown, oneLine } from './plain-text.ts'

test.each([
  ['a\nb\r\nc\td', 'a b c d'],
  ['a\u2028b\u2029c\u0085d\u0000e\u007ff', 'a b c d e f'],
  ['pay \u202eme\u202c \u2066now\u2069', 'pay me now'],
  ['\ud800x', '\ufffdx'],
  ['  kept  ', '  kept  '],
  ['Ünïcode 支払い 👩‍👩‍👧', 'Ünïcode 支払い 👩‍👩‍👧'],
])('oneLine %j', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

test.each([
  ['Beneficiary address is not on the approved list.', 'Beneficiary address is not on the approved list.'],
  ['snake_case_word', 'snake_case_word'],
  ['_em_ and __strong__', '\\_em\\_ and \\_\\_strong\\_\\_'],
  ['**bold** `code` ~~gone~~', '\\*\\*bold\\*\\* \\`code\\` \\~\\~gone\\~\\~'],
  ['[click](javascript:x)', '\\[click\\](javascript:x)'],
  ['![img](http://x)', '!\\[img\\](http\\://x)'],
  ['<img src=x>', '\\<img src=x\\>'],
  ['a | b', 'a \\| b'],
  ['back\\slash', 'back\\\\slash'],
  ['&lt; & &amp', '\\&lt; & &amp'],
  ['see www.evil.example', 'see www\\.evil.example'],
])('escapeMarkdown %s', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped)
})

test.each([
  ['abc', '`abc`'],
  ['a`b', '``a`b``'],
  ['`a', '`` `a ``'],
  ['a``', '``` a`` ```'],
  [' a ', '`  a  `'],
  ['  ', '`  `'],
])('codeSpan %j', (text, span) => {
  expect(codeSpan(text)).toBe(span)
})

/** CommonMark: a run of backticks opens, the next run of the same length closes, one space each side comes off. */
function readSpan(span: string): string | undefined {
  const fence = /^`+/.exec(span)?.[0] ?? ''
  const runs = [...span.matchAll(/`+/g)].filter(({ 0: run }) => run.length === fence.length)
  if (runs.length !== 2 || runs[1]?.index !== span.length - fence.length) return undefined
  const inner = span.slice(fence.length, -fence.length)
  return /^ .*\S.* $|^ \S $/.test(inner) ? inner.slice(1, -1) : inner
}

test('a code span reads back with any content', () => {
  const text = fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\\', '*'), minLength: 1 })
  fc.assert(
    fc.property(text, content => {
      expect(readSpan(codeSpan(content))).toBe(content)
    }),
  )
})

test('a code span may have any number of runs of backticks', () => {
  expect(codeSpan('a`'.repeat(300_000))).toMatch(/^`` (a`)+ ``$/)
})

test('escapeHtml leaves nothing that opens a tag or entity, or ends an attribute', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;amp;&#60;/a&#62;',
  )
  fc.assert(
    fc.property(fc.string(), text => {
      const escaped = escapeHtml(text)
      expect(escaped).not.toMatch(/[<>"']|&(?!#\d\d;)/)
      expect(escaped.replace(/&#(\d\d);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(text)
    }),
  )
})

describe('escapeJira', () => {
  test.each([
    ['{color:red}x{color}', '\\{color:red\\}x\\{color\\}'],
    ['[link|http://x]', '\\[link\\|http&#58;//x\\]'],
    [String.raw`new\\line C:\dir`, 'new&#92;&#92;line C:&#92;dir'],
    ['-gone- kept-whole -', '\\-gone\\- kept-whole \\-'],
    ['(x) :) (left) www.evil.example &#92;', '&#40;x) &#58;) (left) www&#46;evil.example &#38;#92;'],
    ['*bold* !img.png! _em_', '\\*bold\\* \\!img.png\\! \\_em\\_'],
  ])('%s', (text, escaped) => {
    expect(escapeJira(text)).toBe(escaped)
  })

  const jiraText = fc.string({ unit: fc.constantFrom(...'\\{}[]|*_!^~+?-:;()/&#x9a wD') })
  const readJira = (markup: string) =>
    markup.replace(/\\([\s\S])|&#(\d+);/g, (_, mark, code) => mark ?? String.fromCharCode(Number(code)))

  test('reads back', () => {
    fc.assert(fc.property(jiraText, text => readJira(escapeJira(text)) === text))
  })
})
