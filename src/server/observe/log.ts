/** The log on stdout: one JSON object a line. */
import { type Logger, pino } from 'pino'

/** Lines are gathered into one write, since a write for each costs more than all else about a line. */
const gathering = { minLength: 8 * 1024, periodicFlush: 200 }

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
  const destination = pino.destination({ dest: 1, sync: true, ...gathering })
  process.once('exit', () => destination.flushSync())
  return pino({ level, base: null, timestamp: isoTime }, destination)
}
