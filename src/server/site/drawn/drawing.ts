/**
 * Draws pages in a thread of its own: a page takes about 2 ms, in which the server answers others, and its garbage has a
 * heap that stays small.
 */
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { AppConfig } from '#domain/config/app-config.ts'
import type { EmbeddedReply } from '#domain/config/drawing.ts'
import { indexPage } from '../index-page.ts'
import { drawModulePath, type Site } from '../read-site.ts'
import { type DocumentParts, documentParts } from './document.ts'
import type { Piece } from './pieces.ts'

export type ThreadData = { readonly url: string; readonly config: AppConfig; readonly parts: DocumentParts }
type Page = { readonly embedded: EmbeddedReply; readonly search: string; readonly encoding: keyof Piece }
export type Asked = Page & { readonly n: number }
export type Drawn = { readonly n: number; readonly bytes?: Uint8Array; readonly problem?: string }

export type Drawer = {
  readonly parts: DocumentParts
  /** Draws the page of an answer with data: what follows its head. Rejects if that can't be drawn, or not soon. */
  readonly draw: (page: Page) => Promise<Uint8Array>
  readonly close: () => Promise<unknown>
}

/** Pages that wait at once; more are left to the browser. */
const maxWaiting = 50
/** A drawing that takes longer never ends: the thread is given up, and the next page starts another. */
const maxDrawMs = 2000
/** What drawing leaves behind is collected early rather than kept. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 }

/** Loads the app that a build in `directory` has for the server. Rejects if it can't be loaded. */
export async function startDrawer(
  directory: string,
  site: Site,
  config: AppConfig,
  drawMs = maxDrawMs,
): Promise<Drawer> {
  const parts = documentParts(site, indexPage(site.indexHtml, config).body.toString())
  const data: ThreadData = { url: pathToFileURL(join(directory, drawModulePath)).href, config, parts }
  let thread: Promise<Thread> | undefined = startThread(data, drawMs)
  await thread
  return {
    parts,
    draw: async page => {
      thread ??= startThread(data, drawMs)
      try {
        return await (await thread).draw(page)
      } catch (error) {
        if (error instanceof ThreadGone) thread = undefined
        throw error
      }
    },
    close: async () => (await thread)?.close(),
  }
}

class ThreadGone extends Error {}

type Thread = Omit<Drawer, 'parts'>
type Waiting = { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void }

async function startThread(workerData: ThreadData, drawMs: number): Promise<Thread> {
  const worker = new Worker(new URL('drawing-thread.ts', import.meta.url), { workerData, resourceLimits })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let gone: ThreadGone | undefined
  worker.on('error', ({ stack }) => {
    gone = new ThreadGone(stack)
  })
  worker.on('exit', () => {
    gone ??= new ThreadGone('The thread that draws has ended.')
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  })
  await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => Promise.reject(gone))])
  worker.on('message', ({ n, bytes, problem }: Drawn) => {
    const { resolve, reject } = waiting.get(n) ?? {}
    waiting.delete(n)
    if (bytes) resolve?.(bytes)
    else reject?.(new Error(problem))
  })
  worker.unref()
  return {
    draw: page =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone)
        if (waiting.size >= maxWaiting) return reject(new Error('Too many pages wait to be drawn.'))
        last += 1
        const asked: Asked = { ...page, n: last }
        const timer = setTimeout(() => void worker.terminate(), drawMs)
        const settled = () => clearTimeout(timer)
        waiting.set(asked.n, {
          resolve: bytes => {
            settled()
            resolve(bytes)
          },
          reject: error => {
            settled()
            reject(error)
          },
        })
        worker.postMessage(asked)
      }),
    close: () => worker.terminate(),
  }
}
