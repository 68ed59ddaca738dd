import { Link } from 'react-router'
import type { OwnPage } from '#domain/config/app-config.ts'
import { ownLink } from '#domain/config/links.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { Signs } from '#web/ui/display/sign.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { browsePath } from './browse-path.ts'
import { Detail } from './detail.tsx'
import { RuleDetail } from './rule-detail.tsx'
import { Webhooks } from './webhooks.tsx'

/** Every id of the orchestration, whole, with where it leads: none is a dead end. */
export function Details({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const { id, ref_id, profile_id, identity_id, account_id, customer_id, source_asset, destination_asset } =
    enrichment.facts.orchestration
  const own = (page: OwnPage, value: string) => ownLink(appConfig.links, page, environment.name, value)
  const missing = [
    ['orchestration ID', id],
    ['reference', ref_id],
    ['profile', profile_id],
    ['identity', identity_id],
    ['account', account_id],
    ['customer', customer_id],
  ].flatMap(([name, value]) => (value === undefined ? [name] : []))
  return (
    <aside aria-label="Details" className="min-w-0 [grid-area:details]">
      <Card dense title="Details">
        <dl className="details-grid px-4 pt-1 pb-2">
          {id && <Detail term="Orchestration ID" value={id} href={own('orchestration', id)} />}
          {ref_id && <Detail term="Reference" value={ref_id} href={own('reference', ref_id)} />}
          <RuleDetail environment={environment} enrichment={enrichment} />
          {profile_id && (
            <Detail term="Profile" value={profile_id} href={own('profile', profile_id)}>
              <Link to={browsePath(environment, { profile_id })}>its orchestrations</Link>
            </Detail>
          )}
          {identity_id && (
            <Detail term="Identity" value={identity_id} href={own('identity', identity_id)}>
              <Link to={paths.identity(environment.name, identity_id)}>its orchestrations</Link>
            </Detail>
          )}
          {account_id && <Detail term="Account" value={account_id} href={own('account', account_id)} />}
          {customer_id && <Detail term="Paxos customer (your company)" value={customer_id} />}
          {source_asset && destination_asset && (
            <Detail term="Assets" plain={<Signs text={`${source_asset} → ${destination_asset}`} />}>
              <Link to={browsePath(environment, { source_asset, destination_asset })}>all orchestrations</Link>
            </Detail>
          )}
          <Webhooks enrichment={enrichment} />
          {missing.length > 0 && <Detail term="Not reported" plain={missing.join(', ')} />}
        </dl>
      </Card>
    </aside>
  )
}
