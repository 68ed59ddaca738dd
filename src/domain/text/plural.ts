/** "1 other customer", "1,204 other customers". Pass `many` for irregular plurals. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
