/**
 * Offers this browser for what one is told, where it can and says that it does not yet. The button asks the browser, then sends
 * what the browser gave as any form; a browser whose address the server has forgotten is let go.
 */
class PushDevice extends HTMLElement {
  async connectedCallback() {
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return
    const own = await this.subscription()
    const line = own && document.querySelector<HTMLElement>(`[data-endpoint="${await hashOf(own.endpoint)}"]`)
    if (line) {
      line.querySelector<HTMLElement>('[data-this-device]')!.hidden = false
      return
    }
    await own?.unsubscribe().catch(() => false)
    this.hidden = false
    if (Notification.permission === 'denied') this.say('denied')
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      this.ask(event.target as HTMLFormElement).catch(() => this.say('failed'))
    })
  }

  private async subscription(): Promise<PushSubscription | null> {
    const registration = await navigator.serviceWorker.getRegistration('/').catch(() => undefined)
    return (await registration?.pushManager.getSubscription().catch(() => null)) ?? null
  }

  private async ask(form: HTMLFormElement) {
    if ((await Notification.requestPermission()) !== 'granted') return this.say('denied')
    const { key = '', worker = '' } = this.dataset
    await navigator.serviceWorker.register(worker, { scope: '/' })
    const { pushManager } = await navigator.serviceWorker.ready
    const given = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const { endpoint, keys } = given.toJSON()
    for (const [name, value] of Object.entries({ endpoint, ...keys })) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = value ?? ''
    }
    form.submit()
  }

  private say(what: 'denied' | 'failed') {
    for (const one of this.querySelectorAll<HTMLElement>('[data-denied], [data-failed]'))
      one.hidden = !(what in one.dataset)
  }
}

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

customElements.define('push-device', PushDevice)

export {}
