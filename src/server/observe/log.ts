/** The log on stdout: one JSON object a line. */
import { type Logger, pino } from 'pino'
import type { Output } from './output.ts'

/** Writes each line with its line feed to `output`. */
export const logTo = (level: string, output: Pick<Output, 'write'>): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, output)

/** For lines that only `silent` leaves out. */
export const atLeastInfo = (log: Logger): Logger =>
  log.level === 'silent' || log.isLevelEnabled('info') ? log : log.child({}, { level: 'info' })

/** Replaces the lines that stdout could not take; 40 is pino's "warn". */
export const droppedNote = (lines: number): string =>
  `${JSON.stringify({
    level: 40,
    time: new Date().toISOString(),
    event: 'log_lines_dropped',
    lines,
    msg: 'log lines could not be written',
  })}\n`
