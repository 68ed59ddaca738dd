/**
 * Lines gathered into few writes: a write for each costs more than all else about a line. Instead of pino's own
 * destination, which measures all that it has gathered anew for every line.
 */

/** Characters that are worth a write: half of what a pipe takes at once. */
const enough = 32 * 1024
/** The longest that a line waits for others, in ms. */
const patienceMs = 200
/** Between two tries to write to a pipe whose reader is behind, in ms. */
const fullMs = 10

export type GatheredLines = {
  readonly write: (line: string) => void
  /** Writes what has been gathered. */
  readonly flush: () => void
}

/** `send` writes some of the bytes at once and gives how many, as `fs.writeSync` does. Once nobody reads, all is dropped. */
export function gatherLines(send: (bytes: Buffer) => number): GatheredLines {
  let lines: string[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  let nobodyReads = false

  function sendAll(bytes: Buffer) {
    for (let rest = bytes; rest.length > 0; ) {
      try {
        rest = rest.subarray(send(rest))
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') throw error
        Atomics.wait(pause, 0, 0, fullMs)
      }
    }
  }

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const text = lines.join('')
    lines = []
    size = 0
    try {
      if (!nobodyReads) sendAll(Buffer.from(text))
    } catch (error) {
      if (codeOf(error) !== 'EPIPE') throw error
      nobodyReads = true
    }
  }

  return {
    write: line => {
      lines.push(line)
      size += line.length
      if (size >= enough) flush()
      else timer ??= setTimeout(flush, patienceMs).unref()
    },
    flush,
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4))

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
