import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { media, mediaTracks } from '../../../worker/db/schema'
import { applyImport, findRun, keepArchive, planImport, startImport } from '../../../worker/domain/imports'
import { zipOf } from '../../support/imports'
import { longFilm } from '../../support/long-film'
import { makeSchool } from '../../support/school'

const MiB = 1024 * 1024

test('a film that is larger than a form comes in piece by piece, with its captions', async () => {
  const { tenant, cast } = await makeSchool()
  const film = longFilm(26 * MiB)
  const zip = await zipOf({
    'one.md': '# One\n\n![A film](film.mp4)\n',
    'two.md': '# Two\n',
    'film.mp4': film,
    'film.en.vtt': 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n',
  })
  const kept = await keepArchive(tenant, cast.ivy, [{ path: 'film.zip', bytes: zip }], 40 * MiB)
  const { id } = await planImport(tenant, cast.ivy, { mediaId: kept.id, courseId: null })
  await startImport(tenant, cast.ivy, id)
  await applyImport(tenant, id)
  const run = await findRun(tenant, cast.ivy, id)
  expect(run.error).toBeNull()
  expect(run.report.lines.filter(({ level }) => level === 'problem')).toEqual([])
  const [stored] = await tenant.db.select().from(media).where(eq(media.name, 'film.mp4'))
  expect(stored).toMatchObject({ type: 'video/mp4', size: film.length })
  expect(
    (await tenant.db.select().from(mediaTracks)).map(({ language, transcript }) => [language, transcript]),
  ).toEqual([['en', 'Hello']])
}, 40_000)
