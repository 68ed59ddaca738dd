/** The shape of a setting: one environment variable, how its text is read and what the documents say about it. */

/**
 * What is wrong with a value. Each reason is the rest of a sentence that begins with the variable's name; none of them
 * quotes the value, which may be a secret pasted into the wrong place.
 */
export class Invalid extends Error {
  readonly reasons: readonly string[]

  constructor(...reasons: readonly string[]) {
    super(reasons.join('\n'))
    this.name = 'Invalid'
    this.reasons = reasons
  }
}

export type Variable<T = unknown> = {
  /** Reads the text; throws `Invalid`. */
  readonly parse: (text: string) => T
  /** The text that stands for an unset variable. */
  readonly default?: string
  /** What the documents say in place of `default` where that depends on other settings. */
  readonly defaultNote?: string
  /** A secret can also be given as the path of a file, in the variable of the same name with `_FILE`. */
  readonly secret?: true
  /** The `AUTH_MODE` that this belongs to; it is refused with any other, and `required` with this one. */
  readonly mode?: 'oidc' | 'iap'
  readonly required?: true
  /** A name that other programs read too: nothing is taken for a misspelling of it. */
  readonly common?: true
  /** A value for `.env.example`, where the default is none. */
  readonly example?: string
  /** For `docs/operating.md` and `.env.example`: Markdown on one line. */
  readonly doc: string
}

export type Variables = Readonly<Record<string, Variable>>

type ValueOf<V> = V extends { readonly parse: (text: string) => infer T }
  ? V extends { readonly default: string }
    ? T
    : T | undefined
  : never

/** What a table of variables reads as: a value for each name, undefined for one that is unset and has no default. */
export type ValuesOf<Table extends Variables> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> }
