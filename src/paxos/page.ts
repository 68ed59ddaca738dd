/** One page of a list answer. */
import { FieldReader, type Read } from './read.ts'

/** `next` is the cursor of the following page, undefined on the last one. */
export type Page<T> = { readonly items: readonly Read<T>[]; readonly next: string | undefined }

/**
 * Reads a list answer: `items`, else the older array of the same answer (`orchestrations`, `rules`, `events`).
 * No list at all is reported as a problem and reads as an empty page.
 */
export function readPage<T>(json: unknown, olderName: string, readItem: (item: unknown) => Read<T>): Read<Page<T>> {
  const fields = FieldReader.from(json)
  const rows = fields.list('items') ?? fields.list(olderName)
  if (rows === undefined && fields.problems.length === 0) fields.complain('items', 'a list', 'nothing')
  return {
    value: { items: (rows ?? []).map(readItem), next: fields.text('next_page_cursor') },
    problems: fields.problems,
  }
}
