/** The documentation of settings, generated from the table of variables. */

import { ownNames } from '../config/config.ts'
import { prefixesOf } from '../config/unknown-names.ts'
import type { Variable, Variables } from '../config/variable.ts'
import { sections } from '../config/variables.ts'

const defaultOf = ({ default: text, defaultNote }: Variable) => defaultNote ?? (text === undefined ? '' : `\`${text}\``)

const row = ([name, variable]: readonly [string, Variable]) =>
  `| \`${name}\`${variable.secret ? ' *' : ''} | ${defaultOf(variable)} | ${need(variable)}${variable.doc.replaceAll('|', '\\|')} |`

const need = ({ mode, required }: Variable) =>
  mode === undefined ? '' : required ? `Required by \`${mode}\`. ` : `With \`${mode}\`. `

const table = (rows: Variables) =>
  ['| variable | default | |', '|---|---|---|', ...Object.entries(rows).map(row)].join('\n')

/** The tables of settings in docs/operating.md, one for each group. */
export const settingsTables = (): string =>
  sections.map(({ title, variables: rows }) => `### ${title}\n\n${table(rows)}\n`).join('\n')

export const reservedPrefixes = (): string => `\`${prefixesOf(ownNames).join(' ')}\``

/** Markdown as plain text. */
const plain = (doc: string) => doc.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '')

function lines([name, variable]: readonly [string, Variable]): readonly string[] {
  const { default: text, defaultNote, example, secret, doc } = variable
  const note = text === undefined && defaultNote !== undefined ? ` Default: ${defaultNote}.` : ''
  const value = example ?? text ?? ''
  return [
    `# ${plain(need(variable) + doc + note)}`,
    `#${name}=${/["#]/.test(value) ? `'${value}'` : value}`,
    ...(secret ? [`#${name}_FILE=`] : []),
  ]
}

/** `.env.example`. */
export const envExample = (): string =>
  [
    '# Orchestration Desk. Copy this file to .env, which npm start reads. The demo needs none of it.',
    '# Check it with: npm start -- --check-config',
    '# A secret can also be the path of a file: the same name with _FILE.',
    ...sections.flatMap(({ title, variables: rows }) => ['', `# ${title}`, '', ...Object.entries(rows).flatMap(lines)]),
    '',
  ].join('\n')

/** Replaces the text between the marks `<!-- name -->` and `<!-- /name -->`. */
export function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest = ''] = text.split(start)
  const after = rest.split(end)[1]
  if (after === undefined) throw new Error(`${start} … ${end} is missing`)
  return `${before}${start}\n${content}\n${end}${after}`
}
