import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipFolder } from '../../../bin/lib/build.ts'
import { fixtures } from '../../support/fixtures'

type File = { name: string; mimeType: string; buffer: Buffer }

const own = (path: string) => join(process.cwd(), path)

/** A published course of 14 lessons where it is there, else a small one of the same form. */
export async function someCourse(): Promise<File> {
  const published = fixtures('courses/git-novice.zip')
  const buffer = published
    ? readFileSync(published)
    : Buffer.from(await zipFolder(own('test/support/courses/keeping-bees')))
  return { name: published ? 'git-novice.zip' : 'keeping-bees.zip', mimeType: 'application/zip', buffer }
}

/** A film of 24 seconds with captions. */
export function someFilm(): { film: File; captions: File } {
  const [film, captions] = [
    fixtures('media/lesson.mp4') ?? own('tenants/demo/how-to-learn-online/media/three-tips.mp4'),
    fixtures('media/lesson.en.vtt') ?? own('tenants/demo/how-to-learn-online/media/three-tips.en.vtt'),
  ]
  return {
    film: { name: 'film.mp4', mimeType: 'video/mp4', buffer: readFileSync(film) },
    captions: { name: 'film.en.vtt', mimeType: 'text/vtt', buffer: readFileSync(captions) },
  }
}
