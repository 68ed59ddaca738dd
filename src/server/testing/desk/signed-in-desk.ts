/** The server with sign-in, a fake upstream, a fake provider and a fake clock. */
import { type RevokedSessions, revokedInMemory } from '../../auth/session/revoked-sessions.ts'
import { type FakeClock, fakeClock } from '../fake-clock.ts'
import { type Browser, createBrowser } from '../network/browser.ts'
import { type FakeProvider, startFakeProvider } from '../sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../upstream/fake-upstream.ts'
import { type Desk, startDesk } from './desk.ts'

/** A data path, which requires a session. */
export const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'
export const sessionCookie = '__Host-session'

type SessionSettings = Parameters<typeof oidcAt>[2]

export type SignedInDesk = {
  readonly upstream: FakeUpstream
  readonly provider: FakeProvider
  readonly clock: FakeClock
  readonly desk: Desk
  /** A browser on `desk`, signed out. */
  readonly browser: Browser
  /** Another server that shares ended sessions. */
  readonly replica: (sessions?: SessionSettings, own?: FakeClock) => Promise<Desk>
  readonly close: () => Promise<void>
}

export async function startSignedInDesk(): Promise<SignedInDesk> {
  const upstream = await startFakeUpstream()
  const provider = await startFakeProvider(clientId)
  const clock = fakeClock()
  // The library that validates ID tokens uses the machine's clock.
  clock.jump(Date.now() - clock.date().getTime())
  const revoked: RevokedSessions = revokedInMemory(clock)
  const started: Desk[] = []
  const replica = async (sessions: SessionSettings = {}, own: FakeClock = clock) => {
    const one = await startDesk({ ...upstream, clock: own, revoked, signIn: oidcAt(provider.issuer, {}, sessions) })
    started.push(one)
    return one
  }
  const desk = await replica()
  return {
    upstream,
    provider,
    clock,
    desk,
    browser: createBrowser(desk),
    replica,
    close: async () => {
      for (const one of started) await one.close()
      await provider.close()
      await upstream.close()
    },
  }
}

/** The status of a read in this session. */
export const statusAt = async (desk: Desk, cookie: string | undefined): Promise<number> =>
  (await desk.get(record, { cookie: `${sessionCookie}=${cookie}` })).status
