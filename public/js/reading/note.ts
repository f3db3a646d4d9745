const form = document.querySelector<HTMLFormElement>('form[data-note]')
const area = form?.querySelector('textarea')
const state = form?.querySelector<HTMLElement>('[data-state]')

if (form && area && state) {
  const key = `note:${form.action}`
  const button = form.querySelector<HTMLElement>('[data-save]')
  if (button) button.hidden = true
  let timer: number | undefined
  let sent = area.value

  const kept = localStorage.getItem(key)
  if (kept !== null && kept !== area.value) {
    area.value = kept
    save()
  }
  area.addEventListener('input', () => {
    localStorage.setItem(key, area.value)
    clearTimeout(timer)
    timer = setTimeout(save, 900)
  })
  area.addEventListener('blur', save)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    save()
  })
  addEventListener('online', save)

  async function save() {
    clearTimeout(timer)
    const text = area!.value
    if (text === sent) return localStorage.removeItem(key)
    state!.textContent = form!.dataset.saving ?? ''
    try {
      const answer = await fetch(form!.action, {
        method: 'POST',
        body: new URLSearchParams({ text }),
        headers: { Accept: 'application/json' },
      })
      if (!answer.ok) throw new Error(String(answer.status))
      sent = text
      if (area!.value === text) localStorage.removeItem(key)
      state!.textContent = form!.dataset.saved ?? ''
    } catch {
      state!.textContent = form!.dataset.unsaved ?? ''
    }
  }
}
