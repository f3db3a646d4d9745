/** Puts a player in its frame when the reader asks for it; before that nothing is fetched from elsewhere. */
function load(frame: HTMLElement) {
  const { embed, title = '' } = frame.dataset
  if (!embed) return
  const player = document.createElement('iframe')
  player.src = embed
  player.title = title
  player.allow = 'fullscreen; encrypted-media; picture-in-picture'
  player.referrerPolicy = 'strict-origin-when-cross-origin' // YouTube refuses players that name no page
  player.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-presentation allow-forms')
  frame.replaceChildren(player)
  player.focus()
}

function prepareFrames(root: ParentNode) {
  for (const part of root.querySelectorAll<HTMLElement>('.frame[data-embed] [data-load]')) part.hidden = false
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-load]') : null
  const frame = button?.closest<HTMLElement>('.frame[data-embed]')
  if (frame) load(frame)
})

prepareFrames(document)
document.addEventListener('htmx:after:swap', () => prepareFrames(document))
