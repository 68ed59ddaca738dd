/** Reads a table of variables and collects what is wrong with them. */
import { isSetByKubernetes } from './kubernetes.ts'
import { Invalid, type ValuesOf, type Variable, type Variables } from './variable.ts'

type Environment = Readonly<Record<string, string | undefined>>

export class VariableReader<Table extends Variables> {
  readonly #environment: Environment
  readonly #readFile: (path: string) => string
  readonly #table: Table
  readonly #bad = new Set<string>()
  /** Sentences, each beginning with the name of a variable. */
  readonly problems: string[] = []

  /** `readFile` gives the text of a secret's file, or throws `Invalid`. */
  constructor(table: Table, environment: Environment, readFile: (path: string) => string) {
    this.#table = table
    this.#environment = environment
    this.#readFile = readFile
  }

  problem(name: string, what: string): void {
    this.problems.push(`${name} ${what}`)
  }

  /** All values. One that cannot be read is a problem, and stands as if the variable were unset. */
  read(): ValuesOf<Table> {
    const values = Object.entries(this.#table).map(([name, variable]) => [name, this.#value(name, variable)])
    return Object.fromEntries(values)
  }

  /** Whether the variable, or for a secret the one of its file, is set to anything. */
  isSet(name: keyof Table & string): boolean {
    return (
      this.#text(name) !== undefined || (this.#table[name]?.secret === true && this.#text(`${name}_FILE`) !== undefined)
    )
  }

  /** Whether the variable is set to something that cannot be read. */
  isBad(name: keyof Table & string): boolean {
    return this.#bad.has(name)
  }

  /** An empty variable counts as unset: Compose files leave them like that. */
  #text(name: string): string | undefined {
    const text = this.#environment[name]?.trim()
    return text && !isSetByKubernetes(name, text) ? text : undefined
  }

  #value(name: string, variable: Variable): unknown {
    const text = this.#text(name)
    const path = variable.secret && this.#text(`${name}_FILE`)
    const shown = path === undefined || text !== undefined ? name : `${name} (from ${name}_FILE)`
    const value = this.#attempt(shown, () => {
      if (path === undefined) return text === undefined ? undefined : variable.parse(text)
      if (text !== undefined) throw new Invalid(`and ${name}_FILE are both set: choose one`)
      const content = this.#attempt(`${name}_FILE`, () => this.#readFile(path))
      return content === undefined ? undefined : variable.parse(content)
    })
    if (value === undefined && (text ?? path) !== undefined) this.#bad.add(name)
    if (value !== undefined || variable.default === undefined) return value
    return variable.parse(variable.default)
  }

  #attempt<T>(name: string, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      for (const reason of error.reasons) this.problem(name, reason)
      return undefined
    }
  }
}
