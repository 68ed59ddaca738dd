/**
 * Is the browser still in the entry of the history that the router names so? A page stays on the screen until the code of the
 * next one has come: what it then still writes into the address would take back whoever has gone on.
 */
export const isAtEntry = (key: string): boolean =>
  ((history.state as { readonly key?: string } | null)?.key ?? 'default') === key
