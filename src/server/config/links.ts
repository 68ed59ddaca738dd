/** Templates of links to the operator's own systems. They end up in `href`, so only https ones with known placeholders pass. */
import * as v from 'valibot'
import { AppConfig } from '#domain/config/app-config.ts'
import { isLoopbackHost } from './loopback.ts'
import type { VariableReader } from './variable-reader.ts'

type Links = AppConfig['links']
const Explorers = v.unwrap(v.unwrap(AppConfig.entries.links).entries.explorers)

export function readLinks(reader: VariableReader): Links {
  const template = (name: string) => {
    const text = reader.text(name)
    if (text === undefined) return undefined
    const fault = templateFault(text, ['environment', 'id'], 'id')
    return fault ? reader.fault(name, fault) : text
  }
  const rule = template('RULE_URL_TEMPLATE')
  const transfer = template('TRANSFER_URL_TEMPLATE')
  const profile = template('PROFILE_URL_TEMPLATE')
  return {
    ...(rule !== undefined && { rule }),
    ...(transfer !== undefined && { transfer }),
    ...(profile !== undefined && { profile }),
    explorers: readExplorers(reader) ?? {},
  }
}

function readExplorers(reader: VariableReader): Links['explorers'] | undefined {
  const name = 'EXPLORER_URL_TEMPLATES'
  const text = reader.text(name)
  if (text === undefined) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return reader.fault(name, 'is not JSON')
  }
  const shape = '{"production": {"ETHEREUM": {"tx": "https://…/{hash}", "address": "https://…/{address}"}}}'
  const explorers = v.safeParse(Explorers, json)
  if (!explorers.success) return reader.fault(name, `must look like ${shape}`)
  for (const [environment, networks] of Object.entries(explorers.output)) {
    for (const [network, { tx, address }] of Object.entries(networks)) {
      const at = `at ${environment}.${network}`
      const txFault = tx === undefined ? undefined : templateFault(tx, ['hash'], 'hash')
      const addressFault = address === undefined ? undefined : templateFault(address, ['address'], 'address')
      if (txFault) reader.fault(name, `${at}.tx ${txFault}`)
      if (addressFault) reader.fault(name, `${at}.address ${addressFault}`)
    }
  }
  return explorers.output
}

/** What is wrong with a template; undefined when nothing is. */
function templateFault(template: string, known: readonly string[], required: string): string | undefined {
  const placeholders = [...template.matchAll(/\{([^{}]*)\}/g)].map(match => match[1] ?? '')
  const odd = placeholders.find(placeholder => !known.includes(placeholder))
  if (odd !== undefined) return `has a placeholder {${odd}}; known: ${known.map(name => `{${name}}`).join(', ')}`
  if (!placeholders.includes(required)) return `lacks the placeholder {${required}}`
  const filled = template.replaceAll(/\{[^{}]*\}/g, 'x')
  const url = URL.canParse(filled) ? new URL(filled) : undefined
  const secure = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)))
  if (!secure) return 'must be an absolute https URL'
  // A placeholder in the host would let an ID choose where the link goes.
  if (template.split('/')[2]?.includes('{')) return 'must not have a placeholder in the host'
  return undefined
}
