/** The two comparisons, as one file to load. */
export { ComparedFailures } from './compared-failures.tsx'
export { ComparedTime } from './compared-time.tsx'
