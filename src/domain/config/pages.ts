/** The pages of the app, one row each: what its router, its menus and keys, the server and the paste reader know of them. */

export type PageRow = {
  /** Below `/{environment}`. With `:id`, a pasted link to it is read as a link to that ID. */
  readonly path: string
  /** Of the command field's list of pages. */
  readonly label?: string
  /** In the header. */
  readonly nav?: string
  /** Keys that lead there, and how the help sheet names the place. */
  readonly keys?: string
  readonly place?: string
}

export const pages = {
  lookup: { path: '', label: 'Look up an orchestration', keys: 'g h', place: 'lookup' },
  smartLink: { path: 'lookup' },
  orchestrations: {
    path: 'orchestrations',
    label: 'Browse orchestrations',
    nav: 'Browse',
    keys: 'g b',
    place: 'browse',
  },
  orchestration: { path: 'orchestrations/:id' },
  rules: { path: 'rules', label: 'Rules', nav: 'Rules', keys: 'g r', place: 'rules' },
  rule: { path: 'rules/:id' },
  transfer: { path: 'transfers/:id' },
  identity: { path: 'identities/:id' },
} as const satisfies Record<string, PageRow>

export type PageName = keyof typeof pages

/** A page whose address names an ID. */
export type IdPage = {
  [Name in PageName]: (typeof pages)[Name]['path'] extends `${string}:id` ? Name : never
}[PageName]

export const pageRows = Object.entries(pages) as readonly (readonly [PageName, PageRow])[]

const idPages = new Map(
  pageRows.flatMap(([name, { path }]) =>
    path.endsWith('/:id') ? [[path.slice(0, -'/:id'.length), name as IdPage]] : [],
  ),
)

/** The page of an address that ends in an ID, by what stands before the ID: "orchestrations" → `orchestration`. */
export const idPageAt = (folder: string): IdPage | undefined => idPages.get(folder)

/** What stands before the ID in such addresses. */
export const idFolders: readonly string[] = [...idPages.keys()]

/** The path of a page, percent-encoded; `id` for a page that names one. */
export function pagePath(environment: string, page: PageName, id = ''): string {
  const { path } = pages[page]
  const below = path.replace(':id', () => encodeURIComponent(id))
  return `/${encodeURIComponent(environment)}${below === '' ? '' : `/${below}`}`
}
