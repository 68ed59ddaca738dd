/** Long pastes that would slow down a careless reader, for the growth test and the bench. */

const id = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const id2 = '35e3d34d-5552-4185-9583-d6b2856291c0'
const hash = '0xf4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'

/** A long list of distinct IDs. */
const manyIds = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index.toString(16).padStart(8, '0')}${id.slice(8)}`)

const fullWidth = (character: string) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)
const bytes = (text: string) => new TextEncoder().encode(text).length

/** The kinds by name, each with about that many bytes of UTF-8. */
export function hostilePastes(size: number): readonly (readonly [name: string, text: string])[] {
  const of = (unit: string) => unit.repeat(Math.ceil(size / bytes(unit)))
  const ids = manyIds(Math.ceil(size / 37))
  const columns = Array.from({ length: 200 }, (_, index) => (index === 150 ? 'id' : `c${index}`))
  const row = columns.map(name => (name === 'id' ? id : 'value'))
  return [
    ['prose', of('lorem ipsum dolor sit amet, ')],
    ['hexadecimal digits', of('a')],
    ['hexadecimal digits of all kinds', of('0123456789abcdefABCDEF')],
    ['digits and dashes', of('a1b2c3d4-')],
    ['almost ids', of('e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b ')],
    ['ids one character too long', of(`${id}1 `)],
    ['ids with a letter that none has', of(`${id.slice(0, 35)}O\n`)],
    ['the same id, one to a line', of(`${id}\n`)],
    ['different ids, one to a line', ids.join('\n')],
    ['different ids, separated by commas', ids.join(',')],
    ['different ids in upper case', ids.join('\n').toUpperCase()],
    ['different ids with look-alike dashes', ids.join(' ').replaceAll('-', '–')],
    ['different ids in quoted mail', ids.map(one => `> > ${one}`).join('\n')],
    ['different ids after labels', ids.map(one => `profile_id: ${one}`).join('\n')],
    ['ids broken over two lines', of(`${id.slice(0, 20)}\n> ${id.slice(20)}\n`)],
    ['ids in JSON', of(`{"profile_id": "${id}"},`)],
    ['events in JSON', of(`{"object": {"id": "${id}"}},`)],
    ['deeply nested JSON', of('{"a":[')],
    ['nested objects before an id', of(`"object": { "x": 1, "id": "${id}"`)],
    ['single characters on lines of their own', of('a\n')],
    ['broken lines with quote marks', of('a        \n> > > > > ')],
    ['quoted mail', of('> ')],
    ['less-than signs', of('<')],
    ['per cent signs', of('%')],
    ['escapes', of('%22')],
    ['escapes before ids', of(`%2522${id}%2522`)],
    ['spaces', of(' ')],
    ['line breaks', of('\n')],
    ['line breaks of Windows', of('\r\n')],
    ['commas', of(',')],
    ['tabs', of('\t')],
    ['quotes', of('"')],
    ['quotes to a line', of('""""""""\n')],
    ['open brackets', of('(')],
    ['dots', of('.')],
    ['zero-width spaces', of('\u200b')],
    ['zero-width spaces between letters', of('a\u200b')],
    ['joiners between letters', of('a\u200d')],
    ['base58', of('z')],
    ['base58 of the length of a signature', of(`${'z'.repeat(88)} `)],
    ['base58 just too long', of(`${'z'.repeat(89)} `)],
    ['URLs', of('https://ops.example/production/orchestrations/x ')],
    ['one URL with an id', of(`https://ops.example/production/orchestrations/${id}?seen=FAILED~20260420T123410Z `)],
    ['links to Paxos', of(`https://dashboard.paxos.com/${id} `)],
    ['a link to this product that never ends', `https://ops.example/demo?${of('x')}`],
    ['a URL that never ends, of ids', `https://ops.example/demo/orchestrations?id=${ids.join('/')}`],
    ['labels', of('ref_id: ')],
    ['compatibility characters', of('ﷺ')],
    ['characters that unfold', of('㌖')],
    ['characters with many marks', of('e\u0301\u0323')],
    ['a table', `id,profile_id\n${of(`${id},${id2}\n`)}`],
    ['a table with quotes', `"id","b"\n${of(`"${id}","x, y"\n`)}`],
    ['a table of one column', `id\n${ids.join('\n')}`],
    ['a table of two hundred columns', `${columns.join(',')}\n${of(`${row.join(',')}\n`)}`],
    ['a table of two hundred columns with quotes', `${columns.join(',')}\n${of(`"${row.join('","')}"\n`)}`],
    ['a table with a quote that is never closed', `id,b\n"${of(`${id},`)}`],
    ['a Markdown table', `| a | id |\n|---|---|\n${of(`| ${id2} | \`${id}\` |\n`)}`],
    ['a table of short cells', `id,b\n${of('1,\n')}`],
    ['a table of rows too short', `a,b,c,id\n${of('x,y\n')}`],
    ['a head that is none', `id,${of('a,')}`],
    ['ids and references', of(`${id}\nORD-77\n`)],
    ['a few ids among references', `${id}\n${of('ORD-77\n')}`],
    ['references, one to a line', of('ORD-77\n')],
    ['different references, one to a line', ids.map((_, index) => `ORD-${index}`).join('\n')],
    ['hashes', of(`${hash} `)],
    ['different hashes', ids.map(one => `0x${one.slice(0, 8)}${hash.slice(10)}`).join('\n')],
    ['an id to a line, between letters', of(`x${id}y\n`)],
    ['dashes where an id has them', of('----')],
    ['groups of four', of('abcd-')],
    ['hexadecimal words and dashes, to a line', of('a1b2c3d4-\n')],
    ['hexadecimal digits before a line break', `${of('a')}-\n`],
    [
      'full-width ids',
      ids
        .slice(0, ids.length / 3)
        .join('\n')
        .replace(/[^\n]/g, fullWidth),
    ],
    ['numbers in brackets', of('⑽')],
    ['ligatures', of('ﬃ')],
    ['id beginnings', of('e5f6a7b8-9c0d-1e2f-3a4b-\n')],
    ['dashes', of('-')],
    ['spaced dashes', of('a - ')],
    ['letters and dashes', of('x-')],
    ['other scripts', of('支払い-№42 ')],
    ['emoji', of('👩‍👩‍👧 ')],
    ['emoji to a line', of('👩‍👩‍👧\n')],
    ['emoji, and a reference in the end', `${of('👩‍👩‍👧 ')}ref: ORD-77`],
    ['half characters', of('\ud800')],
    ['tags', of('\u{e0041}')],
    ['tags between letters', of('a\u{e0041}')],
    ['joiners that belong', of('می\u200cخواهم ')],
    ['joiners that belong, and a reference in the end', `${of('می\u200cخواهم ')}ref: ORD-77`],
    ['joiners between characters that never join', of('漢\u200d')],
    ['joiners between such characters, and a reference in the end', `${of('漢\u200d')} ref: ORD-77`],
    ['lines of prose with hidden characters', of('Dear all\n\u200b')],
    ['lines of prose with hidden characters, and a reference in the end', `${of('Dear all\n\u200b')} ref: x`],
    ['hidden characters before line breaks', of('x\u200b\n')],
    ['letters of Korean that make syllables', of('\u1112\u1161\u11ab')],
    ['prose with one character beyond ASCII', `${of('lorem ipsum dolor sit amet, ')}\u00e9`],
    ['different ids in upper case with look-alike dashes', ids.join('\n').toUpperCase().replaceAll('-', '\u2011')],
    ['hexadecimal digits on lines of their own, and a dash', `${of('a\n')}-`],
    ['hexadecimal digits and dashes on lines of their own', of('a1b2c3d4\n-\n')],
    ['ids broken behind escapes', of(`%22${id.slice(0, 20)}\n${id.slice(20)}`)],
    ['escapes and dashes to a line', of('%22-\n')],
    ['addresses in addresses', of('https://ops.example/demo?u=https%3A%2F%2Fops.example%2Fdemo%3Fu%3D')],
    ['quotes in quotes', of('“„‘«')],
  ]
}
