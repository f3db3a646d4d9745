const MOST_BYTES = 1_000_000
const MOST_SIDE = 800

/**
 * A picture of another type than PNG and JPEG, or a large one, becomes a PNG as soon as it is chosen:
 * `<input type="file" data-as-png="…">`, which names the element that says so.
 */
for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-as-png]')) {
  document.getElementById(input.dataset.asPng!)?.removeAttribute('hidden')
  input.addEventListener('change', async () => {
    const file = input.files?.[0]
    if (!file || (/^image\/(?:png|jpeg)$/.test(file.type) && file.size <= MOST_BYTES)) return
    const png = await drawn(file).catch(() => null)
    // What the browser cannot draw goes up as it is: the server says what to do.
    if (!png || input.files?.[0] !== file) return
    const chosen = new DataTransfer()
    chosen.items.add(new File([png], file.name.replace(/\.[^.]*$/, '.png'), { type: 'image/png' }))
    input.files = chosen.files
  })
}

async function drawn(file: File): Promise<Blob | null> {
  const image = new Image()
  image.src = URL.createObjectURL(file)
  try {
    await image.decode()
    // A vector picture need not say how large it is.
    const [width, height] = [image.naturalWidth || MOST_SIDE, image.naturalHeight || MOST_SIDE]
    const isVector = file.type === 'image/svg+xml'
    const scale = Math.min(isVector ? Number.POSITIVE_INFINITY : 1, MOST_SIDE / Math.max(width, height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } finally {
    URL.revokeObjectURL(image.src)
  }
}
