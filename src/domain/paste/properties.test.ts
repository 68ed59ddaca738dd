/** Properties of every paste, however large or hostile. paste.test.ts has the examples. */
import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { hostilePastes } from '../testing/hostile-pastes.ts'
import { cleanReference, cleanText } from './clean.ts'
import { type Paste, readPaste } from './paste.ts'

const context = { origin: 'https://ops.example', environments: ['production', 'sandbox', 'demo'] }
const read = (text: string): Paste => readPaste(text, context)

test('reads the first ten thousand of very many IDs, and says so', () => {
  const numbered = (n: number) => `${n.toString(16).padStart(8, '0')}-9c0d-1e2f-3a4b-c5d6e7f8a9b0`
  const list = (length: number) => Array.from({ length }, (_, n) => numbered(n)).join('\n')
  // An ID cut off by a limit is not reported as incomplete.
  for (const length of [541, 700, 9_999]) expect(read(list(length))).toMatchObject({ kind: 'several', notes: [] })
  const many = read(list(12_000))
  expect(many).toMatchObject({ notes: ['Using 10000 IDs (read the first 10,000 IDs only)'] })
  expect(many.kind === 'several' && many.ids.at(-1)?.id).toBe(numbered(9_999))
})

describe('properties', () => {
  const uuid = fc.uuid()
  /** Text that extends neither an ID nor a label: no letters, digits or dashes next to it. */
  const noise = fc.array(
    fc.constantFrom(
      ' ',
      '\n',
      '\t',
      '"',
      '“',
      '(',
      '}',
      ',',
      '.',
      '/',
      '=',
      'é',
      '漢',
      '🙂',
      '\u200b',
      '\ud800',
      ' xyz ',
      ' 12.5 ',
      '\u0000',
    ),
  )

  test('finds an ID in any surroundings', () => {
    fc.assert(
      fc.property(uuid, noise, noise, fc.boolean(), (one, before, after, isUpper) => {
        const paste = read(before.join('') + (isUpper ? one.toUpperCase() : one) + after.join(''))
        expect(paste).toMatchObject({ kind: 'id', id: one })
      }),
    )
  })

  test('finds an ID split anywhere by a line break or hidden character', () => {
    const split = fc.constantFrom('\n', '\r\n', '  \n  ', '\n> ', '\u200b', '\u00ad', '=\n')
    fc.assert(
      fc.property(uuid, fc.integer({ min: 1, max: 35 }), split, (one, at, between) => {
        expect(read(`(${one.slice(0, at)}${between}${one.slice(at)})`)).toMatchObject({ kind: 'id', id: one })
      }),
    )
  })

  test('a list returns each ID with its count, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(uuid, { minLength: 2, maxLength: 20 }),
        fc.constantFrom('\n', ', ', '\t', ' ', ';', '\r\n'),
        fc.nat({ max: 3 }),
        (many, separator, repeats) => {
          const text = [...many, ...Array.from({ length: repeats }, () => many[0])].join(separator)
          const ids = many.map((one, index) => ({ id: one, count: index === 0 ? 1 + repeats : 1 }))
          expect(read(text)).toEqual({ kind: 'several', ids, notes: [] })
        },
      ),
    )
  })

  test('never throws, and returns complete results', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.json()), text => {
        const paste = read(text)
        if (paste.kind === 'id') expect(paste.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
        if (paste.kind === 'reference') expect(paste.reference.trim()).toBe(paste.reference)
        if (paste.kind === 'reference') expect(paste.reference).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(uuid, noise, (one, around) => {
        const paste = read(around.join('') + one)
        expect(paste.kind === 'id' && read(paste.id)).toEqual({ kind: 'id', id: one, notes: [] })
      }),
    )
  })
})

describe('hostile pastes', () => {
  /** CPU time, which other programs hardly affect. */
  const millisecondsOf = (text: string) => {
    const start = process.threadCpuUsage()
    read(text)
    const { user, system } = process.threadCpuUsage(start)
    return (user + system) / 1000
  }
  const eighths = new Map(hostilePastes(40_000))

  // `npm run bench:paste` measures a megabyte.
  test.each(hostilePastes(320_000))('%s take time in proportion to their length', (name, text) => {
    const eighth = eighths.get(name) ?? ''
    // Eight times the length takes about eight times as long, or 64 times with a quadratic step. The constant allows for very
    // short times. One measurement may coincide with a garbage collection; three don't.
    const isLinear = () => millisecondsOf(text) < millisecondsOf(eighth) * 24 + 25
    expect(isLinear() || isLinear() || isLinear()).toBe(true)
  })
})

test('cleaning for IDs and cleaning as a reference agree', () => {
  const piece = fc.constantFrom(
    'a',
    '漢',
    'می',
    '👩',
    '\u200b',
    '\u200d',
    '\ufe0f',
    '\u00ad',
    '\u{e0041}',
    '\ud83d',
    'ﬃ',
    '\n',
  )
  let known = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const text = pieces.join('')
      const { asReference } = cleanText(text)
      if (asReference === undefined) return
      known += 1
      expect(asReference).toEqual(cleanReference(text))
    }),
  )
  expect(known).toBeGreaterThan(10)
})
