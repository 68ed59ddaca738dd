import type { ListName } from '#domain/lists/browse-filters.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'

/** The address of the list of orchestrations with these filters. */
export const browsePath = (environment: Environment, filters: Partial<Record<ListName, string>>): string =>
  paths.orchestrations(environment.name, Object.entries(filters))
