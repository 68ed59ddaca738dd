/** "Tell me when it's done": a notification of the browser's own, and without one the title of the tab. */
import { useEffect } from 'react'
import { pageTitle } from '#domain/orchestration/page-title.ts'
import { isTerminal } from '#domain/orchestration/status.ts'
import { orchestrationLook } from '#web/components/badge.tsx'
import type { Subject } from '../share/share.ts'
import type { Live } from './use-live.ts'

const supported = () => 'Notification' in window

/** Whether the reader, or their browser, has said no. */
export const notificationsBlocked = (): boolean => !supported() || Notification.permission === 'denied'

/** Asks for permission; to be called on the reader's own click, and never before. */
export async function askToNotify(): Promise<void> {
  if (supported() && Notification.permission === 'default') await Notification.requestPermission()
}

/** Waits with the page for the end, tells of it once, and is over. */
export function useTellWhenDone(subject: Subject, live: Live): void {
  const { orchestration } = subject.facts
  const isDone = isTerminal(orchestration.status)
  useEffect(() => {
    if (!live.watching || !isDone) return
    notify(
      pageTitle(orchestration, { environment: subject.environment.name }),
      `/favicons/${orchestrationLook(orchestration.status).shape}.svg`,
    )
    live.watch(false)
  }, [isDone, orchestration, subject.environment.name, live.watching, live.watch])
}

function notify(title: string, icon: string): void {
  if (!supported() || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(title, { icon, tag: location.pathname })
    notification.onclick = () => {
      window.focus()
      notification.close()
    }
  } catch {
    // Some mobile browsers notify from service workers only; the title of the tab tells it all the same.
  }
}
