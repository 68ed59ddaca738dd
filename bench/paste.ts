/**
 * The paste reader on 256 KiB of every hostile kind, the most it reads: the first read of a program that has just started, and
 * the slowest of those that follow, in processor time of the thread that reads. Budget: 50 ms each; exits with 1 when one is
 * missed. `npm run bench:paste`, or `npm run bench:paste -- ids` for the kinds with that word in their names.
 */
import { Worker } from 'node:worker_threads'
import { hostilePastes } from '../src/domain/testing/hostile-pastes.ts'

const runs = Number(process.env.RUNS ?? 7)
const budgetMs = 50
const size = 256 * 1024

/** Reads the text in an engine of its own, which has compiled nothing yet. In milliseconds, in the order of the runs. */
function timesOf(text: string): Promise<readonly number[]> {
  const worker = new Worker(new URL('paste/reader.ts', import.meta.url), { workerData: { text, runs } })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

const only = process.argv[2]
const results: { name: string; first: number; worst: number; median: number }[] = []
for (const [name, text] of hostilePastes(size)) {
  if (only !== undefined && !name.includes(only)) continue
  const [first = Number.NaN, ...warm] = await timesOf(text)
  const sorted = warm.toSorted((a, b) => a - b)
  results.push({
    name,
    first,
    worst: sorted.at(-1) ?? Number.NaN,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
  })
}
results.sort((a, b) => Math.max(b.first, b.worst) - Math.max(a.first, a.worst))
const ms = (value: number) => value.toFixed(1).padStart(6)
console.log(`256 KiB of each kind, in ms of ${budgetMs}: first read, slowest and median of ${runs - 1} more`)
for (const { name, first, worst, median } of results)
  console.log(
    `${first > budgetMs || worst > budgetMs ? 'OVER' : 'ok  '} ${ms(first)} ${ms(worst)} ${ms(median)}  ${name}`,
  )
process.exitCode = results.some(({ first, worst }) => first > budgetMs || worst > budgetMs) ? 1 : 0
