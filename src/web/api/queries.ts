/** Every query of the app: keys from one factory, options shared by loaders, pages and prefetches. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { EmbeddedReply } from '#domain/config/drawing.ts'
import { type Orchestration, readOrchestration } from '#paxos/orchestration.ts'
import { type Page, readPage } from '#paxos/page.ts'
import type { Read } from '#paxos/read.ts'
import { type Rule, readRule } from '#paxos/rule.ts'
import type { Environment } from '../app-config.ts'
import { type Answer, embeddedAnswer, get, readAnswer } from './client.ts'

const keys = {
  orchestration: (environment: Environment, id: string) => [environment.name, 'orchestration', id] as const,
  references: (environment: Environment, references: readonly string[]) =>
    [environment.name, 'references', ...references] as const,
  rule: (environment: Environment, id: string) => [environment.name, 'rule', id] as const,
}

/** One orchestration by its id. Polling is the page's business, see `useLive`; `fresh` is for who asks by hand. */
export const orchestrationQuery = (environment: Environment, id: string, fresh = false) =>
  queryOptions({
    queryKey: keys.orchestration(environment, id),
    queryFn: async ({ signal, client, queryKey }): Promise<Answer<Orchestration>> => {
      const before = client.getQueryData<Answer<Orchestration>>(queryKey)
      const asking = fresh ? 'fresh' : before ? 'poll' : 'open'
      const answer = await get(environment, 'orchestration', { id }, readOrchestration, signal, asking)
      // Replicas of the proxy remember each for themselves: time on the page goes forward only.
      return before && answer.readAt < before.readAt ? { ...before, stale: answer.stale } : answer
    },
  })

/** Gives a client the answer that the server put into the page, with data or without, as if it had asked for it itself. */
export const takeEmbedded = (
  client: QueryClient,
  environment: Environment,
  { id, reply }: EmbeddedReply,
): Promise<void> =>
  client.prefetchQuery({
    ...orchestrationQuery(environment, id),
    queryFn: () => readAnswer('orchestration', readOrchestration, embeddedAnswer(reply)),
  })

/** The orchestrations that carry one of these reference ids, newest first; 20 are enough to choose from. */
export const referenceQuery = (environment: Environment, ...references: readonly string[]) =>
  queryOptions({
    queryKey: keys.references(environment, references),
    queryFn: ({ signal }): Promise<Answer<Page<Orchestration>>> =>
      get(environment, 'orchestrations', { query: { ref_id: references, limit: 20 } }, readOrchestrations, signal),
  })

/** One rule. There is no get-rule-by-id upstream, so this is a list of at most one. */
export const ruleQuery = (environment: Environment, id: string) =>
  queryOptions({
    queryKey: keys.rule(environment, id),
    queryFn: ({ signal }): Promise<Answer<Page<Rule>>> =>
      get(environment, 'rules', { query: { ids: [id], limit: 1 } }, readRules, signal),
  })

export const readOrchestrations = (json: unknown): Read<Page<Orchestration>> =>
  readPage(json, 'orchestrations', readOrchestration)
export const readRules = (json: unknown): Read<Page<Rule>> => readPage(json, 'rules', readRule)
