/** What of the frame no first answer needs, as one file to load. */
export { BatchSteps } from './batch-steps.tsx'
export { NoPage } from './no-page.tsx'
export { Tools } from './tools.tsx'
