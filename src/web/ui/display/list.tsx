import type { ComponentPropsWithRef } from 'react'

/** A list without marks. Its role is spelled out, since Safari takes a list without marks for none. */
export const List = (props: ComponentPropsWithRef<'ul'>) => (
  // biome-ignore lint/a11y/noRedundantRoles: see above
  <ul role="list" {...props} />
)

/** The same where the order counts. */
export const OrderedList = (props: ComponentPropsWithRef<'ol'>) => (
  // biome-ignore lint/a11y/noRedundantRoles: see above
  <ol role="list" {...props} />
)
