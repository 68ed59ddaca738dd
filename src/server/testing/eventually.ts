/** Waiting for what happens by itself. */
import { expect } from 'vitest'

/** Like `expect.poll`, with the patience that a busy test machine needs. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 8000, interval: 20 })
