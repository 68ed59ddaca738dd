/** Answers by what stands between the page and the desk: a real nginx that can be told to answer in its place. */
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { readScopes } from '#paxos/api.ts'
import { freePort } from '#server/testing/network/free-port.ts'
import { startNginx } from '#server/testing/network/nginx.ts'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { type Simulator, startSimulator } from '#simulator/simulator.ts'
import { startDesk } from './desk.ts'
import { test as base, expect, expectAccessible } from './test.ts'

type Front = {
  readonly url: string
  /** From now on nginx answers the page's API requests like this, or passes them on. */
  readonly answer: (page: Page, how: How | 'pass') => Promise<void>
}

/** The status of the answer that the page sees, and nginx's directive for it. */
const directives = {
  'not-found': [404, 'return 404;'],
  'bad-gateway': [502, 'proxy_pass http://127.0.0.1:1;'],
  forbidden: [403, 'return 403;'],
  'too-large': [413, 'return 413;'],
  throttled: [429, 'return 429;'],
  maintenance: [503, 'return 503;'],
  'captive-portal': [200, 'return 200 "<h1>Welcome to our Wi-Fi</h1>";'],
  json: [200, `default_type application/json; return 200 '{"id":"x","status":"COMPLETED","items":[]}';`],
  'json-problem': [404, `default_type application/problem+json; return 404 '{"title":"Not Found","status":404}';`],
  'no-route': [404, `default_type application/json; return 404 '{"message":"no Route matched with those values"}';`],
  'network-sign-in': [511, `default_type text/html; return 511 '<a href="/sign-in">Sign in to the network</a>';`],
  empty: [204, 'return 204;'],
  unauthorized: [401, 'return 401;'],
  redirect: [302, 'return 302 http://127.0.0.1:$idp/sign-in?rd=$scheme://$http_host$request_uri;'],
} as const
type How = keyof typeof directives

type IdentityProxy = { readonly port: number; readonly asked: string[] }

const test = base.extend<{ idp: IdentityProxy }, { idpServer: IdentityProxy; front: Front }>({
  /** Another origin, which signs people in and sends them back. */
  idpServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const asked: string[] = []
      const server = createServer(({ url = '/', headers }, response) => {
        asked.push(`${headers['sec-fetch-mode']} ${url}`)
        const to = new URL(url, 'http://idp').searchParams.get('rd') ?? '/'
        response.writeHead(302, { 'set-cookie': ['answer=pass; Path=/', 'door=open; Path=/'], location: to }).end()
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      await use({ port: (server.address() as AddressInfo).port, asked })
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
    { scope: 'worker' },
  ],
  idp: async ({ idpServer }, use) => {
    idpServer.asked.splice(0)
    await use(idpServer)
  },
  visits: async ({ idp: { port } }, use) => use([`http://127.0.0.1:${port}`]),
  // nginx answers by the cookies of the page, which no test leaves to the next.
  front: [
    async ({ idpServer: idp }, use) => {
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      const desk = await startDesk({ TRUSTED_PROXY_CIDRS: '127.0.0.1/32' })
      const simulator = await startSimulator()
      const token = await tokenOf(simulator)
      const nginx = await startNginx(port, directory =>
        configuration({ directory, port, desk: desk.url, idp: idp.port, simulator, token }),
      )
      await use({
        url,
        answer: (page, how) => page.context().addCookies([{ name: 'answer', value: how, url }]),
      })
      await Promise.all([nginx.close(), simulator.close(), desk.stop()])
    },
    { scope: 'worker', timeout: 30_000 },
  ],
})

async function tokenOf({ tokenUrl }: Simulator): Promise<string> {
  const grant = {
    grant_type: 'client_credentials',
    client_id: 'demo',
    client_secret: 'demo',
    scope: readScopes.join(' '),
  }
  const answer = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(grant) })
  return ((await answer.json()) as { access_token: string }).access_token
}

type Parts = {
  readonly directory: string
  readonly port: number
  readonly desk: string
  readonly idp: number
  readonly simulator: { readonly url: string }
  readonly token: string
}

function configuration({ directory, port, desk, idp, simulator, token }: Parts): string {
  const locations = Object.entries(directives).map(
    ([how, [, directive]]) => `location /answer/${how}/ { ${directive} }`,
  )
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${directory}/${name};`,
  )
  return `
pid ${directory}/pid;
events {}
http {
  access_log off;
  ${paths.join('\n  ')}
  map $cookie_page $base { default /api/demo/v2; gateway /gateway; }
  server {
    listen 127.0.0.1:${port};
    set $idp ${idp};
    proxy_set_header Host $http_host;
    location / {
      # Without text/html the desk sends the page without its data, which the page then requests.
      proxy_set_header Accept */*;
      proxy_set_header Host $http_host;
      # The same app with a gateway's own address for Paxos.
      proxy_set_header Accept-Encoding "";
      sub_filter_once off;
      sub_filter /api/demo/v2 $base;
      if ($cookie_door = shut) { return 302 http://127.0.0.1:$idp/sign-in?rd=$scheme://$http_host$request_uri; }
      proxy_pass ${desk};
    }
    location /api/ {
      set $how $cookie_answer;
      if ($how = polite) { set $how "polite$http_x_requested_with"; }
      if ($how = politeXMLHttpRequest) { return 401; }
      if ($how = polite) { return 302 http://127.0.0.1:$idp/; }
      if ($how ~ ^(${Object.keys(directives).join('|')})$) { rewrite ^ /answer/$how/ last; }
      proxy_pass ${desk};
    }
    ${locations.join('\n    ')}
    location /gateway/ {
      if ($cookie_answer ~ ^(${Object.keys(directives).join('|')})$) { rewrite ^ /answer/$cookie_answer/ last; }
      proxy_set_header Authorization "Bearer ${token}";
      proxy_pass ${simulator.url}/v2/;
    }
  }
}`
}

const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')
const settled = `/demo/orchestrations/${scenarios['failed-at-destination'].id}`
const sentence = (how: How) => `Something between you and this dashboard answered (${directives[how][0]}).`
const strangers = (Object.keys(directives) as How[]).filter(how => how !== 'unauthorized' && how !== 'redirect')

for (const how of strangers) {
  test(`an answer by something in between (${how}) says nothing about the orchestration`, async ({ page, front }) => {
    await front.answer(page, how)
    await page.goto(front.url + settled)
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText(sentence(how))
    await expect(page.getByRole('button', { name: 'Try again now' })).toBeVisible()
    await expect(page.getByText(/No orchestration found|Paxos had a problem|Nothing matches/)).toHaveCount(0)
    // It is tried again without a click.
    await front.answer(page, 'pass')
    await expect(heading).toHaveText('Failed at the destination transfer', { timeout: 20_000 })
  })
}

test('each page names what is in between, and can try again', async ({ page, front }) => {
  await front.answer(page, 'not-found')
  const id = randomUUID()
  for (const path of ['/demo/orchestrations', '/demo/rules', `/demo/rules/${id}`, `/demo/transfers/${id}`]) {
    await page.goto(front.url + path)
    await expect(page.getByText(sentence('not-found')).first(), path).toBeVisible()
    await expect(page.getByRole('button', { name: /^Try again/ }).first(), path).toBeVisible()
  }
  await page.goto(`${front.url}/demo?q=some-reference-1`)
  await expect(page.getByText(sentence('not-found')).first()).toBeVisible()
  await expect(page.getByText(/No orchestration found/)).toHaveCount(0)
  await page.goto(
    `${front.url}/demo/orchestrations?id=${scenarios['failed-at-destination'].id},${scenarios['failed-like-others'].id}`,
  )
  await expect(page.getByText(sentence('not-found')).first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('not found')
})

test('a live page keeps its data, says who answered, and goes on refreshing', async ({ page, front }) => {
  await page.goto(`${front.url}/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  for (const how of ['not-found', 'bad-gateway', 'captive-portal'] as const) {
    await front.answer(page, how)
    await expect(page.getByText(sentence(how)).first()).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Processing|Failed)/)
    await front.answer(page, 'pass')
    await expect(page.getByText(sentence(how))).toHaveCount(0, { timeout: 20_000 })
  }
})

test('the next page of a list that something in between answers keeps the way on and the way back', async ({
  page,
  front,
}) => {
  await page.goto(`${front.url}/demo/orchestrations`)
  const older = page.getByRole('link', { name: 'Older' })
  await expect(older).toBeVisible()
  await front.answer(page, 'network-sign-in')
  await older.click()
  await expect(page.getByText(sentence('network-sign-in')).first()).toBeVisible()
  await expect(page.getByText(/Nothing matches|No orchestrations/)).toHaveCount(0)
  await front.answer(page, 'pass')
  await page
    .getByRole('button', { name: /^Try again/ })
    .first()
    .click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.goBack()
  await expect(older).toBeVisible()
})

/** DevTools names the target of a redirect as a request, also when none was sent. */
function expectNotFollowed(idp: { readonly asked: readonly string[] }, faults: string[]) {
  expect(idp.asked.filter(request => !request.startsWith('navigate '))).toEqual([])
  faults.splice(0, faults.length, ...faults.filter(fault => !/^other origin: .*\/sign-in\?/.test(fault)))
}

for (const how of ['redirect', 'unauthorized'] as const) {
  test(`a session that ended at a proxy in front (${how}) is begun again on this page`, async ({
    page,
    front,
    idp,
    faults,
  }) => {
    const id = freshRun(scenarios['fails-in-30-s'].id)
    await page.goto(`${front.url}/demo/orchestrations/${id}`)
    await expect(page.getByText(/Live · checked/)).toBeVisible()
    await page.waitForLoadState('networkidle')
    await page.context().addCookies([{ name: 'door', value: 'shut', url: front.url }])
    await front.answer(page, how)
    await expect(page.getByText('Your session has ended.').first()).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await expect(page.getByText(/Live · checked|^Final · checked/)).toBeVisible()
    await expect(page).toHaveURL(`${front.url}/demo/orchestrations/${id}`)
    await expect(page.getByText('Your session has ended.')).toHaveCount(0)
    expectNotFollowed(idp, faults)
  })
}

test('a lookup after the session ended offers to sign in again', async ({ page, front, idp, faults }) => {
  await page.goto(`${front.url}/demo`)
  await front.answer(page, 'redirect')
  await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').fill('some-reference-1')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your session has ended.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in again' }).first()).toBeVisible()
  expectNotFollowed(idp, faults)
})

test('requests say that they come from a script, so that such a proxy answers 401', async ({ page, front }) => {
  await page.goto(`${front.url}/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  await page.context().addCookies([{ name: 'answer', value: 'polite', url: front.url }])
  const refused = page.waitForResponse(response => response.url().includes('/api/') && response.status() === 401)
  expect((await refused).request().headers()['x-requested-with']).toBe('XMLHttpRequest')
  await expect(page.getByText('Your session has ended.').first()).toBeVisible()
})

test.describe("with a company's own gateway to Paxos", () => {
  test.beforeEach(({ page, front }) => page.context().addCookies([{ name: 'page', value: 'gateway', url: front.url }]))

  test("Paxos's data and problems count, though nothing marks them", async ({ page, front }) => {
    const reads: string[] = []
    page.on('request', request => void reads.push(new URL(request.url()).pathname))
    await page.goto(front.url + settled)
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText('Failed at the destination transfer')
    expect(reads).toContain(settled.replace('/demo', '/gateway/orchestration'))
    await page.goto(`${front.url}/demo/orchestrations`)
    await expect(page.getByText(/shown$/).first()).toBeVisible()
    await page.goto(`${front.url}/demo/orchestrations/${sentinels['not-found'].id}`)
    await expect(heading).toHaveText('No orchestration found in Demo.')
    await page.goto(`${front.url}/demo/orchestrations/${sentinels['forbidden-scope'].id}`)
    await expect(heading).toHaveText("This dashboard isn't allowed to read orchestrations.")
  })

  for (const how of ['not-found', 'bad-gateway', 'captive-portal', 'no-route', 'network-sign-in', 'empty'] as const) {
    test(`anything else (${how}) is something in between`, async ({ page, front }) => {
      await front.answer(page, how)
      await page.goto(front.url + settled)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentence(how))
    })
  }
})
