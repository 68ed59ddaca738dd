/** The scenarios by name, at a fixed start. */
import type { Scenario } from '../data/scenario.ts'
import { scenarios } from '../scenarios.ts'
import type { Json } from './client.ts'

export const start = Date.parse('2026-11-20T10:00:00Z')
export type Name = keyof typeof scenarios
export const entries = Object.entries(scenarios) as [Name, Scenario][]
export const record = (name: Name): Json => scenarios[name].orchestration(start)
/** A leg as the orchestration reports it; empty without one. */
export const leg = (json: Json, side: 'source' | 'destination') => (json[`${side}_transfer`] ?? {}) as Json
