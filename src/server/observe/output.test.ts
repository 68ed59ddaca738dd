import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOutput } from './output.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const line = (n: number | string) => `line ${n}\n`

/** A stdout that answers each write with how many bytes it takes or with an error code, then takes everything. */
function stdout(...answers: (number | string)[]) {
  let written = ''
  const send = (bytes: Buffer) => {
    const answer = answers.shift() ?? bytes.length
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
    written += bytes.toString('utf8', 0, answer)
    return answer
  }
  const output = createOutput(send, lines => `dropped ${lines}\n`)
  return { output, written: () => written, answer: (...more: (number | string)[]) => answers.push(...more) }
}

const nextTurn = () => vi.advanceTimersByTimeAsync(0)

test('the lines of one turn leave as one write, in order', async () => {
  const { output, written, answer } = stdout()
  output.write(line(1))
  output.write(line('é'))
  expect(written()).toBe('')
  await nextTurn()
  expect(written()).toBe('line 1\nline é\n')
  answer('EIO')
  output.write(line(3))
  await nextTurn()
  expect(output.dropped()).toBe(1)
})

test('at the end of the process what is held is written at once', () => {
  const { output, written } = stdout()
  output.write('last\n')
  output.flush()
  expect(written()).toBe('last\n')
})

test('a full pipe loses nothing: the rest follows, from where it stopped', async () => {
  const { output, written } = stdout(3, 'EAGAIN', 'EAGAIN', 2)
  output.write('one two\n')
  await nextTurn()
  expect(written()).toBe('one')
  output.write(line(2))
  await vi.advanceTimersByTimeAsync(100)
  expect(written()).toBe('one two\nline 2\n')
  expect(output.dropped()).toBe(0)
})

test('behind a full pipe a megabyte is held; what comes after is dropped, counted and reported', async () => {
  const { output, written, answer } = stdout()
  answer(...Array.from({ length: 10 }, () => 'EAGAIN'))
  const long = `${'x'.repeat(64 * 1024 - 1)}\n`
  for (let n = 0; n < 20; n += 1) output.write(long)
  await nextTurn()
  expect(output.dropped()).toBe(4)
  await vi.advanceTimersByTimeAsync(1000)
  expect(written()).toBe(`${long.repeat(16)}dropped 4\n`)
  output.write(line('next'))
  await nextTurn()
  expect(written().endsWith('dropped 4\nline next\n')).toBe(true)
})

test.each(['ENOSPC', 'EPIPE', 'EIO', 'EBADF', 'EFBIG', 'EDQUOT', 'ENXIO'])(
  '%s drops lines, and one line says how many once they can be written again',
  async code => {
    const { output, written, answer } = stdout(code, code)
    output.write(line(1))
    output.write(line(2))
    await nextTurn()
    output.write(line(3))
    await nextTurn()
    expect([output.dropped(), written()]).toEqual([3, ''])
    output.write(line(4))
    await nextTurn()
    expect(written()).toBe('line 4\ndropped 3\n')
    answer(code)
    output.write(line(5))
    await nextTurn()
    output.write(line(6))
    await nextTurn()
    expect(written()).toBe('line 4\ndropped 3\nline 6\ndropped 1\n')
    expect(output.dropped()).toBe(4)
  },
)

test('how many were dropped is reported without another line to wait for', async () => {
  const { output, written } = stdout('ENOSPC', 'ENOSPC')
  output.write(line(1))
  await nextTurn()
  await vi.advanceTimersByTimeAsync(5000)
  expect(written()).toBe('dropped 1\n')
})

test('a report that is lost itself is made again, and counts for nothing', async () => {
  const { output, written } = stdout('ENOSPC', 7, 'ENOSPC')
  output.write(line(1))
  await nextTurn()
  output.write(line(2))
  await nextTurn()
  expect(written()).toBe('line 2\n')
  output.write(line(3))
  await nextTurn()
  expect(written()).toBe('line 2\nline 3\ndropped 1\n')
  expect(output.dropped()).toBe(1)
})

test('a line that was cut off is counted and ended before the next', async () => {
  const { output, written } = stdout(9, 'ENOSPC', 'ENOSPC')
  output.write(line(1))
  output.write(line(2))
  output.write(line(3))
  await nextTurn()
  expect([written(), output.dropped()]).toEqual(['line 1\nli', 2])
  output.write(line(4))
  await nextTurn()
  output.write(line(5))
  await nextTurn()
  expect(written()).toBe('line 1\nli\nline 5\ndropped 3\n')
})

test('one cut off after a pause too', async () => {
  const { output, written } = stdout(2, 'EAGAIN', 'EPIPE')
  output.write(line(1))
  await nextTurn()
  await vi.advanceTimersByTimeAsync(20)
  output.write(line(2))
  await nextTurn()
  expect(written()).toBe('li\nline 2\ndropped 1\n')
})

test('the end waits for a reader that is behind, but not for one that never reads', async () => {
  const behind = stdout('EAGAIN', 'EAGAIN')
  behind.output.write(line(1))
  const settled = behind.output.settled(250)
  await vi.advanceTimersByTimeAsync(60)
  await settled
  expect(behind.written()).toBe('line 1\n')
  const never = stdout(...Array.from({ length: 100 }, () => 'EAGAIN'))
  never.output.write(line(1))
  const done = vi.fn()
  never.output.settled(250).then(done)
  await vi.advanceTimersByTimeAsync(260)
  expect(done).toHaveBeenCalled()
})
