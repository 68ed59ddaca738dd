/** Where a sign-in leads afterwards. */
import type { FastifyRequest } from 'fastify'
import { isReturnPath } from '#domain/config/return-path.ts'
import { rawQuery, soleParameter } from '../http/target.ts'

/** The path in `rd`, or `/`: an address that may not be returned to doesn't keep anyone out. */
export function returnToOf({ raw }: FastifyRequest): string {
  const asked = soleParameter(new URLSearchParams(rawQuery(raw)), 'rd') ?? '/'
  return isReturnPath(asked) ? asked : '/'
}
