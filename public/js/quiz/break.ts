/** The break ends by itself at its end, by the server's clock. */
export function openBreak(form: HTMLFormElement) {
  const left = Number(form.dataset.breakUntil) - Number(form.dataset.now)
  setTimeout(() => location.assign(form.dataset.page ?? ''), Math.max(0, left) + 1_000)
}
