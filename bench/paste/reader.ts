/** Reads one text several times over and tells how long each took, in ms of processor time. A worker: its engine has seen no other text. */
import { parentPort, workerData } from 'node:worker_threads'
import { readPaste } from '../../src/domain/paste/paste.ts'

const { text, runs }: { text: string; runs: number } = workerData
const context = { origin: 'https://ops.example', environments: ['production', 'sandbox', 'demo'] }
const times = Array.from({ length: runs }, () => {
  const start = process.threadCpuUsage()
  readPaste(text, context)
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
})
parentPort?.postMessage(times)
