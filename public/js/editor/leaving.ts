import type { LessonEditor } from './lesson-editor'

/** Everything that is written reaches the server; whether it did. */
export async function settle(editor: LessonEditor): Promise<boolean> {
  const forms = [...editor.forms.values()]
  await Promise.all(forms.map((form) => form.settle()))
  editor.tell()
  return !forms.some((form) => form.isDirty)
}

/** On to another page, with everything kept; what could not be, the browser asks about. */
export async function goAfter(editor: LessonEditor, address: string) {
  await settle(editor)
  location.assign(address)
}

/** The link to another page of ours that this click follows in this window. */
export function isLink(event: MouseEvent): HTMLAnchorElement | null {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!link || !isPlain || event.defaultPrevented || link.target || link.origin !== location.origin) return null
  if (link.closest('.ProseMirror')) return null
  return link.hash && link.pathname === location.pathname && link.search === location.search ? null : link
}
