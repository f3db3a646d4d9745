/** What was typed into a page stays when another language is chosen for it. Secrets are not kept, nor the language itself. */
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const PLACE = 'lyceum.typed'
const secret = /^(?:password|hidden|file|submit|button)$/

const fields = () =>
  [...document.querySelectorAll<Field>('main :is(input, select, textarea)[name]')].filter(
    ({ type, name }) => !secret.test(type) && name !== 'locale',
  )

document.addEventListener('submit', (event) => {
  if (!(event.target as Element).matches('form.languages')) return
  const typed = fields().map((field) =>
    'checked' in field && /^(?:checkbox|radio)$/.test(field.type) ? field.checked : field.value,
  )
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, typed]))
  } catch {
    // Storage is closed here: then the page begins anew.
  }
})

try {
  const [path, typed] = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as [string?, (string | boolean)[]?]
  sessionStorage.removeItem(PLACE)
  const now = fields()
  if (path === location.pathname && typed?.length === now.length)
    for (const [i, field] of now.entries()) {
      const value = typed[i]!
      if (typeof value === 'string') field.value = value
      else (field as HTMLInputElement).checked = value
    }
} catch {
  // Nothing was kept.
}
