/** Durations in seconds, so that a scenario reads `3 * hour` before the start. */
export const minute = 60
export const hour = 3600
export const day = 86_400
