/** Properties of every paste, however large or hostile. paste.test.ts has the examples. */
import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { hostilePastes } from '../testing/hostile-pastes.ts'
import { cleanReference, cleanText } from '../text/hidden-characters.ts'
import { maxPasteLength, type Paste, readPaste } from './paste.ts'

const context = { origin: 'https://ops.example', environments: ['production', 'sandbox', 'demo'] }
const read = (text: string): Paste => readPaste(text, context)

describe('the limit of 256 KiB', () => {
  const numbered = (n: number) => `${n.toString(16).padStart(8, '0')}-9c0d-1e2f-3a4b-c5d6e7f8a9b0`
  const list = (length: number) => Array.from({ length }, (_, n) => numbered(n)).join('\n')
  const most = Math.floor((maxPasteLength + 1) / 37)

  test('a paste up to it is read whole', () => {
    for (const length of [541, 700, most]) {
      const paste = read(list(length))
      expect(paste).toMatchObject({ kind: 'several', notes: [] })
      expect(paste.kind === 'several' && paste.ids.length).toBe(length)
    }
  })

  test('a longer one is cut between IDs, and says so', () => {
    for (const length of [most + 1, 12_000]) {
      const paste = read(list(length))
      expect(paste).toMatchObject({ notes: [`Using ${most} IDs (read the first 256 KiB only)`] })
      expect(paste.kind === 'several' && paste.ids.at(-1)?.id).toBe(numbered(most - 1))
    }
  })

  test('it says so also where it finds nothing, a hash or a reference', () => {
    const prose = 'lorem ipsum dolor sit amet, '.repeat(maxPasteLength / 20)
    const hash = '0xf4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
    const only = 'Read the first 256 KiB only'
    expect(read(prose)).toEqual({ kind: 'nothing', notes: [only] })
    expect(read(`ref_id: ORD-77\n${prose}`)).toMatchObject({ kind: 'reference', notes: ['Using ORD-77', only] })
    expect(read(hash + prose)).toMatchObject({ kind: 'nothing' })
    expect(read(`${hash} ${prose}`).notes).toEqual([`Using ${hash} (read the first 256 KiB only)`])
  })
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

describe('no ID is lost', () => {
  const uuid = fc.uuid()
  const ids = fc.uniqueArray(uuid, { minLength: 1, maxLength: 6 })
  const quotedPrintable = (text: string) =>
    text.replaceAll('=', '=3D').replace(/[^\n]{60}(?=[^\n])/g, part => `${part}=\r\n`)
  const entities = (text: string) =>
    text.replace(
      /[&<>"']/g,
      character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#39;',
    )
  /** What mail, logs, JSON and chats do to a text. */
  const layer = fc.constantFrom<(text: string) => string>(
    encodeURIComponent,
    text => encodeURIComponent(text).replaceAll('-', '%2D'),
    entities,
    text => entities(text).replaceAll('-', '&#45;'),
    text => entities(text).replaceAll('-', '&#x2D;'),
    text => JSON.stringify(text),
    text => JSON.stringify(text).replaceAll('-', '\\u002d'),
    text => text.replaceAll('\\', '\\x5C').replaceAll('"', '\\x22'),
    text => text.replace(/[\\"-]/g, character => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`),
    text => text.replace(/[\\_*{}[\]()#+.!|<>-]/g, '\\$&'),
    quotedPrintable,
  )
  const layers = fc.array(layer, { maxLength: 4 })
  /** Structures that may rank IDs, rightly or wrongly. */
  const structure = fc.constantFrom<(ids: readonly string[]) => string>(
    many => many.join('\n'),
    many => `Customer asks about a transfer.\n${many.join('\n')}`,
    many => `||Orchestration||Source transfer||\n${many.map(one => `|${one}|${many[0]}|`).join('\n')}`,
    many => `sep=;\n"id";"profile_id"\n${many.map(one => `"${one}";"${many[0]}"`).join('\n')}`,
    many => `Export\nprofile\torchestration\n${many.map(one => `${many[0]}\t${one}`).join('\n')}`,
    many =>
      `<table><tr><th>ID</th><th>Transfer</th></tr>${many.map(one => `<tr><td>${one}</td><td>${many[0]}</td></tr>`).join('\n')}</table>`,
    many =>
      JSON.stringify(
        Object.fromEntries(
          many.map((one, at) => [['id', 'profile_id', 'orchestration_id', 'text', 'object', 'x'][at], one]),
        ),
      ),
    many =>
      JSON.stringify(
        many.map(one => ({ id: one, object: { id: many[0] }, transfer: { id: many[1] ?? one } })),
        null,
        2,
      ),
    many =>
      many
        .map((one, at) => `${['orchestration', 'transfer', 'profile', 'see', 'Request ID:', 'id='][at]} ${one}`)
        .join(', '),
    many =>
      many
        .map((one, at) => `${['Orchestration ID', 'Source transfer', 'Profile', 'Note', 'Hi', 'ID'][at]}\n${one}`)
        .join('\n'),
    many => many.map(one => `https://ops.example/demo/orchestrations/${one}?x=${many[0]}`).join(' '),
    many => `https://ops.example/demo/orchestrations?id=${many.join(',')}`,
    many =>
      `https://filter.example/?e=${many[0]}&u=https://ops.example/demo/orchestrations/${many.at(-1)}&umid=${many[1] ?? many[0]}`,
  )
  const known = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
  /** Every ID that the reader gets: to look up, or named as left out. */
  const shown = (paste: Paste): ReadonlySet<string> =>
    new Set(JSON.stringify({ ...paste, notes: [] }).match(known) ?? [])

  test('in any structure, in up to four layers', () => {
    fc.assert(
      fc.property(ids, structure, layers, (many, write, around) => {
        const plain = write(many)
        const text = around.reduce((inner, encode) => encode(inner), plain)
        const result = [...shown(read(text))]
        const expected = new Set(plain.match(known))
        expect([...expected].filter(one => !result.includes(one))).toEqual([])
        // A line break encoded twice inside an ID may look like the beginning of another one: `%0A000000-…`.
        expect(result.filter(one => !expected.has(one) && !text.toLowerCase().includes(`%${one}`))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('between any marks', () => {
    const marks = fc
      .array(
        fc.constantFrom(
          ...'%&=\\|"\'<>{}[]()*_#;:,./?+~ \n\t',
          '%25',
          '&amp;',
          '\\n',
          '=\n',
          '=3D',
          '--',
          ' id ',
          ' transfer ',
          'http://',
          '/demo/',
          'orchestrations/',
          '?id=',
          '</td>',
          '<br>',
          '\u001b[',
        ),
        { maxLength: 8 },
      )
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.array(fc.tuple(marks, uuid), { minLength: 1, maxLength: 5 }), marks, (parts, end) => {
        // A letter before an ID would belong to it.
        const text =
          parts.map(([mark, one]) => `${mark}${/[\w-]$/.test(mark) ? ' ' : ''}${one}`).join(' ') +
          (/^[\w-]/.test(end) ? ' ' : '') +
          end
        const expected = [...new Set(parts.map(([, one]) => one))].toSorted()
        expect([...shown(read(text))].filter(one => expected.includes(one)).toSorted()).toEqual(expected)
      }),
      { numRuns: 3000 },
    )
  })

  test('behind a fifth layer an ID stays hidden: the work is bounded', () => {
    const id = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
    expect(shown(read(id.replaceAll('-', '%2525252D')))).toEqual(new Set([id]))
    expect(shown(read(id.replaceAll('-', '%252525252D'))).size).toBe(0)
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
