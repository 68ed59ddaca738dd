import { useOutletContext } from 'react-router'
import type { Environment } from '#web/app-config.ts'

/** The environment of the page, which the frame has already found to exist. */
export const useEnvironment = (): Environment => useOutletContext<Environment>()
