import { type ComponentType, lazy } from 'react'

/**
 * A part of a page that is loaded when it is needed. One that cannot be loaded, because the server went away or has a
 * newer version, says so in its place and leaves the rest of the page as it is.
 */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(() =>
    load().then(
      part => ({ default: part }),
      () => ({ default: NotLoaded }),
    ),
  )

const NotLoaded = () => <p className="p-4 text-ink-soft">This part couldn't be loaded. Load the page again.</p>
