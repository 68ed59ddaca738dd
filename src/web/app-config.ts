import * as v from 'valibot'
import { AppConfig } from '#domain/config/app-config.ts'
import { sessionStore } from './api/session.ts'

/**
 * Reads the configuration that the server wrote into the page, or that it left for its own copy of the app. A page without
 * one is a broken installation: throws.
 */
function readConfig(): AppConfig {
  const { deskConfig } = globalThis as { deskConfig?: AppConfig }
  if (deskConfig) return deskConfig
  const block = document.getElementById('desk-config')
  return v.parse(AppConfig, JSON.parse(block?.textContent ?? ''))
}

export const appConfig = readConfig()

export type Environment = AppConfig['environments'][number]

/** The configured environment of that name, or undefined. */
export function findEnvironment(name: string | undefined): Environment | undefined {
  return appConfig.environments.find(environment => environment.name === name)
}

/** "production" → "Production" */
export function environmentTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The names of the environments that are not this one, and that the reader may see. */
export const otherEnvironments = (environment: Environment): readonly string[] =>
  appConfig.environments.map(({ name }) => name).filter(name => name !== environment.name && !isClosed(name))

function isClosed(name: string): boolean {
  const session = sessionStore.get()
  return typeof session === 'object' && session.closedEnvironments.includes(name)
}
