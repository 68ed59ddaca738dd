/**
 * The server without its limits: the rate budget allows too few forwarded reads to measure (30 a second), and the person
 * limit too few requests to simulate a thousand people. `BENCH_WITHOUT=budget,person-limit` selects them.
 */
import { run } from '../../src/server/program/run.ts'

const without = process.env.BENCH_WITHOUT ?? ''
await run(process.argv.slice(2), {
  ...(without.includes('budget') && {
    budget: { take: async () => 0 },
  }),
  ...(without.includes('person-limit') && {
    personLimit: { take: () => ({ allowed: true, remaining: 60, retryMs: 0 }) },
  }),
})
