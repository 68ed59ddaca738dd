/** Limits retries to a fraction of calls, so that retries don't add to an outage. */

/** How many unused retries can accumulate. */
const maxRetries = 10

export type RetryBudget = { readonly called: () => void; readonly take: () => boolean }

/**
 * One retry per ten calls, rounded up: the first call may be retried, then the eleventh. Counted in tenths, since ten
 * times 0.1 is not 1 in floating point.
 */
export function createRetryBudget(): RetryBudget {
  let tenths = 9
  return {
    called: () => {
      tenths = Math.min(tenths + 1, maxRetries * 10)
    },
    take: () => {
      if (tenths < 10) return false
      tenths -= 10
      return true
    },
  }
}
