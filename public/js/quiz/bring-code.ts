/** What only some kinds of questions need (`data-code`) comes with the first of them that is looked at. */
export function bringCode(form: HTMLFormElement): void {
  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) bring(target as HTMLElement)
    },
    { rootMargin: '200px 0px' },
  )
  for (const part of form.querySelectorAll<HTMLElement>('[data-code]')) nearby.observe(part)

  function bring(part: HTMLElement) {
    nearby.unobserve(part)
    const all = part.dataset.code!.split(' ').map((url) => import(url))
    Promise.all(all).catch(() => addEventListener('online', () => bring(part), { once: true }))
  }
}
