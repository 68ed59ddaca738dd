/**
 * The program without what would refuse: what a forwarded read costs can't be measured at the 30 a second that the rate
 * budget lets through, nor a thousand people be played on one machine without sign-in, which may ask 200 times a second.
 * `BENCH_WITHOUT=budget,person-limit` says which.
 */
import { run } from '../../src/server/run.ts'

const without = process.env.BENCH_WITHOUT ?? ''
await run(process.argv.slice(2), {
  ...(without.includes('budget') && {
    budget: { take: async () => 0 },
  }),
  ...(without.includes('person-limit') && {
    personLimit: { take: () => ({ allowed: true, remaining: 60, retryMs: 0 }) },
  }),
})
