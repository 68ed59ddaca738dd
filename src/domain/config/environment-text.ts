/** Environment names as words: they are lower-case in URLs and configuration. */

/** "Production", "Sandbox", "Demo", and any other configured name with a capital. */
export const environmentLabel = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)
