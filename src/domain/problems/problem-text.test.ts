import { describe, expect, test } from 'vitest'
import { environmentLabel } from '../config/environment-text.ts'
import { at } from '../testing/facts.ts'
import { problemCodes } from './problem-code.ts'
import { problemTable } from './problem-table.ts'
import { type LookupProblem, partProblemText, problemReport, problemText, readOnlyFooter } from './problem-text.ts'

const context = { environment: 'production', otherEnvironments: ['sandbox', 'demo'], id: 'abc' }
const words = (problem: LookupProblem, retryInSeconds?: number) => problemText(problem, context, retryInSeconds)

test.each<[string, LookupProblem, string, string[]]>([
  [
    'incomplete id',
    { code: 'incomplete_id', reason: 'You pasted 35 of 36 characters.' },
    "That isn't a complete ID.",
    ['IDs look like 6506ad35-cad8-440f-b247-c4ec092c96fe. You pasted 35 of 36 characters.'],
  ],
  [
    'incomplete id, no reason',
    { code: 'incomplete_id' },
    "That isn't a complete ID.",
    ['IDs look like 6506ad35-cad8-440f-b247-c4ec092c96fe.'],
  ],
  ['nothing', { code: 'empty' }, 'Enter an orchestration ID, reference, transfer ID or transaction hash.', []],
  [
    '400',
    { code: 'bad_request', upstream: { detail: 'invalid id' } },
    "Paxos couldn't read this request.",
    ['It said: "invalid id". Check the ID or filters.'],
  ],
  ['400 without a word', { code: 'bad_request' }, "Paxos couldn't read this request.", ['Check the ID or filters.']],
  [
    'signed out',
    { code: 'unauthenticated' },
    "You've been signed out.",
    ["Sign in and we'll bring you back to this page."],
  ],
  [
    'upstream 401',
    { code: 'upstream_credentials' },
    "Paxos didn't accept this dashboard's credentials (production).",
    ['Your sign-in is fine. An administrator must check the client ID and secret. Trying again soon.'],
  ],
  [
    '403 scope',
    { code: 'upstream_forbidden', scope: 'transfer:read_transfer', things: 'transfers' },
    "This dashboard isn't allowed to read transfers.",
    ['Ask an administrator to add the scope `transfer:read_transfer` to its Paxos credentials.'],
  ],
  [
    '403 other',
    { code: 'upstream_forbidden', upstream: { title: 'Forbidden', detail: 'profile closed' } },
    'Paxos refused this request.',
    ['It said: "Forbidden: profile closed".'],
  ],
  [
    '403 with a title alone',
    { code: 'upstream_forbidden', upstream: { title: 'Forbidden' } },
    'Paxos refused this request.',
    ['It said: "Forbidden".'],
  ],
  ['403 without a word', { code: 'upstream_forbidden' }, 'Paxos refused this request.', ['It gave no reason.']],
  [
    'wrong kind',
    { code: 'wrong_kind', found: { kind: 'transfer ID', says: "It's the source transfer of one orchestration." } },
    'This is a transfer ID.',
    ["It's the source transfer of one orchestration."],
  ],
  ['wrong kind, another one', { code: 'wrong_kind', found: { kind: 'event ID' } }, 'This is an event ID.', []],
  [
    '429',
    { code: 'upstream_penalty', retryAfter: 42 },
    'Paxos asked us to slow down.',
    ["Trying again in 42 s. You don't need to refresh."],
  ],
  [
    '429 without a time',
    { code: 'upstream_penalty' },
    'Paxos asked us to slow down.',
    ["Trying again soon. You don't need to refresh."],
  ],
  [
    '5xx',
    { code: 'upstream_unavailable', status: 502, upstream: { status: 503 }, retryAfter: 5 },
    'Paxos had a problem (503).',
    ['Retrying in 5 s.'],
  ],
  [
    '5xx, only ours known',
    { code: 'upstream_unavailable', status: 502 },
    'Paxos had a problem (502).',
    ['Retrying soon.'],
  ],
  [
    'timeout',
    { code: 'upstream_timeout' },
    "Paxos didn't answer in time.",
    ["The transfer may be fine; we just can't see it."],
  ],
  [
    'a proxy in between',
    { code: 'intercepted', status: 404 },
    'Something between you and this dashboard answered (404).',
    ['That answer says nothing about the data. Trying again soon.'],
  ],
  [
    'a session that ended at a proxy in front',
    { code: 'session_ended' },
    'Your session has ended.',
    ["Sign in again and you'll come back to this page."],
  ],
  ['our server', { code: 'unreachable' }, "Can't reach this dashboard's server.", ['Check your VPN or network.']],
  ['offline', { code: 'offline' }, "You're offline.", ["We'll refresh when you're back."]],
  ['malformed', { code: 'unreadable' }, "Paxos sent something we couldn't read.", ['Nothing could be shown.']],
  [
    'malformed, by the proxy',
    { code: 'upstream_bad_response' },
    "Paxos sent something we couldn't read.",
    ['Nothing could be shown.'],
  ],
])('%s', (_, problem, heading, body) => {
  expect(words(problem)).toMatchObject({ heading, body })
})

test('404: where it may be instead, step by step', () => {
  expect(words({ code: 'not_found' })).toEqual({
    heading: 'No orchestration found in Production.',
    body: ['We checked it as an orchestration ID and as a reference.'],
    steps: [
      'Check for missing characters.',
      'It may be in Sandbox or Demo.',
      'It may belong to another Paxos account.',
      'If it was created seconds ago, try again.',
    ],
  })
  expect(problemText({ code: 'not_found' }, { environment: 'demo' })).toMatchObject({
    heading: 'No orchestration found in Demo.',
    steps: [
      'Check for missing characters.',
      'It may belong to another Paxos account.',
      'If it was created seconds ago, try again.',
    ],
  })
})

test('404 of a rule, and of text that could be no id', () => {
  expect(problemText({ code: 'not_found' }, { ...context, looking: 'rule' })).toMatchObject({
    heading: 'No rule found in Production.',
    body: ['Paxos lists no rule with this ID.'],
  })
  expect(problemText({ code: 'not_found' }, { ...context, referenceOnly: true }).body).toEqual([
    "We checked it as a reference; it isn't an orchestration ID.",
  ])
})

test('offline: with the age of what is on the screen', () => {
  const shownFrom = at('2026-04-20T12:40:00Z')
  expect(problemText({ code: 'offline' }, { ...context, shownFrom }).body).toEqual([
    "Showing what we had at 12:40:00 UTC. We'll refresh when you're back.",
  ])
})

test('malformed, while older data is on the screen', () => {
  const shownFrom = at('2026-04-20T12:40:00Z')
  expect(problemText({ code: 'unreadable' }, { ...context, shownFrom }).body).toEqual([])
})

describe('countdowns', () => {
  test('the page’s own counts more than the server’s, in whole seconds', () => {
    expect(words({ code: 'upstream_penalty', retryAfter: 42 }, 6.2)).toMatchObject({
      body: ["Trying again in 7 s. You don't need to refresh."],
      retryInSeconds: 7,
    })
    expect(words({ code: 'upstream_unavailable', status: 500 }, -1)).toMatchObject({ retryInSeconds: 0 })
  })

  test('refused credentials are tried again too', () => {
    expect(words({ code: 'upstream_credentials', retryAfter: 30 })).toMatchObject({
      body: ['Your sign-in is fine. An administrator must check the client ID and secret. Trying again in 30 s.'],
      retryInSeconds: 30,
    })
  })

  test('what waiting does not mend has none', () => {
    for (const code of ['not_found', 'bad_request', 'unauthenticated', 'upstream_forbidden'] as const)
      expect(words({ code, retryAfter: 5 })).not.toHaveProperty('retryInSeconds')
  })
})

test('every code has a heading of its own words, and none but limits, malformed and the server share theirs', () => {
  const codes = Object.keys(problemTable) as LookupProblem['code'][]
  const headings = codes.map(code => words({ code }).heading)
  expect(headings.every(heading => /^[A-Z].*\.$/.test(heading))).toBe(true)
  const shared = [
    ['user_rate_limited', 'budget_exhausted', 'overloaded'],
    ['upstream_bad_response', 'unreadable'],
    ['unreachable', 'shutting_down'],
    ['internal', 'method_not_allowed'],
  ]
  expect(new Set(headings).size).toBe(codes.length - shared.flatMap(group => group.slice(1)).length)
  for (const group of shared)
    expect(new Set(group.map(code => words({ code: code as LookupProblem['code'] }).heading)).size).toBe(1)
})

test('every code that the proxy says has a status and a title of its own', () => {
  for (const code of problemCodes) {
    expect(problemTable[code].status).toBeGreaterThanOrEqual(400)
    expect(problemTable[code].title).not.toBe('')
  }
})

test('one part of a page', () => {
  const problem = { code: 'upstream_forbidden', scope: 'transfer:read_transfer', things: 'transfers' } as const
  expect(partProblemText('Transfer details', problem, context)).toEqual({
    heading: 'Transfer details unavailable.',
    body: [
      "This dashboard isn't allowed to read transfers.",
      'Ask an administrator to add the scope `transfer:read_transfer` to its Paxos credentials.',
      'The rest of this page is complete.',
    ],
  })
})

test('one part of several that are missing does not call the rest complete', () => {
  const { body } = partProblemText('Events', { code: 'upstream_timeout' }, context, false)
  expect(body).toEqual(["Paxos didn't answer in time."])
})

test('a missing transfer is not a missing orchestration', () => {
  const { body } = partProblemText('Transfer details', { code: 'not_found' }, { ...context, looking: 'transfer' })
  expect(body).toEqual(['Paxos lists no transfer with this ID.', 'The rest of this page is complete.'])
})

describe('problemReport', () => {
  const problem: LookupProblem = {
    code: 'upstream_forbidden',
    status: 502,
    scope: 'transfer:read_transfer',
    things: 'transfers',
    requestId: 'ours-1',
    traceId: 'trace-1',
    upstream: {
      status: 403,
      type: 'about:blank',
      title: 'Forbidden',
      detail: 'insufficient scopes',
      requestId: 'theirs-1',
    },
  }

  test('has everything someone else needs', () => {
    expect(problemReport(problem, context, '2026-04-20T14:40:00.5+02:00')).toBe(
      [
        "This dashboard isn't allowed to read transfers.",
        'Time: 2026-04-20 12:40:00 UTC',
        'Environment: production',
        'Looked up: abc',
        'Problem: upstream_forbidden',
        'HTTP status: 502',
        'Scope: transfer:read_transfer',
        'Request ID: ours-1',
        'Trace ID: trace-1',
        'Paxos HTTP status: 403',
        'Paxos type: about:blank',
        'Paxos title: Forbidden',
        'Paxos detail: insufficient scopes',
        'Paxos request ID: theirs-1',
        'This page only reads data. Nothing about the orchestration changed.',
      ].join('\n'),
    )
  })

  test('leaves out what is not known', () => {
    expect(problemReport({ code: 'unreachable' }, { environment: 'demo' }, 'now')).toBe(
      [
        "Can't reach this dashboard's server.",
        'Time: now',
        'Environment: demo',
        'Problem: unreachable',
        readOnlyFooter,
      ].join('\n'),
    )
  })
})

test.each([
  ['production', 'Production'],
  ['sandbox', 'Sandbox'],
  ['eu-2', 'Eu-2'],
  ['', ''],
])('environmentLabel %j', (name, label) => {
  expect(environmentLabel(name)).toBe(label)
})
