import { escalationPack, packFileName } from '#domain/share/escalation-pack.ts'
import type { Include } from '#domain/share/include.ts'
import { appConfig } from '#web/app-config.ts'
import { download } from './download.ts'
import { contextOf, type Subject } from './share.ts'

/** Saves the escalation pack. */
export function downloadPack(subject: Subject, include: Include): void {
  const { facts, records, environment } = subject
  const pack = escalationPack(facts, {
    ...contextOf(subject),
    include,
    records,
    version: appConfig.version,
  })
  download(packFileName(facts, environment.name), 'text/html', pack)
}
