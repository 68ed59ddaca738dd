/**
 * A program that makes garbage as a busy server does, then is left alone, then is busy again. Prints the largest size of
 * its young generation in MB in each of the three times; run by the test of `heap.ts`.
 */
import { Session } from 'node:inspector/promises'
import { getHeapSpaceStatistics } from 'node:v8'
import { boundYoungGeneration } from '../heap.ts'

const youngMb = () =>
  (getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0) / 1024 / 1024

/** Some of it is kept for a while, as answers are. */
const kept: unknown[] = []

async function busy(): Promise<number> {
  let most = 0
  for (let round = 0; round < 300; round += 1) {
    for (let n = 0; n < 2000; n += 1) kept[(round * 2000 + n) % 20_000] = { text: `${round} ${n}`.repeat(8), n: [n] }
    most = Math.max(most, youngMb())
    // Observers are told between two turns.
    await new Promise(resolve => setImmediate(resolve))
  }
  return most
}

boundYoungGeneration()
const first = await busy()
const session = new Session()
session.connect()
// As V8 does by itself when nothing has happened for a while: it gives back what it can.
await session.post('HeapProfiler.collectGarbage')
const idle = youngMb()
process.stdout.write(JSON.stringify({ first, idle, again: await busy() }))
