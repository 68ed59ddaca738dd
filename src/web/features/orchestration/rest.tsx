/** What comes after the answer, in one file: the actions of the head, the steps of its batch and everything below the fold. */
export { Actions } from './head/actions.tsx'
export { BatchSteps } from './head/batch-steps.tsx'
export { Sections } from './records/sections.tsx'
