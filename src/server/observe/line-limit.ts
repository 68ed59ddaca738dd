/**
 * Limits the log lines that strangers can cause. Every line that someone who isn't signed in can cause passes here. Beyond
 * a rate per kind, lines are counted instead, and one line reports the count when the burst is over.
 */
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { createTokenBucket, type Rate } from '../token-bucket.ts'
import { atLeastInfo } from './log.ts'

/** Per kind, and per route for request lines: more than the probes of several load balancers cause. */
const rateOfEach: Rate = { burst: 100, perSecond: 5 }
/** For all together: 9 kB a second. */
const rateOfAll: Rate = { burst: 500, perSecond: 30 }
/** A burst is over when no line was left out for this long. */
const lookEveryMs = 1000
/** One that goes on is reported every minute. */
const maxLooks = 60

export type LineKind = 'request' | 'csp_violation' | 'internal_error' | 'sign_in_failed' | 'denied' | 'refused'

export type LineLimit = {
  /** Whether one more line may be written. `route` tells request lines apart, so that one route doesn't silence others. */
  readonly admits: (kind: LineKind, route?: string) => boolean
  /** Reports what was left out until now. */
  readonly close: () => void
}

type Deps = {
  readonly log: Logger
  readonly metrics: { readonly lineSuppressed: (kind: LineKind) => void }
  readonly clock: Pick<Clock, 'now'>
}

type Series = {
  readonly kind: LineKind
  readonly route: string | undefined
  readonly take: () => number
  suppressed: number
  /** How many there were at the last look, and how many looks ago it began. */
  seen: number
  looks: number
}

export function createLineLimit({ log, metrics, clock }: Deps): LineLimit {
  const always = atLeastInfo(log)
  const takeOfAll = createTokenBucket(rateOfAll, clock)
  const all = new Map<string, Series>()
  let timer: NodeJS.Timeout | undefined

  function report(series: Series) {
    const { kind, route, suppressed } = series
    always.warn(
      { event: 'log_lines_suppressed', kind, route, lines: suppressed },
      'more lines than strangers may cause',
    )
    series.suppressed = 0
  }

  function look() {
    let goesOn = false
    for (const series of all.values()) {
      if (series.suppressed === 0) continue
      series.looks += 1
      const isOver = series.suppressed === series.seen || series.looks >= maxLooks
      series.seen = series.suppressed
      if (isOver) report(series)
      else goesOn = true
    }
    if (!goesOn) stopLooking()
  }

  function stopLooking() {
    clearInterval(timer)
    timer = undefined
  }

  return {
    admits: (kind, route) => {
      const name = route === undefined ? kind : `${kind} ${route}`
      const series = all.get(name) ?? {
        kind,
        route,
        take: createTokenBucket(rateOfEach, clock),
        suppressed: 0,
        seen: 0,
        looks: 0,
      }
      all.set(name, series)
      if (series.take() === 0 && takeOfAll() === 0) return true
      if (series.suppressed === 0) Object.assign(series, { seen: 0, looks: 0 })
      series.suppressed += 1
      metrics.lineSuppressed(kind)
      timer ??= setInterval(look, lookEveryMs).unref()
      return false
    },
    close: () => {
      stopLooking()
      for (const series of all.values()) if (series.suppressed > 0) report(series)
    },
  }
}
