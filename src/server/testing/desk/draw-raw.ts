/** Stands in for the app that draws: its page holds the whole answer. */
import { type DocumentParts, documentParts, drawnDocument } from '../../site/drawn/document.ts'
import type { Drawer } from '../../site/drawn/drawing.ts'
import { indexPage } from '../../site/index-page.ts'
import { testSite } from './site.ts'

const config = { version: '0.0.0', defaultEnvironment: 'sandbox', environments: [], links: { explorers: {} } }
const parts: DocumentParts = documentParts(testSite, indexPage(testSite.indexHtml, config).body.toString())

export const drawRaw: Omit<Drawer, 'close'> = {
  parts,
  draw: async ({ embedded, encoding }) => {
    const { body } = embedded.reply
    const { status = 'NONE' } = JSON.parse(body) as { status?: string }
    if (status === 'UNDRAWABLE') throw new Error('cannot be drawn')
    const html = `<p>${body.replaceAll('<', '&lt;')}</p>`
    return drawnDocument(parts).drawn({ title: status, html }, embedded)[encoding]
  },
}
