import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { media, mediaLinks, organization, uploads } from '../../../worker/db/schema'
import {
  abortUpload,
  binMedia,
  completeUpload,
  findUpload,
  missingParts,
  putPart,
  restoreMedia,
  startUpload,
  storeFile,
  sweepMedia,
} from '../../../worker/domain/media'
import { Invalid } from '../../../worker/errors'
import { utf8 } from '../../../worker/lib/bytes'
import { big, bytesOf, camera, jpeg, film as makeFilm, png } from '../../support/files'
import { longFilm, longHevc } from '../../support/long-film'
import { makeSchool, type School } from '../../support/school'

const MiB = 1024 * 1024
const DAY = 86_400_000
let school: School

beforeAll(async () => {
  school = await makeSchool()
})

const used = async () => (await school.tenant.db.select({ bytes: organization.usedBytes }).from(organization))[0]!.bytes

/** A film of a little more than two parts. */
const film = longFilm(11 * MiB)
const partsOf = (bytes: Uint8Array<ArrayBuffer>, size = 5 * MiB) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size))

const startFilm = () =>
  startUpload(school.tenant, school.cast.ivy, {
    name: 'git.mp4',
    size: film.length,
    purpose: 'content',
    partSize: 5 * MiB,
  })

describe('an upload in parts', () => {
  it('goes on after a cut with what is missing, and counts once', async () => {
    const { tenant, cast } = school
    const before = await used()
    const { id } = await startFilm()
    expect(await used()).toBe(before + film.length)
    const [first, second, third] = partsOf(film)
    await putPart(tenant, cast.ivy, id, 1, first!)
    await putPart(tenant, cast.ivy, id, 3, third!)
    await expect(completeUpload(tenant, cast.ivy, id)).rejects.toThrow('media.partsMissing')

    expect(missingParts(await findUpload(tenant, cast.ivy, id))).toEqual([2])
    await Promise.all([putPart(tenant, cast.ivy, id, 2, second!), putPart(tenant, cast.ivy, id, 1, first!)])
    const file = await completeUpload(tenant, cast.ivy, id)
    const again = await completeUpload(tenant, cast.ivy, id)

    expect(file).toMatchObject({ type: 'video/mp4', size: film.length, seconds: 13, width: 640, height: 360 })
    expect(again.id).toBe(file.id)
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await used()).toBe(before + film.length)
    expect((await tenant.media.head(file.key))?.size).toBe(film.length)
  })

  it('is refused at its first part when no browser plays it', async () => {
    const { tenant, cast } = school
    const avi = new Uint8Array(6 * MiB)
    avi.set(new TextEncoder().encode('RIFF\0\0\0\0AVI LIST'))
    const { id } = await startUpload(tenant, cast.ivy, {
      name: 'a.mp4',
      size: avi.length,
      purpose: 'content',
      partSize: 5 * MiB,
    })
    await expect(putPart(tenant, cast.ivy, id, 1, avi.slice(0, 5 * MiB))).rejects.toMatchObject({
      reason: 'files.videoFormat',
      values: { format: 'AVI' },
    })
  })

  it('is refused at its end when its codec plays in some browsers only, and leaves no room taken', async () => {
    const { tenant, cast } = school
    const before = await used()
    const hevc = longHevc(6 * MiB)
    const given = { name: 'phone.mov', size: hevc.length, purpose: 'content' as const, partSize: 5 * MiB }
    const { id } = await startUpload(tenant, cast.ivy, given)
    for (const [i, part] of partsOf(hevc).entries()) await putPart(tenant, cast.ivy, id, i + 1, part)
    await expect(completeUpload(tenant, cast.ivy, id)).rejects.toMatchObject({
      reason: 'files.videoFormat',
      values: { format: 'HEVC' },
    })
    expect(await used()).toBe(before)
    expect(await tenant.db.select().from(uploads).where(eq(uploads.id, id))).toEqual([])
  })

  it('belongs to who began it', async () => {
    const { id } = await startFilm()
    await expect(findUpload(school.tenant, school.cast.ian, id)).rejects.toThrow()
    await abortUpload(school.tenant, school.cast.ivy, id)
    await expect(findUpload(school.tenant, school.cast.ivy, id)).rejects.toThrow()
  })

  it('never grows the school beyond its quota, also side by side', async () => {
    const { tenant, cast } = school
    const room = film.length + 1_000
    await tenant.db.update(organization).set({ quotaBytes: (await used()) + room })
    const results = await Promise.allSettled([startFilm(), startFilm(), startFilm()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'media.noRoom' } })
    await expect(
      storeFile(tenant, cast.ivy, { name: 'a.mp4', bytes: longFilm(2_000), purpose: 'content' }),
    ).rejects.toMatchObject({ reason: 'media.noRoom' })
    await tenant.db.update(organization).set({ quotaBytes: 10 ** 9 })
  })
})

describe('a file in one go', () => {
  it('is typed by its bytes, cleaned and measured', async () => {
    const { tenant, cast } = school
    const file = await storeFile(tenant, cast.ivy, {
      name: '../../me.png',
      bytes: jpeg({ orientation: 6 }),
      purpose: 'content',
    })
    expect(file).toMatchObject({ name: 'me.png', type: 'image/jpeg', width: 30, height: 40 })
    const kept = await tenant.media.get(file.key)
    const text = kept && 'body' in kept ? await kept.text() : ''
    expect(text).toContain('JFIF')
    expect(text).not.toContain('SECRET')
  })

  it('is refused when a picture is a web page', async () => {
    const { tenant, cast } = school
    const given = {
      name: 'cat.png',
      bytes: utf8('<!doctype html><script>1</script>'),
      purpose: 'content' as const,
    }
    await expect(storeFile(tenant, cast.ivy, given)).rejects.toMatchObject({ reason: 'files.notWhatItSays' })
    await expect(storeFile(tenant, cast.lena, { ...given, bytes: png() })).rejects.toThrow() // learners add to no lesson
    await expect(
      storeFile(tenant, cast.lena, { name: 'me', bytes: makeFilm(), purpose: 'photo' }),
    ).rejects.toMatchObject({
      reason: 'media.notPicture',
    })
  })
})

describe('what nobody uses', () => {
  it('is removed after a day; what a lesson uses stays', async () => {
    const { tenant, cast, platform } = school
    const [kept, lonely] = [
      await storeFile(tenant, cast.ivy, { name: 'kept.png', bytes: png(), purpose: 'content' }),
      await storeFile(tenant, cast.ivy, { name: 'lonely.png', bytes: png(), purpose: 'content' }),
    ]
    await tenant.db.insert(mediaLinks).values({ mediaId: kept.id, kind: 'item', subjectId: 'lesson' })
    const before = await used()
    platform.setNow(platform.now() + DAY / 2)
    await sweepMedia(tenant)
    expect(await tenant.media.head(lonely.key)).not.toBeNull()

    platform.setNow(platform.now() + DAY)
    await sweepMedia(tenant)
    expect(await tenant.media.head(lonely.key)).toBeNull()
    expect(await tenant.media.head(kept.key)).not.toBeNull()
    expect(await tenant.db.select({ id: media.id }).from(media)).toEqual([{ id: kept.id }])
    expect(await used()).toBeLessThanOrEqual(before - lonely.size)
    expect(await used()).toBe(kept.size)
    expect(await tenant.db.select().from(uploads)).toEqual([])
  })

  it('can be deleted and brought back, unless it is used', async () => {
    const { tenant, cast } = school
    const file = await storeFile(tenant, cast.ivy, { name: 'b.png', bytes: png(), purpose: 'content' })
    await binMedia(tenant, cast.ivy, file)
    await expect(restoreMedia(tenant, cast.ian, file.id)).rejects.toThrow()
    expect((await restoreMedia(tenant, cast.ivy, file.id)).name).toBe('b.png')
    await tenant.db.insert(mediaLinks).values({ mediaId: file.id, kind: 'item', subjectId: 'lesson' })
    await expect(binMedia(tenant, cast.ivy, file)).rejects.toMatchObject({ reason: 'media.inUse' })
  })
})

describe('a photo of an iPhone', () => {
  const heic = bytesOf(big(24), 'ftypheic', big(0), 'mif1heic', big(80), 'mdat', 'Exif\0\0', camera(1))
  const given = { name: 'IMG_1.HEIC', bytes: heic }

  it('is handed in where its browser could not make a JPEG of it, without what its camera says of itself', async () => {
    const { tenant, cast } = school
    const file = await storeFile(tenant, cast.lena, { ...given, purpose: 'submission' })
    expect(file).toMatchObject({ type: 'image/heic', name: 'IMG_1.HEIC' })
    const object = await tenant.media.get(file.key)
    const kept = object && 'body' in object ? await object.text() : ''
    expect(new TextDecoder('latin1').decode(heic)).toContain('SECRETCM')
    expect(kept).toContain('ftypheic')
    expect(kept).not.toContain('SECRETCM')
  })

  it('is handed in through parts, too', async () => {
    const { tenant, cast } = school
    const begun = { name: 'IMG_2.HEIC', size: heic.length, purpose: 'submission' as const }
    const { id } = await startUpload(tenant, cast.lena, begun)
    await putPart(tenant, cast.lena, id, 1, heic)
    expect(await completeUpload(tenant, cast.lena, id)).toMatchObject({ type: 'image/heic' })
  })

  it('is no picture of a lesson or of a person: there it has to be one that everybody sees', async () => {
    const { tenant, cast } = school
    for (const purpose of ['content', 'photo'] as const)
      await expect(storeFile(tenant, cast.ivy, { ...given, purpose })).rejects.toThrow(Invalid)
  })
})
