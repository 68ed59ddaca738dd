/**
 * Tolerant reading of upstream data. A field that is absent, null or empty is `undefined`; one of the wrong type is
 * `undefined` too and is reported as a problem. Nothing here throws.
 */
import * as v from 'valibot'

/** One unreadable field: its path (`source_transfer.status`) and what was there instead. */
export type ReadProblem = { readonly path: string; readonly expected: string; readonly received: string }

/** The value, and the fields that could not be read. */
export type Read<T> = { readonly value: T; readonly problems: readonly ReadProblem[] }

const text = v.string()
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const list = v.array(v.unknown())

/** Names the type of a JSON value for support staff: `text`, `a number`, `a list`, … */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    case 'object':
      return 'an object'
    default:
      return 'nothing'
  }
}

/** Reads the fields of one JSON object by name and collects the unreadable ones. */
export class FieldReader {
  private readonly fields: Readonly<Record<string, unknown>>
  private readonly at: string
  readonly problems: ReadProblem[]

  private constructor(fields: Readonly<Record<string, unknown>>, at: string, problems: ReadProblem[]) {
    this.fields = fields
    this.at = at
    this.problems = problems
  }

  /** Starts at the top of a document. A value that isn't an object is one problem and reads as an empty object. */
  static from(value: unknown): FieldReader {
    const problems: ReadProblem[] = []
    if (isObject(value)) return new FieldReader(value, '', problems)
    problems.push({ path: '', expected: 'an object', received: kindOf(value) })
    return new FieldReader({}, '', problems)
  }

  private get(name: string): unknown {
    // Own properties only: `constructor` or `__proto__` of the object itself is not data.
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined
    return value === null || value === '' ? undefined : value
  }

  private report(name: string, expected: string, value: unknown): undefined {
    this.problems.push({ path: this.at + name, expected, received: kindOf(value) })
    return undefined
  }

  private read<T>(name: string, schema: v.GenericSchema<unknown, T>, expected: string): T | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    const result = v.safeParse(schema, value)
    return result.success ? result.output : this.report(name, expected, value)
  }

  /** Text as sent; undefined when absent, null, empty or not text. */
  text(name: string): string | undefined {
    return this.read(name, text, 'text')
  }

  /** A whole number, or undefined. */
  count(name: string): number | undefined {
    return this.read(name, count, 'a whole number')
  }

  /** A nested object; undefined when absent or of another type, which is reported. */
  object(name: string): FieldReader | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    if (!isObject(value)) return this.report(name, 'an object', value)
    return new FieldReader(value, `${this.at}${name}.`, this.problems)
  }

  /** A list of anything; undefined when absent. */
  list(name: string): readonly unknown[] | undefined {
    return this.read(name, list, 'a list')
  }

  /** True when the field is present but null or empty text. */
  isEmpty(name: string): boolean {
    return Object.hasOwn(this.fields, name) && (this.fields[name] === null || this.fields[name] === '')
  }

  /** The names of fields whose value is neither null nor empty text. */
  names(): string[] {
    return Object.keys(this.fields).filter(name => this.get(name) !== undefined)
  }

  /** String-to-string pairs in the order sent. A value of another type is reported and left out. */
  pairs(name: string): readonly (readonly [string, string])[] {
    const inner = this.object(name)
    if (!inner) return []
    const pairs: [string, string][] = []
    for (const key of Object.keys(inner.fields)) {
      const value = inner.fields[key]
      if (typeof value === 'string') pairs.push([key, value])
      else if (value !== null) inner.report(key, 'text', value)
    }
    return pairs
  }

  /** Adds a problem that only the caller can detect, such as two rails instead of one. */
  complain(name: string, expected: string, received: string): void {
    this.problems.push({ path: this.at + name, expected, received })
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
