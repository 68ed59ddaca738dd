/**
 * Every id with a story. Used by the demo, the end-to-end tests and the tests of this simulator alike: a scenario is a
 * record that reads normally, a sentinel an id that makes the simulator misbehave.
 */
import { failures } from './data/scenarios/failures.ts'
import { moving } from './data/scenarios/moving.ts'
import { sentinels } from './data/sentinels.ts'

export { ruleIds } from './data/rules.ts'
export type { Scenario } from './data/scenario.ts'
export type { Sentinel } from './data/sentinels.ts'
export { sentinels }

export const scenarios = {
  ...failures,
  ...moving,
}

/** Good ones to offer to a first-time visitor. */
export const examples: readonly { readonly id: string; readonly shows: string }[] = [
  scenarios['failed-at-destination'],
  scenarios['completes-in-20-s'],
].map(({ id, shows }) => ({ id, shows }))
