/** Waiting for something to happen. */
import { expect } from 'vitest'

/** `expect.poll` with a timeout for busy machines. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 8000, interval: 20 })
