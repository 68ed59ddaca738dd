/**
 * Lines for stdout, written without waiting for its reader. Nothing that goes wrong there may stop or slow a response:
 * a line that can't be written is dropped and counted. (pino's own destination never ends on a full disk or a pipe that
 * nobody reads: see docs/adr/0029.)
 */
import { constants, openSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'

export type Output = {
  /** Takes one line, with its line feed. Returns at once. */
  readonly write: (line: string) => void
  /** Writes what stdout takes now. Never waits. */
  readonly flush: () => void
  /** Resolves once everything is written or dropped, or after `ms`. */
  readonly settled: (ms: number) => Promise<void>
  /** How many lines have been dropped so far. */
  readonly dropped: () => number
}

/** What waits for a reader that is behind. */
const maxHeldBytes = 1024 * 1024
/** Between two attempts to write to a pipe that is full. */
const fullMs = 20
/** Between two attempts to write where writing fails, when no new line makes one. */
const failedMs = 1000

/**
 * `send` writes some of the bytes and returns how many, as `fs.writeSync` does; it must throw EAGAIN rather than block.
 * `note` is the line that says how many were dropped, written once lines can be written again.
 */
export function createOutput(send: (bytes: Buffer) => number, note: (dropped: number) => string): Output {
  let held: string[] = []
  let heldBytes = 0
  /** Lines being written; the first may be there in part. */
  let batch = Buffer.alloc(0)
  /** How many dropped lines the note at the end of `batch` reports. */
  let reporting = 0
  let unreported = 0
  let dropped = 0
  /** The last byte that was written ended no line. */
  let midLine = false
  /** … and the rest of that line is lost. */
  let torn = false
  let isFull = false
  let immediate: NodeJS.Immediate | undefined
  let retry: NodeJS.Timeout | undefined

  function drop(lines: number) {
    dropped += lines
    unreported += lines
  }

  function nextBatch() {
    reporting = unreported
    batch = Buffer.from(held.join('') + (reporting > 0 ? note(reporting) : ''))
    held = []
    heldBytes = 0
  }

  function sendAll() {
    if (torn) send(Buffer.from('\n'))
    torn = false
    while (batch.length > 0 || held.length > 0 || unreported > 0) {
      if (batch.length === 0) nextBatch()
      const sent = send(batch)
      if (sent > 0) midLine = batch[sent - 1] !== lineFeed
      batch = batch.subarray(sent)
      if (batch.length > 0) continue
      unreported -= reporting
      reporting = 0
    }
  }

  function dropAll() {
    drop(linesIn(batch) - (reporting > 0 ? 1 : 0) + held.length)
    torn = midLine
    batch = Buffer.alloc(0)
    reporting = 0
    held = []
    heldBytes = 0
  }

  function flush() {
    clearImmediate(immediate)
    immediate = undefined
    clearTimeout(retry)
    isFull = false
    try {
      sendAll()
    } catch (error) {
      isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
      if (!isFull) dropAll()
      retry = setTimeout(flush, isFull ? fullMs : failedMs).unref()
    }
  }

  return {
    write: line => {
      const bytes = Buffer.byteLength(line)
      if (batch.length + heldBytes + bytes > maxHeldBytes) return drop(1)
      held.push(line)
      heldBytes += bytes
      // The lines of one turn of the event loop leave together: a system call for each would cost more than the line.
      if (!isFull) immediate ??= setImmediate(flush)
    },
    flush,
    settled: async ms => {
      flush()
      for (let waited = 0; isFull && waited < ms; waited += fullMs) {
        await new Promise(resolve => setTimeout(resolve, fullMs))
      }
    },
    dropped: () => dropped,
  }
}

const lineFeed = 10

const linesIn = (bytes: Buffer) => bytes.reduce((lines, byte) => (byte === lineFeed ? lines + 1 : lines), 0)

/** Stdout of this process. Lines that are left are written when it ends, also of an exception. */
export function openStdout(note: (dropped: number) => string): Output {
  // Opening the stream is what makes a pipe or a socket non-blocking; a file never blocks.
  process.stdout.on('error', () => undefined)
  const descriptor = isatty(1) ? openTerminal() : 1
  const output = createOutput(bytes => writeSync(descriptor, bytes), note)
  process.once('exit', output.flush)
  return output
}

/** A terminal stopped with Ctrl+S blocks too, unless it is reopened as non-blocking. */
function openTerminal(): number {
  try {
    return openSync('/dev/stdout', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return 1
  }
}
