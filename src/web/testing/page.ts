/** The page that component tests run in: a document with a configuration, as the server writes it, emptied after each test. */
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

const config = document.createElement('script')
config.type = 'application/json'
config.id = 'desk-config'
config.textContent = JSON.stringify({
  version: 'test',
  defaultEnvironment: 'demo',
  environments: [{ name: 'demo', apiBase: '/api/demo/v2' }],
})
document.head.append(config)

afterEach(cleanup)
