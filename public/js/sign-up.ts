import './sign-up/zone'

type Swap = CustomEvent<{ ctx: { target?: Element | string; request: { action: string } } }>

/** An address that somebody is typing, or has typed while a suggestion was on its way, stays as it is. */
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = (event as Swap).detail
  const address = document.getElementById('address')
  const field = address?.querySelector<HTMLInputElement>('input[name="slug"]')
  if (!field || ctx.target !== address) return
  const asked = new URL(ctx.request.action, document.baseURI).searchParams.get('slug')
  if (document.activeElement === field || field.value !== asked) event.preventDefault()
})
