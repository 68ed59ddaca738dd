/** ID families: a moving scenario's or a sentinel's ID with another last group is a new run of it. */

export const runFamily = (id: string): string => id.slice(0, 24)

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
