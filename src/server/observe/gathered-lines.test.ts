import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gatherLines } from './gathered-lines.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const fault = (code: string) => Object.assign(new Error(code), { code })

/** A pipe that answers each write as told: with how many bytes it takes, or with an error. Then it takes everything. */
function pipe(...answers: (number | string)[]) {
  const taken: string[] = []
  const lines = gatherLines(bytes => {
    const answer = answers.shift() ?? bytes.length
    if (typeof answer === 'string') throw fault(answer)
    taken.push(bytes.toString('utf8', 0, answer))
    return answer
  })
  return { lines, taken }
}

test('lines wait for others, 200 ms at most, and leave in order as one write', () => {
  const { lines, taken } = pipe()
  lines.write('a\n')
  vi.advanceTimersByTime(150)
  lines.write('é\n')
  expect(taken).toEqual([])
  vi.advanceTimersByTime(50)
  expect(taken).toEqual(['a\né\n'])
  vi.advanceTimersByTime(1000)
  expect(taken).toHaveLength(1)
  lines.write('b\n')
  vi.advanceTimersByTime(200)
  expect(taken).toEqual(['a\né\n', 'b\n'])
})

test('32 KiB are worth a write at once', () => {
  const { lines, taken } = pipe()
  const line = `${'x'.repeat(1023)}\n`
  for (let i = 0; i < 31; i += 1) lines.write(line)
  expect(taken).toEqual([])
  lines.write(line)
  expect(taken).toEqual([line.repeat(32)])
})

test('what ends writes what it has', () => {
  const { lines, taken } = pipe()
  lines.write('last\n')
  lines.flush()
  expect(taken).toEqual(['last\n'])
})

test('a pipe that takes a part, or nothing for now, gets the rest', () => {
  const { lines, taken } = pipe(3, 'EAGAIN', 'EAGAIN', 2)
  lines.write('one two\n')
  lines.flush()
  expect(taken.join('')).toBe('one two\n')
})

test('once nobody reads, lines are dropped and nothing fails', () => {
  const { lines, taken } = pipe('EPIPE')
  lines.write('a\n')
  lines.flush()
  lines.write('b\n')
  lines.flush()
  expect(taken).toEqual([])
})

test('any other failure is not hidden', () => {
  const { lines } = pipe('ENOSPC')
  lines.write('a\n')
  expect(() => lines.flush()).toThrow('ENOSPC')
})
