import type { LookupProblem } from '#domain/problems/problem-text.ts'

/** The one error type of the app's data layer. What it means to a reader is `problemText(error.problem)`. */
export class LookupError extends Error {
  readonly problem: LookupProblem

  constructor(problem: LookupProblem) {
    super(problem.code)
    this.name = 'LookupError'
    this.problem = problem
  }
}

/** The problem behind anything that was thrown; a fault of the page's own is shown as an answer that couldn't be read. */
export function problemOf(error: unknown): LookupProblem {
  return error instanceof LookupError ? error.problem : { code: 'unreadable' }
}
