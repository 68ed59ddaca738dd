import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { Problem } from './problem.tsx'

const drawn = (code: LookupProblem['code'], retryAt?: number) =>
  render(
    <Problem problem={{ code }} context={{ environment: 'demo' }} retryAt={retryAt} onRetry={() => undefined}>
      <a href="/other">Elsewhere</a>
    </Problem>,
  )
const buttons = () => screen.getAllByRole('button').map(button => button.textContent?.replace(/Copied$/, ''))

it.each<[LookupProblem['code'], readonly string[]]>([
  ['upstream_timeout', ['Try again now', 'Copy details']],
  ['upstream_credentials', ['Try again now', 'Copy details']],
  ['internal', ['Try again', 'Copy details']],
  ['not_found', ['Try again', 'Copy details']],
  ['upstream_penalty', ['Copy details']],
  ['user_rate_limited', ['Copy details']],
  ['bad_request', ['Copy details']],
  ['upstream_forbidden', ['Copy details']],
  ['offline', ['Copy details']],
])('%s offers only what can help', (code, offered) => {
  drawn(code)
  expect(buttons()).toEqual(offered)
})

it('leads a signed-out reader to the sign-in, and nowhere else', () => {
  drawn('unauthenticated')
  expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual(['Sign in'])
})

it('counts down to the next attempt', () => {
  drawn('upstream_credentials', Date.now() + 41_500)
  expect(screen.getByText(/Trying again in 4[12] s\./)).toBeDefined()
})

it('takes the focus to its heading', () => {
  drawn('not_found')
  expect(document.activeElement?.textContent).toBe('No orchestration found in Demo.')
})
