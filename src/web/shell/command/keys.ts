/** What each key does, in words: for the help sheet, and for the command field, which offers what the open page has bound. */
import { type PageRow, pages } from '#domain/config/pages.ts'

const placed = Object.values<PageRow>(pages).filter(({ keys }) => keys !== undefined)

type KeyRow = readonly [keys: readonly string[], does: string]

/** Keys of what is on the page: the command field offers them too, in this order. */
const pageKeys: readonly KeyRow[] = [
  [['c'], 'Copy for ticket'],
  [['l'], 'Copy link'],
  [['i'], 'Copy ID'],
  [['s'], 'Pin or unpin'],
  [['r'], 'Check now'],
  [['p'], 'Pause or resume live updates'],
  [['v'], 'Toggle raw JSON'],
  [['['], 'Previous of the batch'],
  [[']'], 'Next of the batch'],
  [['t'], 'Switch between UTC and local time'],
  [['?'], 'Keyboard shortcuts'],
]

/** Actions without a key. */
const keyless: readonly (readonly [name: string, does: string])[] = [
  ['action print', 'Print'],
  ['action pack', 'Download escalation pack'],
  ['action refresh', 'Refresh the open orchestrations'],
  ['action csv', 'Save as CSV'],
  ['action xlsx', 'Save as Excel file'],
]

/** An action of the open page: `name` as it is bound, `key` where it has one. */
export type PageAction = { readonly name: string; readonly label: string; readonly key: string | undefined }

/** What of `bound` the command field offers. */
export const actionsOf = (bound: readonly string[]): readonly PageAction[] =>
  [
    ...pageKeys.map(([[key = ''], label]): PageAction => ({ name: key, label, key })),
    ...keyless.map(([name, label]): PageAction => ({ name, label, key: undefined })),
  ].filter(({ name }) => bound.includes(name))

/** Every key, for the help sheet. */
export const allKeys: readonly KeyRow[] = [
  [['/'], 'Search'],
  [['Ctrl K', '⌘ K'], 'Go to anything: a paste, recent, pinned, actions, pages'],
  [
    placed.map(({ keys }) => keys ?? ''),
    `Go to ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(placed.map(({ place }) => place ?? ''))}`,
  ],
  [['j', 'k'], 'Next or previous row of a list; Enter opens it'],
  ...pageKeys,
  [['Esc'], 'Close'],
]
