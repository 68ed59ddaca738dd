/**
 * Every known ID, for the demo, the end-to-end tests and the simulator's own tests: a scenario is a record that reads
 * normally, a sentinel makes the simulator misbehave, and other IDs belong to other things.
 */
import { completed } from './data/scenarios/completed.ts'
import { disagreements } from './data/scenarios/disagreements.ts'
import { extremes } from './data/scenarios/extremes.ts'
import { failures } from './data/scenarios/failures.ts'
import { holds } from './data/scenarios/holds.ts'
import { inFlight } from './data/scenarios/in-flight.ts'
import { incomplete } from './data/scenarios/incomplete.ts'
import { moving } from './data/scenarios/moving.ts'
import { references } from './data/scenarios/references.ts'
import { ruleMade } from './data/scenarios/rule-made.ts'
import { sharedHash } from './data/scenarios/shared-hash.ts'
import { transferProblems } from './data/scenarios/transfer-problems.ts'
import { unknowns } from './data/scenarios/unknowns.ts'

export { otherIds } from './data/other-ids.ts'
export { ruleIds } from './data/rules.ts'
export { sentinels } from './data/sentinels.ts'

/** In the order of the table in docs/simulator.md. */
export const scenarios = {
  ...failures,
  ...disagreements,
  ...holds,
  ...transferProblems,
  ...completed,
  ...ruleMade,
  ...inFlight,
  ...moving,
  ...unknowns,
  ...incomplete,
  ...extremes,
  ...references,
  ...sharedHash,
}

/** Examples for a first-time visitor. */
export const examples: readonly { readonly id: string; readonly shows: string }[] = [
  scenarios['failed-at-destination'],
  scenarios['completes-in-20-s'],
  scenarios['completed-cross-asset'],
  scenarios['awaiting-approval'],
  scenarios.rejected,
  scenarios['unknown-status'],
].map(({ id, shows }) => ({ id, shows }))
