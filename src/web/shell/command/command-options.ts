/** What the command field offers for what stands in it. */
import { environmentLabel } from '#domain/config/environment-text.ts'
import { pageRows } from '#domain/config/pages.ts'
import type { Recent } from '#domain/lists/recents.ts'
import { orchestrationStatusLabel, statusesWhere } from '#domain/orchestration/status.ts'
import { readPaste } from '#domain/paste/paste.ts'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { paths } from '#web/paths.ts'
import type { PageAction } from './keys.ts'

/** `lookup` is a text to look up as a paste is; `to` an address of this app; `action` one that the open page has bound. */
export type Option = {
  readonly key: string
  readonly label: string
  /** Beside the label, in the quiet voice. */
  readonly note?: string | undefined
  /** An id, in the letters of ids. */
  readonly code?: string | undefined
} & ({ readonly lookup: string } | { readonly to: string } | { readonly action: string })

/** Where one is: the environment, the names of all there are, and this page's origin. */
export type Here = { readonly environment: string; readonly environments: readonly string[]; readonly origin: string }

export type OptionGroup = { readonly title: string; readonly options: readonly Option[] }

const maxOptions = 8

/** What the paste reader makes of a text, in words; `isWord` when it may be any word. */
function asPasted(text: string, here: Here): { option: Option; isWord: boolean } {
  const paste = readPaste(text, here)
  const option = (label: string, code?: string, note?: string): Option => ({
    key: 'typed',
    lookup: text,
    label,
    code,
    note,
  })
  switch (paste.kind) {
    case 'id':
      return { option: option('Look up', paste.id), isWord: false }
    case 'link':
      return { option: option('Open the link', paste.id, environmentLabel(paste.environment)), isWord: false }
    case 'several':
      return {
        option: option(
          `Look up ${paste.ids.length.toLocaleString('en')} in ${environmentLabel(paste.environment ?? here.environment)}`,
        ),
        isWord: false,
      }
    case 'address':
      return { option: option('Open the link', paste.to, environmentLabel(paste.environment)), isWord: false }
    case 'hash':
      return { option: option('Look up the transaction', paste.hash), isWord: false }
    case 'incomplete':
      return { option: option('Look up', paste.text, "isn't a complete ID"), isWord: false }
    case 'reference':
      return { option: option('Look up the reference', paste.reference), isWord: true }
    case 'nothing':
      return { option: option('Look up', text.trim()), isWord: true }
  }
}

const recentOption = ({ environment, id, status, source_asset, destination_asset }: Recent): Option => ({
  key: id,
  label: orchestrationStatusLabel(readEnum(orchestrationStatuses, status)),
  code: id,
  note: [...new Set([source_asset, destination_asset].filter(Boolean))].join(' → '),
  to: paths.orchestration(environment, id),
})

const actionOption = ({ name, label, key }: PageAction): Option => ({ key: name, label, note: key, action: name })

const pagesOf = ({ environment, environments }: Here): readonly Option[] => [
  ...pageRows.flatMap(([name, { label, keys }]) =>
    label === undefined ? [] : [{ key: `page ${name}`, label, note: keys, to: paths.page(environment, name) }],
  ),
  {
    key: 'failed',
    label: 'Failed orchestrations',
    to: paths.orchestrations(
      environment,
      statusesWhere(({ isFailure, isApproval }) => isFailure && !isApproval).map(status => ['status', status]),
    ),
  },
  ...environments
    .filter(name => name !== environment)
    .map(name => ({ key: name, label: `Go to ${environmentLabel(name)}`, to: paths.lookup(name) })),
]

/**
 * What the text is as a paste, and what is an action of the open page, pinned, recent or a page and has the text in it. An id comes before all; what
 * may be any word comes after what it names here. Groups without options are left out.
 */
export function commandOptions(
  text: string,
  here: Here,
  recents: readonly Recent[],
  actions: readonly PageAction[] = [],
): readonly OptionGroup[] {
  const wanted = text.trim().toLowerCase()
  const has = ({ label, code = '', note = '' }: Option) => `${label} ${code} ${note}`.toLowerCase().includes(wanted)
  const some = (pinned: boolean) =>
    recents
      .filter(({ environment }) => environment === here.environment)
      .filter(one => one.pinned === pinned)
      .map(recentOption)
      .filter(has)
      .slice(0, maxOptions)
  const known = [
    { title: 'This page', options: actions.map(actionOption).filter(has) },
    { title: 'Pinned', options: some(true) },
    { title: 'Recent', options: some(false) },
    { title: 'Pages', options: pagesOf(here).filter(has) },
  ].filter(({ options }) => options.length > 0)
  if (wanted === '') return known
  const { option, isWord } = asPasted(text, here)
  const typed = { title: 'What you typed', options: [option] }
  return isWord ? [...known, typed] : [typed, ...known]
}
