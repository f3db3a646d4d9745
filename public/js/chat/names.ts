type Person = { id: string; name: string }

/** `@` and the beginning of a name offers the people of the room; arrows choose, Enter or Tab puts the name there. */
export function names(field: HTMLTextAreaElement, path: string) {
  const box = document.createElement('ul')
  box.id = 'chat-names'
  box.className = 'chat-names'
  box.setAttribute('role', 'listbox')
  box.hidden = true
  field.before(box)
  field.setAttribute('aria-controls', box.id)
  field.setAttribute('aria-autocomplete', 'list')
  let chosen = 0
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const begun = () =>
    /(?:^|\s)@([\p{L}\p{M}\p{N}'’.-]{1,40}(?: [\p{L}\p{M}\p{N}'’.-]{0,40})?)$/u.exec(
      field.value.slice(0, field.selectionStart),
    )?.[1]

  function close() {
    box.hidden = true
    field.removeAttribute('aria-activedescendant')
  }

  function choose(index: number) {
    const options = [...box.children]
    chosen = (index + options.length) % options.length
    options.forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === chosen))
    })
    field.setAttribute('aria-activedescendant', `chat-name-${chosen}`)
  }

  function put(name: string) {
    const words = begun()
    if (words === undefined) return close()
    const end = field.selectionStart
    field.setRangeText(`${name} `, end - words.length, end, 'end')
    close()
    field.focus()
  }

  async function look(words: string) {
    const answer = await fetch(`${path}?q=${encodeURIComponent(words)}`).catch(() => null)
    if (!answer?.ok || begun() !== words) return
    const people = (await answer.json()) as Person[]
    box.replaceChildren(
      ...people.map(({ name }, i) => {
        const option = document.createElement('li')
        option.id = `chat-name-${i}`
        option.setAttribute('role', 'option')
        option.textContent = name
        option.addEventListener('mousedown', (event) => {
          event.preventDefault()
          put(name)
        })
        return option
      }),
    )
    box.hidden = people.length === 0
    if (people.length) choose(0)
  }

  field.addEventListener('input', () => {
    const words = begun()
    if (words === undefined) return close()
    if (words === asked && !box.hidden) return
    asked = words
    clearTimeout(timer)
    timer = setTimeout(look, 150, words)
  })
  field.addEventListener('blur', close)
  field.addEventListener(
    'keydown',
    (event) => {
      if (box.hidden) return
      if (event.key === 'ArrowDown') choose(chosen + 1)
      else if (event.key === 'ArrowUp') choose(chosen - 1)
      else if (event.key === 'Escape') close()
      else if (event.key === 'Enter' || event.key === 'Tab') put(box.children[chosen]!.textContent!)
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    true,
  )
}
