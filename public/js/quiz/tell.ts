/** Tells the attempt's log what only this page sees: opened, left, come back to, without a connection. Lost beacons are lost. */
export function tellLog(url: string) {
  const send = (kind: string, since?: number) => {
    const said = new URLSearchParams({ kind, key: crypto.randomUUID() })
    if (since !== undefined) said.set('seconds', String(Math.min(604_800, Math.round((Date.now() - since) / 1_000))))
    navigator.sendBeacon(url, said)
  }
  let leftAt: number | null = null
  let offlineAt: number | null = null
  // Going on to the review, or loading again, is no leaving.
  let isGoing = false
  addEventListener('pagehide', () => {
    isGoing = true
  })

  const look = () => {
    const isHere = !document.hidden && document.hasFocus()
    if (!isHere && leftAt === null && !isGoing) {
      leftAt = Date.now()
      send('left')
    } else if (isHere && leftAt !== null) {
      send('returned', leftAt)
      leftAt = null
    }
  }
  send('opened')
  addEventListener('pageshow', () => {
    isGoing = false
  })
  document.addEventListener('visibilitychange', look)
  addEventListener('focus', look)
  addEventListener('blur', look)
  addEventListener('offline', () => {
    offlineAt ??= Date.now()
  })
  addEventListener('online', () => {
    if (offlineAt !== null) send('offline', offlineAt)
    offlineAt = null
  })
}
