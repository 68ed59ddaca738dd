/** Environment names as words: they are lower-case in URLs and configuration. */

/** "Production", "Sandbox", "Demo", and any other configured name with a capital. */
export const environmentLabel = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)

/** "This link is for Production, which isn't set up here." */
export const notSetUpText = (name: string): string =>
  `This link is for ${environmentLabel(name)}, which isn't set up here.`
