/** The outline: dragging, and the keys that do the same. Everything here also stands in the rows' menus. */
import Sortable from 'sortablejs'
import { htmx } from './page/htmx'

const outline = () => document.querySelector<HTMLElement>('[data-outline]')

function arrange() {
  const root = outline()
  if (!root || root.dataset.arranged) return
  root.dataset.arranged = 'yes'
  const options = {
    handle: '[data-grip]',
    animation: 140,
    ghostClass: 'sortable-ghost',
    delayOnTouchOnly: true,
    delay: 120,
  }
  Sortable.create(root, {
    ...options,
    draggable: '.module',
    onEnd: ({ item, oldDraggableIndex, newDraggableIndex }) => {
      if (oldDraggableIndex !== newDraggableIndex)
        put(root.dataset.module!, item.dataset.moduleId!, { index: newDraggableIndex })
    },
  })
  for (const list of root.querySelectorAll<HTMLElement>('[data-items]')) {
    Sortable.create(list, {
      ...options,
      group: 'items',
      draggable: '.item',
      onEnd: ({ item, from, to, oldDraggableIndex, newDraggableIndex }) => {
        if (from === to && oldDraggableIndex === newDraggableIndex) return
        put(root.dataset.item!, item.dataset.id!, { moduleId: to.dataset.items, index: newDraggableIndex })
      },
    })
  }
}

/** The answer says where it stands now. */
function put(path: string, id: string, values: object) {
  const url = `${path.replace(':id', id)}?_method=PUT`
  htmx.ajax('POST', url, { target: '#outline', swap: 'outerMorph', values }).catch(() => location.reload())
}

/** A form under a row goes as it came, without being saved; the keyboard is back at the row's menu. */
function closePanel(panel: Element) {
  const row = panel.closest<HTMLElement>('[data-id], [data-module-id]')
  panel.replaceChildren()
  row?.querySelector<HTMLElement>('.menu > summary')?.focus()
}

document.addEventListener('click', (event) => {
  const panel = (event.target as Element).closest('[data-close-panel]')?.closest('.row-panel')
  if (!panel) return
  event.preventDefault()
  closePanel(panel)
})

/** Alt and an arrow move the row; F2 renames it; Escape closes the form under it. */
document.addEventListener('keydown', (event) => {
  const panel = event.key === 'Escape' && (event.target as Element).closest('.row-panel')
  if (panel) return closePanel(panel)
  const row = (event.target as Element).closest<HTMLElement>('[data-id], [data-module-id]')
  if (!row || (event.target as Element).closest('input, select, textarea')) return
  const step = event.altKey && { ArrowUp: 'up', ArrowDown: 'down' }[event.key]
  if (step) {
    event.preventDefault()
    const root = outline()!
    const { id, moduleId } = row.dataset
    put(id ? root.dataset.item! : root.dataset.module!, id ?? moduleId!, { step })
  }
  if (event.key === 'F2') {
    const href = row.querySelector<HTMLElement>('[data-rename]')?.dataset.rename
    if (href) location.assign(href)
  }
})

document.addEventListener('htmx:after:swap', () => {
  const root = outline()
  if (root) delete root.dataset.arranged
  arrange()
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-add]')) {
    const field = form.querySelector<HTMLInputElement>('input[name="title"]')
    if (field && field.getAttribute('aria-invalid') !== 'true') field.value = ''
  }
})

/** A menu has done its work when a panel opens. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('[data-closes-menu]')
  if (link) link.closest('details')?.removeAttribute('open')
})

arrange()
