import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipFolder } from '../../../bin/lib/build.ts'
import { fixtures } from '../../support/fixtures'

type File = { name: string; mimeType: string; buffer: Buffer }

const own = (path: string) => join(process.cwd(), path)

/** A small course of ours. */
export const smallCourse = async (): Promise<File> => ({
  name: 'keeping-bees.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(await zipFolder(own('test/support/courses/keeping-bees'))),
})

/** A published course of 14 lessons where it is there, else a small one of the same form. */
export async function someCourse(): Promise<File> {
  const published = fixtures('courses/git-novice.zip')
  if (!published) return smallCourse()
  return { name: 'git-novice.zip', mimeType: 'application/zip', buffer: readFileSync(published) }
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

/** The path of a film that goes up in three parts. */
export function longFilm(): string {
  const path = join(tmpdir(), 'lyceum-long-film.mp4')
  const filling = Buffer.alloc(36_000_000)
  filling.writeUInt32BE(filling.length)
  filling.write('free', 4)
  writeFileSync(path, Buffer.concat([someFilm().film.buffer, filling]))
  return path
}
