/** The watch on the Content-Security-Policy detects violations, which fail every other test. */
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const { id } = scenarios['failed-at-destination']

/** Each runs in the page, as injected code would. */
const breaches: readonly (readonly [name: string, directive: string, provoke: () => unknown])[] = [
  [
    'a style of its own',
    'style-src-elem inline',
    () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'body{color:red}' })),
  ],
  [
    'an image from elsewhere',
    'img-src http://127.0.0.1:9/leak',
    () => document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/leak?data' })),
  ],
  [
    'a request elsewhere',
    'connect-src http://127.0.0.1:9/leak',
    () => fetch('http://127.0.0.1:9/leak').catch(() => ''),
  ],
  [
    'a form sent elsewhere',
    'form-action http://127.0.0.1:9/leak',
    () => {
      const form = Object.assign(document.createElement('form'), { action: 'http://127.0.0.1:9/leak' })
      document.body.append(form)
      form.submit()
    },
  ],
  [
    'markup out of text',
    'require-trusted-types-for trusted-types-sink',
    () => {
      try {
        document.body.innerHTML = '<b>bold</b>'
      } catch {
        // The assignment throws as well.
      }
    },
  ],
]

for (const [name, directive, provoke] of breaches) {
  test(`${name} is kept out and seen`, async ({ page, faults }) => {
    await page.goto(`/demo/orchestrations/${id}`)
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
    expect(faults).toEqual([])
    await page.evaluate(provoke)
    await expect
      .poll(() => faults.some(fault => fault.startsWith(`policy: ${directive}`)), { message: name })
      .toBe(true)
    faults.length = 0
  })
}
