export type Drawn = { blob: Blob; width: number; height: number }

/** A picture as this browser draws it, upright, as a JPEG with sides of at most so many pixels; null where it cannot draw it. */
export async function asJpeg(file: Blob, mostSide: number, quality = 0.85): Promise<Drawn | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return null
  const scale = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  context.fillStyle = 'white' // behind what is transparent
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  return blob && { blob, width, height }
}
