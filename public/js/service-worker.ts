/** Shows what its reader is told while no page is open. It keeps no page and answers no request. */

type Shown = { title: string; body: string; url: string; tag: string; lang: string; dir: NotificationDirection }
type Waits = { waitUntil: (work: Promise<unknown>) => void }
type Pushed = Waits & { data: { json: () => Shown } | null }
type Clicked = Waits & { notification: Notification }
type Tab = { url: string; focus: () => Promise<Tab>; navigate: (url: string) => Promise<Tab | null> }
/** As much of the service worker's globals as we use: TypeScript's own stand in the way of those of pages. */
type Scope = {
  registration: { showNotification: (title: string, options: NotificationOptions) => Promise<void> }
  clients: {
    matchAll: (of: { type: 'window'; includeUncontrolled: boolean }) => Promise<Tab[]>
    openWindow: (url: string) => Promise<Tab | null>
  }
  location: Location
  addEventListener: ((name: 'push', hear: (event: Pushed) => void) => void) &
    ((name: 'notificationclick', hear: (event: Clicked) => void) => void)
}
const scope = self as unknown as Scope

scope.addEventListener('push', (event: Pushed) => {
  const shown = event.data?.json()
  if (!shown) return
  const { title, body, url, tag, lang, dir } = shown
  event.waitUntil(scope.registration.showNotification(title, { body, tag, lang, dir, data: { url } }))
})

scope.addEventListener('notificationclick', (event: Clicked) => {
  event.notification.close()
  const { url } = event.notification.data as { url: string }
  event.waitUntil(open(url))
})

/** In a tab that is open already, if there is one. Only ever a page of our own. */
async function open(path: string) {
  const url = new URL(path, scope.location.origin)
  if (url.origin !== scope.location.origin) return
  const [tab] = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!tab) return scope.clients.openWindow(url.href)
  await tab.focus()
  return tab.url === url.href ? tab : tab.navigate(url.href).catch(() => scope.clients.openWindow(url.href))
}

export {}
