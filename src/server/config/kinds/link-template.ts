/**
 * Templates of links to the operator's own systems and to block explorers. They end up in `href`: a value that comes from
 * Paxos may decide where on a site the link leads, never to which site. Each reader throws `Invalid`.
 */
import { parse } from 'secure-json-parse'
import * as v from 'valibot'
import type { AppConfig } from '#domain/config/app-config.ts'
import { fillTemplate } from '#domain/config/links.ts'
import { readNetwork } from '#paxos/networks.ts'
import { Invalid } from '../variable.ts'
import { link } from './urls.ts'

/** A template of one of the operator's own pages. */
export const ownPage = linkTemplate(['environment', 'id'], 'id')

const explorerPages = { tx: linkTemplate(['hash'], 'hash'), address: linkTemplate(['address'], 'address') }

function linkTemplate(known: readonly string[], required: string) {
  return (template: string): string => {
    if (/[\s\\\p{Cc}]/u.test(template)) throw new Invalid('must not contain spaces, backslashes or control characters')
    if (/%(?![\da-f]{2})/i.test(template)) throw new Invalid('has a % that begins no percent-encoding')
    const unknown = template.replaceAll(/\{(\w+)\}/g, (all, name) => (known.includes(name) ? '' : all))
    if (/[{}]/.test(unknown)) {
      throw new Invalid(`has an unknown placeholder; known: ${known.map(name => `{${name}}`).join(', ')}`)
    }
    if (!template.includes(`{${required}}`)) throw new Invalid(`lacks the placeholder {${required}}`)
    const filled = template.replaceAll(/\{\w+\}/g, sentinel)
    const { origin, href } = link(filled)
    if (origin.includes(sentinel)) throw new Invalid('must not have a placeholder in the host')
    if (count(href) < count(filled)) throw new Invalid('has a placeholder that a .. after it removes')
    // The page decides with this whether there is a link.
    const example = Object.fromEntries(known.map(name => [name, 'a']))
    if (fillTemplate(template, example) === undefined) throw new Invalid('is not a template that can be filled')
    return template
  }
}

/** Stands for a value while a template is checked; nothing that is configured holds it. */
const sentinel = 'filled-in-value'
const count = (text: string) => text.split(sentinel).length

function json<T>(text: string, schema: v.GenericSchema<unknown, T>, shape: string): T {
  let value: unknown
  try {
    value = parse(text)
  } catch {
    throw new Invalid('is not JSON')
  }
  const read = v.safeParse(schema, value)
  if (!read.success || Array.isArray(value)) throw new Invalid(`must look like ${shape}`)
  return read.output
}

const ExplorerTemplates = v.strictObject({ tx: v.optional(v.string()), address: v.optional(v.string()) })
const NetworkTemplates = v.optional(v.record(v.string(), ExplorerTemplates))
const Explorers = v.strictObject({ production: NetworkTemplates, sandbox: NetworkTemplates, demo: NetworkTemplates })

const explorersShape = '{"production": {"ETHEREUM": {"tx": "https://…/{hash}", "address": "https://…/{address}"}}}'

/** JSON: templates by environment and network. A network that this version doesn't know is taken as Paxos would write it. */
export function explorerTemplates(text: string): AppConfig['links']['explorers'] {
  const explorers = json(text, Explorers, explorersShape)
  const reasons = Object.entries(explorers).flatMap(([environment, networks = {}]) =>
    Object.entries(networks).flatMap(([network, templates]) => {
      const name = readNetwork(network)
      if (name === undefined && !/^[A-Z][A-Z0-9_]{1,31}$/.test(network)) {
        return `at ${environment} has a network that is not written as Paxos does, such as ETHEREUM`
      }
      return (['tx', 'address'] as const).flatMap(page => {
        const at = `at ${environment}.${name ?? '(unknown network)'}.${page}`
        return reasonsOf(explorerPages[page], templates[page]).map(reason => `${at} ${reason}`)
      })
    }),
  )
  if (reasons.length > 0) throw new Invalid(...reasons)
  return v.parse(v.record(v.string(), v.record(v.string(), ExplorerTemplates)), explorers)
}

const metadataShape = '{"order_id": "https://…/{id}"}'

/** JSON: templates by metadata key. */
export function metadataTemplates(text: string): Readonly<Record<string, string>> {
  const templates = json(text, v.record(v.string(), v.string()), metadataShape)
  const reasons = Object.values(templates).flatMap((template, index) =>
    reasonsOf(ownPage, template).map(reason => `in its entry ${index + 1} ${reason}`),
  )
  if (reasons.length > 0) throw new Invalid(...reasons)
  return templates
}

function reasonsOf(parse: (template: string) => string, template: string | undefined): readonly string[] {
  try {
    if (template !== undefined) parse(template)
    return []
  } catch (error) {
    if (error instanceof Invalid) return error.reasons
    throw error
  }
}
