/** The log on stdout: one JSON object a line. */
import { writeSync } from 'node:fs'
import { type Logger, pino, symbols } from 'pino'
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

/**
 * Writes info lines with this message to where `log` writes. For what is said of every request: pino looks at each member
 * of a line for how it might be written, which takes three times as long as writing it.
 */
export function frequentLines(log: Logger, message: string): (fields: object) => void {
  const stream: { write: (line: string) => void } = Reflect.get(log, symbols.streamSym)
  const end = `,"msg":${JSON.stringify(message)}}\n`
  return fields => {
    if (log.isLevelEnabled('info')) stream.write(`{"level":30${isoTime()},${JSON.stringify(fields).slice(1, -1)}${end}`)
  }
}

/** Writes what was gathered when the process ends, also of an exception; only SIGKILL loses 200 ms of it. */
export function createLog(level: string): Logger {
  const lines = gatherLines(bytes => writeSync(1, bytes))
  process.once('exit', lines.flush)
  return logTo(level, lines)
}

/** The same log, written line by line to anything. */
export const logTo = (level: string, lines: { readonly write: (line: string) => void }): Logger =>
  pino({ level, base: null, timestamp: isoTime }, lines)
