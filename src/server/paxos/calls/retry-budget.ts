/** Retries as a share of calls, so that an upstream in trouble is not sent more than it was asked for. */

/** The most that unused retries add up to. */
const most = 10

export type RetryBudget = { readonly called: () => void; readonly take: () => boolean }

/**
 * One retry per ten calls, rounded up: the first call may be retried, then the eleventh. Counted in tenths, since ten
 * times 0.1 is not 1.
 */
export function createRetryBudget(): RetryBudget {
  let tenths = 9
  return {
    called: () => {
      tenths = Math.min(tenths + 1, most * 10)
    },
    take: () => {
      if (tenths < 10) return false
      tenths -= 10
      return true
    },
  }
}
