/** What comes after the answer, in one file: the actions of the head and everything below the fold. */
export { Actions } from './head/actions.tsx'
export { Sections } from './records/sections.tsx'
