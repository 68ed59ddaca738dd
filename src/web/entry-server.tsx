/** The app as the server draws it. Built into one module of its own, see `Drawing`. */
import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router'
import type { DrawModule } from '#domain/config/drawing.ts'
import { pageTitle } from '#domain/orchestration/page-title.ts'
import { namedZone } from '#domain/text/named-zone.ts'
import { setOwnZone, utcZone } from '#domain/text/time-text.ts'
import { orchestrationQuery, takeEmbedded } from './api/queries.ts'
import { createQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { findEnvironment } from './app-config.ts'
import { paths } from './paths.ts'
import { loadDrawn } from './routes.tsx'
import { setDrawn } from './ui/state/drawn-at.ts'

export const prepare: DrawModule['prepare'] = async () => {
  await loadDrawn()
}

export const draw: DrawModule['draw'] = async (embedded, search) => {
  const environment = findEnvironment(embedded.environment)
  if (!environment) throw new Error('unknown environment')
  // Kept for one drawing: without an end there is no timer that would hold it.
  const client = createQueryClient(Number.POSITIVE_INFINITY)
  await takeEmbedded(client, environment, embedded)
  const answer = client.getQueryData(orchestrationQuery(environment, embedded.id).queryKey)
  if (!answer) throw new Error('an answer without data')
  const location = paths.orchestration(environment.name, embedded.id) + search
  const zone = embedded.zone === undefined ? undefined : namedZone(embedded.zone)
  // Rendering doesn't wait for anything, so these are of this drawing.
  setOwnZone(zone ?? utcZone)
  setDrawn({ at: embedded.at, zone: zone && embedded.zone })
  const html = renderToString(
    <App client={client} router={routes => <StaticRouter location={location}>{routes}</StaticRouter>} />,
  )
  return { title: pageTitle(answer.value, { environment: environment.name, changed: false }), html }
}
