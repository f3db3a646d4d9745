const documents = () => document.querySelectorAll<HTMLElement>('[data-lesson] [data-document][data-block]')

/** The open page of each PDF that was opened. */
export function pages(): Record<string, number> | undefined {
  const open = [...documents()].filter((block) => block.dataset.page)
  return open.length ? Object.fromEntries(open.map(({ dataset }) => [dataset.block!, Number(dataset.page)])) : undefined
}

/** Says to every PDF where it was left, before it opens. */
export function restorePages(lesson: HTMLElement) {
  const kept = JSON.parse(lesson.dataset.pages ?? '{}') as Record<string, number>
  for (const { dataset } of documents()) {
    const page = kept[dataset.block!]
    if (page) dataset.page = String(page)
  }
}
