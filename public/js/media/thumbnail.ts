import type { SentFile } from './send-file'

const WIDE = 640

/** Draws a small picture of an image or a film in the browser and keeps it beside the file; what cannot be drawn has none. */
export async function sendThumbnail(file: File, sent: SentFile): Promise<void> {
  try {
    if (sent.kind === 'image' && sent.type !== 'image/svg+xml' && file.size > 60_000) await sendImage(file, sent)
    else if (sent.kind === 'video') await sendFrame(file, sent)
  } catch {
    // The file is there; lists show an icon instead.
  }
}

async function sendImage(file: File, sent: SentFile) {
  const bitmap = await createImageBitmap(file)
  await send(sent, bitmap, bitmap.width, bitmap.height)
  bitmap.close()
}

/** The frame after a second or a tenth of the film: the first one is often black. */
async function sendFrame(file: File, sent: SentFile) {
  const film = document.createElement('video')
  const source = URL.createObjectURL(file)
  film.muted = true
  film.preload = 'auto'
  film.src = source
  try {
    await once(film, 'loadeddata')
    film.currentTime = Math.min(1, film.duration / 10 || 0)
    await once(film, 'seeked')
    await send(sent, film, film.videoWidth, film.videoHeight, film.duration)
  } finally {
    URL.revokeObjectURL(source)
  }
}

async function send(sent: SentFile, source: CanvasImageSource, width: number, height: number, seconds?: number) {
  const scale = Math.min(1, WIDE / width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')!.drawImage(source, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8))
  if (!blob) return
  const measured = new URLSearchParams({ width: String(width), height: String(height) })
  if (seconds && Number.isFinite(seconds)) measured.set('seconds', String(seconds))
  await fetch(`${sent.url}/thumbnail?${measured}`, { method: 'PUT', body: blob })
}

const once = (film: HTMLVideoElement, name: string) =>
  new Promise<void>((resolve, reject) => {
    film.addEventListener(name, () => resolve(), { once: true })
    film.addEventListener('error', () => reject(film.error), { once: true })
    setTimeout(() => reject(new Error(name)), 8_000)
  })
