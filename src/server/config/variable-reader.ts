/** Reads variables one by one and collects what is wrong with them. */
import { isLoopbackHost } from './loopback.ts'
import { Secret } from './secret.ts'
import { secretNames } from './variables.ts'

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export class VariableReader {
  readonly #variables: Readonly<Record<string, string | undefined>>
  readonly #readFile: (path: string) => string
  readonly faults: string[] = []
  /** Set once any live environment is meant, even one that is not completely configured. */
  sawLiveEnvironment = false

  constructor(variables: Readonly<Record<string, string | undefined>>, readFile: (path: string) => string) {
    this.#variables = variables
    this.#readFile = readFile
  }

  fault(name: string, what: string): undefined {
    this.faults.push(`${name} ${what}`)
    return undefined
  }

  /** Whether it is set to anything. An empty variable counts as unset, as compose files leave them. */
  has(name: string): boolean {
    return this.text(name) !== undefined || (secretNames.includes(name) && this.text(`${name}_FILE`) !== undefined)
  }

  text(name: string): string | undefined {
    return this.#variables[name]?.trim() || undefined
  }

  /** A secret, given itself or as a file. */
  secret(name: string): Secret | undefined {
    const value = this.text(name)
    const path = this.text(`${name}_FILE`)
    if (path === undefined) return value === undefined ? undefined : new Secret(value)
    if (value !== undefined) return this.fault(name, `is given twice: as itself and as ${name}_FILE`)
    let content: string
    try {
      content = this.#readFile(path).trim()
    } catch {
      return this.fault(`${name}_FILE`, `names a file that cannot be read: ${path}`)
    }
    return content ? new Secret(content) : this.fault(`${name}_FILE`, `names an empty file: ${path}`)
  }

  integer(name: string, fallback: number, { least, most }: { readonly least: number; readonly most: number }): number {
    const text = this.text(name)
    if (text === undefined) return fallback
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    this.fault(name, `must be a whole number from ${least} to ${most}`)
    return fallback
  }

  /** Comma separated; an element may be empty. */
  list(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map(item => item.trim())
  }

  /** In milliseconds, of text such as `30m`. */
  duration(name: string, fallback: number): number {
    const text = this.text(name)
    if (text === undefined) return fallback
    const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? []
    if (count !== undefined && unit !== undefined) return Number(count) * (unitMs[unit] ?? 0)
    this.fault(name, 'must be a duration such as 30m or 8h')
    return fallback
  }

  /** A part of a whole: a decimal number above 0 and up to 1, which it is when unset. */
  share(name: string): number {
    const text = this.text(name)
    const value = text === undefined ? 1 : /^(0?\.\d{1,6}|1(\.0+)?)$/.test(text) ? Number(text) : 0
    if (value > 0) return value
    this.fault(name, 'must be a number above 0 and up to 1')
    return 1
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)
    if (text === undefined) return fallback
    const choice = choices.find(one => one === text)
    if (choice !== undefined) return choice
    this.fault(name, `must be one of: ${choices.join(', ')}`)
    return fallback
  }

  /** An absolute URL: https, or http to loopback. Never with a user name or password, which would end up in logs. */
  url(name: string): URL | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !['http:', 'https:'].includes(url.protocol)) return this.fault(name, 'must be an absolute https URL')
    if (url.username || url.password) return this.fault(name, 'must not carry a user name or password')
    if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
      return this.fault(name, 'must be https; plain http is for loopback only')
    }
    return url
  }
}
