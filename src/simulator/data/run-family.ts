/** How ids make families: a fresh last group of a moving scenario's id, or of a sentinel's, is a fresh run of the same story. */

export const runFamily = (id: string): string => id.slice(0, 24)

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
