/** Reads this product's own addresses as mail and chat tools leave them: with a full stop, a bracket or markup behind, or escaped. */
import { idFolders } from '../config/pages.ts'
import { decodeEntities } from '../text/entities.ts'
import { oneLine } from '../text/plain-text.ts'
import { stripWrapping } from '../text/wrapping.ts'
import { readSeen } from './seen.ts'

export type MendedAddress = {
  /** Path and query, from the first slash on. The text itself if there was nothing to mend. */
  readonly address: string
  /** What was left out, in order, as it would be read. */
  readonly dropped: readonly string[]
}

const uuid = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'
const seenValue = /[A-Z_]{1,32}~\d{8}T\d{6}Z/
/** Addresses are escaped at most this many times. */
const maxDepth = 4
/** Text of these parameters is looked up as it is, and without its punctuation. */
const isFreeText = (name: string) => name === 'q' || name === 'ref_id'
const knownParameter = /^(?:id|ref|ref_id|q|seen|of|sort|show)=/

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Undoes an encoding however often it was applied, up to the limit. */
function fixedPoint(text: string, decode: (text: string) => string): string {
  let decoded = text
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const next = decode(decoded)
    if (next === decoded) break
    decoded = next
  }
  return decoded
}

/** Never throws. An address that this product wrote is returned as it is. */
export function mendAddress(address: string): MendedAddress {
  const dropped: string[] = []
  const drop = (text: string) => {
    if (/[^\s,;+&]/.test(text)) dropped.push(text.trim())
  }
  // Removing one mark may uncover another.
  const mended = fixedPoint(address, text => mendOnce(text, drop))
  return { address: mended, dropped }
}

function mendOnce(address: string, drop: (text: string) => void): string {
  const plain = fixedPoint(address, decodeEntities)
  const mark = plain.indexOf('?')
  const [path, moved] = mendPath(mark < 0 ? plain : plain.slice(0, mark), drop)
  const query = [moved, mark < 0 ? '' : plain.slice(mark + 1)].filter(part => part !== '').join('&')
  if (query === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}${mendQuery(query, drop)}`
}

const slashBeforeId = new RegExp(`%(?:25){0,3}2f(?=\\W{0,20}${uuid})`, 'gi')

/** `/demo/orchestrations/{id}).` and the like, and a query that was escaped into the path. */
function mendPath(raw: string, drop: (text: string) => void): readonly [path: string, query: string] {
  const path = raw.replace(slashBeforeId, '/')
  const escaped = /%(?:25){0,3}3f/i.exec(path)
  if (escaped && !new RegExp(`/${uuid}`).test(path.slice(0, escaped.index))) {
    const query = fixedPoint(path.slice(escaped.index), decodeOnce).slice(1)
    return [mendPath(path.slice(0, escaped.index), drop)[0], query]
  }
  const [, environment = '', folder = '', ...rest] = path.split('/')
  const named = wordOf(folder)
  const tail = fixedPoint(rest.join('/'), decodeOnce)
  if (!idFolders.includes(named) || tail === '') {
    // The last segment is a name, of an environment or a page.
    const segments = path.split('/')
    const last = segments.findLastIndex(segment => segment !== '')
    return [segments.map((segment, index) => (index === last ? mendWord(segment, drop) : segment)).join('/'), '']
  }
  const [, before = '', id = '', after = ''] = new RegExp(`^(\\W{0,20})(${uuid})(?![\\w-])(.*)$`, 's').exec(tail) ?? []
  if (id === '') return [raw, '']
  if (`${before}${after}` === '') return [path, '']
  const others = idsIn(after)
  if (named === 'orchestrations' && others.length > 0)
    return [`/${environment}/${named}?id=${[id, ...others].join(',')}`, '']
  const start = after.search(/[?&](?:amp;)*seen=/)
  drop(before)
  drop(start < 0 ? after : after.slice(0, start))
  return [`/${environment}/${named}/${id}`, start < 0 ? '' : after.slice(start + 1)]
}

const wordOf = (segment: string) => /^[\w-]+/.exec(decodeOnce(segment))?.[0] ?? segment

function mendWord(segment: string, drop: (text: string) => void): string {
  const word = wordOf(segment)
  const rest = decodeOnce(segment).slice(word.length)
  if (rest === '' || rest.startsWith('/') || idsIn(rest).length > 0) return segment
  drop(rest)
  return word
}

function mendQuery(query: string, drop: (text: string) => void): string {
  const parts = query.split('&')
  const last = parts.findLastIndex(part => part !== '')
  return parts
    .map((raw, index) => {
      const part = withPlainName(raw)
      const equals = part.indexOf('=')
      if (equals < 0) return part
      const name = part.slice(0, equals)
      const value = decodeOnce(part.slice(equals + 1).replaceAll('+', ' '))
      const mended = mendValue(name, value, index === last, drop)
      return mended === value ? part : `${name}=${encodeURIComponent(mended.toWellFormed()).replaceAll('%2C', ',')}`
    })
    .join('&')
}

/** `amp;id=…` and `id%3D…` are `id=…`. */
function withPlainName(part: string): string {
  const plain = part.replace(/^(?:(?:amp;|%20|\s|\?)+)(?=\w+=)/i, '')
  if (plain.includes('=')) return plain
  const decoded = fixedPoint(plain, decodeOnce)
  return knownParameter.test(decoded) ? decoded : plain
}

function mendValue(name: string, value: string, isLast: boolean, drop: (text: string) => void): string {
  if (name === 'id') return mendIds(value, isLast, drop)
  if (name === 'seen') return mendSeen(value, drop)
  return isLast && !isFreeText(name) ? withoutTail(value, drop) : value
}

const wholeIds = new RegExp(`(?<![\\w-])${uuid}(?:\\*\\d{1,4})?(?![\\w-])`, 'g')
const idsIn = (text: string): readonly string[] => text.match(wholeIds) ?? []

/** `a,b*2).`: the IDs, and every entry without one as it stands. */
function mendIds(value: string, isLast: boolean, drop: (text: string) => void): string {
  const entries = fixedPoint(value, decodeOnce).split(',')
  const mended = entries.flatMap((entry, index) => {
    const ids = idsIn(entry)
    if (ids.length === 0) return [isLast && index === entries.length - 1 ? withoutTail(entry, drop) : entry]
    const others = ids.reduce((left, id) => left.replace(id, ' '), entry)
    for (const other of others.split(' ')) drop(other)
    return ids
  })
  while (mended.length > 1 && mended.at(-1)?.trim() === '') mended.pop()
  return mended.join(',')
}

function mendSeen(value: string, drop: (text: string) => void): string {
  const decoded = fixedPoint(value, decodeOnce)
  const seen = seenValue.exec(decoded)?.[0]
  if (seen === undefined || !readSeen(seen)) return value
  drop(decoded.replace(seen, ''))
  return seen
}

/** Of a value at the end of an address: markup, and punctuation that closes nothing in it. */
function withoutTail(value: string, drop: (text: string) => void): string {
  const text = value.replace(/(?:<[^<>]*>?|\*\*|\\)+$/, '')
  const stripped = stripWrapping(text)
  if (stripped === '' || stripped === value) return value
  drop(value.slice(value.indexOf(stripped) + stripped.length))
  return stripped
}

/** `Left out of the link: ")."`; undefined if nothing was. */
export function droppedText(dropped: readonly string[]): string | undefined {
  if (dropped.length === 0) return undefined
  const shown = dropped.map(text => `"${oneLine(text.length > 40 ? `${text.slice(0, 40)}…` : text)}"`)
  return `Left out of the link: ${shown.join(', ')}`
}
