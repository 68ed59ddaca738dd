/** The log on stdout: one JSON object a line. */
import { writeSync } from 'node:fs'
import { type Logger, pino } from 'pino'
import { gatherLines } from './gathered-lines.ts'

let textMs = 0
let text = ''

/** The member of a line that pino would write, with the text of a millisecond made once. */
function isoTime(): string {
  const now = Date.now()
  if (now !== textMs) {
    textMs = now
    text = `,"time":"${new Date(now).toISOString()}"`
  }
  return text
}

/** Writes what was gathered when the process ends, also of an exception; only SIGKILL loses 200 ms of it. */
export function createLog(level: string): Logger {
  const lines = gatherLines(bytes => writeSync(1, bytes))
  process.once('exit', lines.flush)
  return pino({ level, base: null, timestamp: isoTime }, lines)
}
