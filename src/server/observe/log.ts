/** The log on stdout: one JSON object a line. */
import { type Logger, pino } from 'pino'

/** Lines are gathered into one write, since a write for each costs more than all else about a line. */
const gathering = { minLength: 8 * 1024, periodicFlush: 200 }

/** Writes what was gathered when the process ends, also of an exception; only SIGKILL loses 200 ms of it. */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: 1, sync: true, ...gathering })
  process.once('exit', () => destination.flushSync())
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}
