/** Reads a paste into the lookup box: one or many IDs, a reference, a link, a transaction hash, or a malformed ID. */

import { environmentLabel, notSetUpText } from '../config/environment-text.ts'
import { oneLine } from '../text/plain-text.ts'
import { plural } from '../text/plural.ts'
import { stripWrapping } from '../text/wrapping.ts'
import { brokenId } from './broken-id.ts'
import { type Decoded, decodeLayers } from './decode/layers.ts'
import { besideIds, type FoundId, findIds, undashedId, undashedIds } from './ids.ts'
import { type Label, labelBefore } from './label.ts'
import { type LinkedId, linkIds } from './links.ts'
import { readOwnLink } from './own-link.ts'
import { type Places, placesOf } from './places.ts'
import { rankIds } from './rank.ts'
import { gluedReference, readMixedList, readReferences } from './reference.ts'
import { countEach, hiddenText, type Paste, type PasteContext, using } from './result.ts'

export type { LinkedElsewhere, Paste, PasteContext } from './result.ts'

/** In UTF-16 code units, so at least 256 KiB of any text. */
export const maxPasteLength = 256 * 1024
const cutText = 'read the first 256 KiB only'

/**
 * Reads a paste in linear time; never throws. IDs take precedence over hashes, hashes over references.
 *
 * Encodings are decoded first, then IDs are found anywhere in the text, then the text's structure ranks them. Every ID in
 * the text is in the result, to be looked up or as left out.
 *
 * A lone word with an ID between other letters or dashes (`order-<id>-retry`) is a reference, since client systems write such
 * references. With a dot or another separator (`orchestration_id.<id>`), or inside a longer text, the ID counts.
 */
export function readPaste(pasted: string, context: PasteContext): Paste {
  const raw = withinLimit(pasted)
  const decoded = decodeLayers(raw)
  const did = [...hiddenText(decoded.hidden), ...(raw === pasted ? [] : [cutText])]
  const word = stripWrapping(decoded.outer.text)
  if (word === '') return { kind: 'nothing', notes: raw === pasted ? [] : [sentence(cutText)] }
  const found = withOuterIds(decoded)
  return (
    readOwnLink(decoded.outer.text, found.ids, context) ??
    readFound(found.text, found.ids, { decoded, did, word, context }) ??
    readWithoutIds(raw, word, decoded, did)
  )
}

/** Cut between IDs, if possible. */
function withinLimit(text: string): string {
  if (text.length <= maxPasteLength) return text
  const cut = text.slice(0, maxPasteLength)
  if (!/[\w%&#;=\\-]/.test(text.charAt(maxPasteLength))) return cut
  const tail = cut.slice(-400).search(/[^\w%&#;=\\-][\w%&#;=\\-]*$/)
  return tail < 0 ? cut : cut.slice(0, cut.length - 400 + tail)
}

/** The text with its IDs. If decoding destroyed an ID, which no real encoding does, the ID is put after the text. */
function withOuterIds({ outer, text }: Decoded): { text: string; ids: readonly FoundId[] } {
  const ids = findIds(text)
  if (outer.text === text) return { text, ids }
  const known = new Set(ids.map(({ id }) => id))
  const lost = findIds(outer.text).filter(({ id }) => !known.has(id))
  if (lost.length === 0) return { text, ids }
  const whole = [text, ...lost.map(({ id }) => id)].join('\n')
  return { text: whole, ids: findIds(whole) }
}

type Read = {
  readonly decoded: Decoded
  readonly did: readonly string[]
  readonly word: string
  readonly context: PasteContext
}

function readFound(text: string, found: readonly FoundId[], read: Read): Paste | undefined {
  if (found.length === 0) return undefined
  const mixed = found.length > maxMixed ? undefined : readMixedList(text)
  if (mixed) return mixed
  const linked = linkIds(text, found, read.context, isOneAddress.test(read.word))
  const ranked = rankIds(text, found, linked)
  const places = placesOf(found, linked, ranked, read.context.environment)
  const did = [...read.did, ...structureText(text, found, ranked.column, places.leftOut)]
  const others = {
    ...(places.leftOut.length === 0 ? {} : { leftOut: places.leftOut }),
    ...(places.elsewhere.length === 0 ? {} : { elsewhere: places.elsewhere }),
  }
  const [first, ...more] = places.ids
  if (first === undefined || more.length > 0) return { ...readSeveral(places, did, read.context), ...others }
  return { ...readOne(text, found, first.id, places.linkTo(first.id), { ...read, did }), ...others }
}

/** What was not used, and why. */
function structureText(
  text: string,
  found: readonly FoundId[],
  column: string | undefined,
  leftOut: readonly string[],
): readonly string[] {
  const broken = brokenId(besideIds(text, found, searchedForBroken), '')
  return [
    ...(column === undefined ? [] : [`read the column "${oneLine(column)}"`]),
    ...(broken ? [`left out ${broken.text}, which is not a complete ID`] : []),
    ...(leftOut.length === 0 ? [] : [`left out ${plural(leftOut.length, 'ID')} labelled as something else`]),
  ]
}

const isOneAddress = /^https?(?::|%)[^\s"'<>]*$/i

/** The part of a text with IDs that is searched for a malformed one. */
const searchedForBroken = 20_000
/** The maximum size of a batch. */
const maxMixed = 1000

function readSeveral({ ids, environment, linkTo }: Places, did: readonly string[], context: PasteContext): Paste {
  const notes = did.length === 0 ? [] : [using(`${ids.length} IDs`, did)]
  if (environment !== undefined)
    return {
      kind: 'several',
      ids,
      environment,
      notes: [...notes, `The links lead to ${environmentLabel(environment)}`],
    }
  const notSetUp = new Set<string>()
  for (const { id } of ids) {
    const link = linkTo(id)
    if (link && !link.isKnown) notSetUp.add(link.environment)
  }
  return { kind: 'several', ids, notes: [...notes, ...[...notSetUp].flatMap(name => elsewhereText(name, context))] }
}

/** "This link is for Production, which isn't set up here. Looking in Sandbox instead." */
const elsewhereText = (named: string, { environment }: PasteContext): readonly string[] => [
  `${notSetUpText(named)}${environment === undefined ? '' : ` Looking in ${environmentLabel(environment)} instead.`}`,
]

function readOne(
  text: string,
  found: readonly FoundId[],
  id: string,
  link: LinkedId['link'] | undefined,
  { decoded, did, word, context }: Read,
): Paste {
  const [only] = found
  const reference = found.length === 1 && only ? gluedReference(word, text, only) : undefined
  if (reference !== undefined)
    return {
      kind: 'reference',
      reference,
      contains: id,
      notes: reference === decoded.outer.text.trim() && did.length === 0 ? [] : [using(reference, did)],
    }
  const repairs = decoded.repairs.get(id) ?? []
  const note = using(id, [...did, ...repairs])
  if (!link) return { kind: 'id', id, notes: id === word && did.length === 0 ? [] : [note] }
  if (!link.isKnown) return { kind: 'id', id, notes: [note, ...elsewhereText(link.environment, context)] }
  const { environment, page, origin, seen } = link
  const isElsewhere = origin !== undefined && context.origin !== undefined && origin !== context.origin.toLowerCase()
  return {
    kind: 'link',
    environment,
    page,
    id,
    ...(seen === undefined ? {} : { seen }),
    notes: [
      ...(did.length + repairs.length === 0 ? [] : [note]),
      `The link leads to ${environmentLabel(environment)}${isElsewhere ? ` at ${origin}; opened here instead` : ''}`,
    ],
  }
}

function readWithoutIds(raw: string, word: string, decoded: Decoded, did: readonly string[]): Paste {
  const { text } = decoded
  const undashed = undashedId(word) ?? undashedId(stripWrapping(text))
  if (undashed !== undefined)
    return { kind: 'id', id: undashed, notes: [using(undashed, [...did, 'put the dashes in'])] }
  const [hash, ...others] = hashesIn(text)
  if (hash !== undefined) {
    const done = [...did, ...(others.length === 0 ? [] : ['the first of several hashes'])]
    return {
      kind: 'hash',
      hash,
      ...(others.length === 0 ? {} : { leftOut: others }),
      notes: hash === raw.trim() ? [] : [using(hash, done)],
    }
  }
  const counts = countEach(undashedIds(text).flatMap(one => (isOtherLabel(labelBefore(text, one)) ? [] : [one.id])))
  const [only, ...more] = counts.keys()
  if (only !== undefined) {
    const done = [...did, 'put the dashes in']
    if (more.length === 0) return { kind: 'id', id: only, notes: [using(only, done)] }
    const ids = [...counts].map(([id, count]) => ({ id, count }))
    return { kind: 'several', ids, notes: [using(`${ids.length} IDs`, done)] }
  }
  const broken = brokenId(text, word)
  if (broken) return { kind: 'incomplete', ...broken, notes: [] }
  const read = readReferences(raw, decoded.outer)
  return did.includes(cutText) ? { ...read, notes: [...read.notes, sentence(cutText)] } : read
}

/** A trace ID has the same digits. */
const isOtherLabel = (label: Label) => label === 'field' || label === 'word'

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The different hashes of a text. */
const hashesIn = (text: string): readonly string[] => [...new Set([...text.matchAll(hashes)].map(([hash]) => hash))]

/**
 * 64 hexadecimal digits with or without `0x`, or a base58 signature of 64 bytes. The first one in a text counts. The first
 * eight characters are written out, which lets engines skip most text quickly.
 */
const hashes = new RegExp(
  `(?<![0-9A-Za-z])(?=${'[0-9A-Za-z]'.repeat(8)})(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])`,
  'g',
)
