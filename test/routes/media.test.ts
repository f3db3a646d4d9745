import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { courses, items, media, mediaLinks, mediaTracks, organization, users } from '../../worker/db/schema'
import { type Media, storeFile } from '../../worker/domain/media'
import { utf8 } from '../../worker/lib/bytes'
import { type Browser, browse, browserAt } from '../support/browser'
import { film as makeFilm, png } from '../support/files'
import { makeCourse } from '../support/lessons'
import { addSchool, makeSchool, type School } from '../support/school'

const svg = () => utf8('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><script>alert(1)</script></svg>')
const pdf = () => utf8('%PDF-1.7')
const vtt = () => utf8('WEBVTT\n\n00:00.000 --> 00:02.000\nGit does not watch your files.\n')
const srt = () => utf8('1\n00:00:00,000 --> 00:00:02,500\nIt waits until you say so.\n')

let school: School
let course: Awaited<ReturnType<typeof makeCourse>>
let film: Media
const as: Record<string, Browser> = {}

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  course = await makeCourse(tenant, cast)
  film = await storeFile(tenant, course.ivy, {
    name: 'Änderung "1".mp4',
    bytes: makeFilm(),
    purpose: 'content',
  })
  await tenant.db.insert(mediaLinks).values({ mediaId: film.id, kind: 'item', subjectId: course.itemId })
  for (const [name, actor] of Object.entries(cast)) as[name] = await browse(platform, tenant, actor)
  as.nobody = await browse(platform, tenant)
})

const status = async (name: string, path: string) => (await as[name]!.get(path)).status

describe('a film in a lesson', () => {
  it('opens for who may open the lesson and is not there for others', async () => {
    const path = `/media/${film.id}`
    for (const name of ['olga', 'ada', 'ivy', 'lena']) expect([name, await status(name, path)]).toEqual([name, 200])
    for (const name of ['ian', 'leo', 'zed', 'nobody']) expect([name, await status(name, path)]).toEqual([name, 404])
    expect(await status('lena', '/media/0195f000-0000-7000-8000-000000000000')).toBe(404)
  })

  it('is not there in the school next door', async () => {
    const { tenant, cast } = await addSchool(school.platform, 'globex', 'Globex')
    const next = await browse(school.platform, tenant, cast.ada)
    expect((await next.get(`/media/${film.id}`)).status).toBe(404)
  })

  it('comes in ranges, is kept by the browser, and runs as nothing', async () => {
    const path = `/media/${film.id}`
    const whole = await as.lena!.get(path)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=600',
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
      'content-length': String(film.size),
    })
    expect(whole.headers.get('Content-Disposition')).toBe(
      `inline; filename="A_nderung _1_.mp4"; filename*=UTF-8''%C3%84nderung%20%221%22.mp4`,
    )
    const etag = whole.headers.get('ETag')!
    expect((await as.lena!.get(path, { 'If-None-Match': etag })).status).toBe(304)
    const part = await as.lena!.get(path, { Range: 'bytes=4-7' })
    expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([
      206,
      `bytes 4-7/${film.size}`,
      'ftyp',
    ])
    expect((await as.lena!.get(path, { Range: `bytes=${film.size}-` })).status).toBe(416)
    expect((await as.lena!.get(path, { Range: 'bytes=0-1', 'If-Range': '"old"' })).status).toBe(200)
    expect((await as.lena!.get(`${path}?download`)).headers.get('Content-Disposition')).toMatch(/^attachment/)
  })

  it('closes with the lesson', async () => {
    const { db } = school.tenant
    await db.update(items).set({ publishedAt: null }).where(eq(items.id, course.itemId))
    expect(await status('lena', `/media/${film.id}`)).toBe(404)
    expect(await status('ivy', `/media/${film.id}`)).toBe(200)
    const later = { date: { from: school.tenant.now() + 1_000 } }
    await db.update(items).set({ publishedAt: 1, availability: later }).where(eq(items.id, course.itemId))
    expect(await status('lena', `/media/${film.id}`)).toBe(404)
    await db
      .update(items)
      .set({ availability: { date: { from: 1 } } })
      .where(eq(items.id, course.itemId))
    expect(await status('lena', `/media/${film.id}`)).toBe(200)
    await db.update(items).set({ availability: null }).where(eq(items.id, course.itemId))
  })

  it('has captions, converted from SubRip, for the same people', async () => {
    const path = `/media/${film.id}/tracks`
    const file = new File([srt()], 'git.srt')
    expect((await as.ivy!.post(path, { file, language: 'en' })).status).toBe(303)
    expect((await as.ivy!.read(`/media/${film.id}/captions`)).html).toContain('Captions in English are there.')
    expect((await as.lena!.post(path, { file, language: 'de' })).status).toBe(404)
    const bad = await as.ivy!.post(path, { file: new File([png()], 'a.vtt'), language: 'de' })
    expect([bad.status, /<option value="de"[^>]*selected/.test(await bad.text())]).toEqual([422, true])
    const [track] = await school.tenant.db.select().from(mediaTracks)
    expect(track!.transcript).toBe('It waits until you say so.')
    const captions = await as.lena!.read(`${path}/${track!.id}`)
    expect(captions.html).toBe('WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.500\nIt waits until you say so.\n')
    expect(await status('leo', `${path}/${track!.id}`)).toBe(404)
    await as.ivy!.post(path, { file: new File([vtt()], 'git.vtt'), language: 'en' })
    expect(await school.tenant.db.select().from(mediaTracks)).toHaveLength(1)
  })
})

describe('other files', () => {
  const store = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
    storeFile(school.tenant, course.ivy, { name, bytes, purpose: 'content' })

  it('a course picture is as public as its course', async () => {
    const { db } = school.tenant
    const picture = await store('cover.png', png())
    await db.insert(mediaLinks).values({ mediaId: picture.id, kind: 'course', subjectId: course.courseId })
    expect(await status('zed', `/media/${picture.id}`)).toBe(404)
    await db.update(courses).set({ visibility: 'organization' })
    expect([await status('zed', `/media/${picture.id}`), await status('nobody', `/media/${picture.id}`)]).toEqual([
      200, 404,
    ])
    await db.update(courses).set({ visibility: 'public' })
    expect(await status('nobody', `/media/${picture.id}`)).toBe(200)
    expect(await status('nobody', `/media/${film.id}`)).toBe(404) // the lessons are not
    await db.update(courses).set({ visibility: 'enrolled' })
  })

  it('a logo is everybody’s, a photo the school’s, what is linked nowhere only its owner’s', async () => {
    const { db } = school.tenant
    const [logo, photo, mine] = [await store('l.png', png()), await store('p.png', png()), await store('m.pdf', pdf())]
    await db.insert(mediaLinks).values([
      { mediaId: logo.id, kind: 'organization', subjectId: 'own' },
      { mediaId: photo.id, kind: 'user', subjectId: school.cast.ivy.id },
    ])
    expect(await status('nobody', `/media/${logo.id}`)).toBe(200)
    expect([await status('zed', `/media/${photo.id}`), await status('nobody', `/media/${photo.id}`)]).toEqual([
      200, 404,
    ])
    expect([await status('ivy', `/media/${mine.id}`), await status('ian', `/media/${mine.id}`)]).toEqual([200, 404])
  })

  it('a photo that is shown to nobody is still seen by those who teach its owner', async () => {
    const { db } = school.tenant
    const photo = await store('lena.png', png())
    await db.insert(mediaLinks).values({ mediaId: photo.id, kind: 'user', subjectId: school.cast.lena.id })
    await db
      .update(users)
      .set({ visibility: { photo: false, bio: true, pronouns: true, courses: true } })
      .where(eq(users.id, school.cast.lena.id))
    await db.update(media).set({ ownerId: school.cast.lena.id }).where(eq(media.id, photo.id))
    expect([await status('ivy', `/media/${photo.id}`), await status('ian', `/media/${photo.id}`)]).toEqual([200, 404])
    expect([await status('leo', `/media/${photo.id}`), await status('lena', `/media/${photo.id}`)]).toEqual([404, 200])
  })

  it('a film that is opened by itself plays: the page that the browser makes for it may ask for it', async () => {
    const clip = await store('clip.mp4', makeFilm())
    const policy = (await as.ivy!.get(`/media/${clip.id}`)).headers.get('Content-Security-Policy')
    expect(policy).toMatch(/default-src 'none'.*media-src 'self'/)
    expect(policy).not.toContain('sandbox')
    expect(
      (await as.ivy!.get(`/media/${(await store('d.png', png())).id}`)).headers.get('Content-Security-Policy'),
    ).toContain('sandbox')
  })

  it('an SVG is served from the content origin only, signed for ten minutes', async () => {
    const { platform } = school
    const drawing = await store('d.svg', svg())
    const answer = await as.ivy!.get(`/media/${drawing.id}`)
    expect(answer.status).toBe(302)
    const place = new URL(answer.headers.get('Location')!)
    expect(place.hostname).toBe(`${school.tenant.id}.lyceum-content.localhost`)
    const stranger = browserAt(platform, place.origin)
    const served = await stranger.get(place.pathname + place.search)
    expect(served.status).toBe(200)
    expect(served.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(served.headers.get('Content-Type')).toBe('image/svg+xml')
    expect((await stranger.get(place.pathname + place.search.replace('svg%2Bxml', 'png'))).status).toBe(404)
    expect((await stranger.get('/')).status).toBe(404)
    const now = platform.now()
    platform.setNow(now + 600_000)
    expect((await stranger.get(place.pathname + place.search)).status).toBe(404)
    platform.setNow(now)
  })
})

describe('the library', () => {
  it('takes a file without JavaScript and says what is wrong with one', async () => {
    const good = await as.ivy!.post('/media', { file: new File([png()], 'plain.png') })
    expect([good.status, good.headers.get('Location')]).toEqual([303, '/media'])
    const page = await as.ivy!.read('/media')
    expect(page.html).toContain('plain.png')
    const bad = await as.ivy!.post('/media', { file: new File(['<html><script>1</script>'], 'a.png') })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('something else is inside')
    expect(await status('lena', '/media')).toBe(403)
    expect((await as.lena!.post('/media', { file: new File([png()], 'x.png') })).status).toBe(403)
  })

  it('sends a large file in parts by its own door', async () => {
    const bytes = makeFilm()
    const headers = { 'Content-Type': 'application/json' }
    const begun = await as.ivy!.send(
      'POST',
      '/uploads',
      JSON.stringify({ name: 'v.mp4', size: bytes.length, purpose: 'content' }),
      headers,
    )
    const nothing = JSON.stringify({ name: 'v.mp4', size: 0, purpose: 'content' })
    const empty = await as.ivy!.send('POST', '/uploads', nothing, headers)
    expect([empty.status, await empty.json()]).toEqual([422, { error: 'This file is empty. Choose another one.' }])
    const { id, missing } = await begun.json<{ id: string; missing: number[] }>()
    expect(missing).toEqual([1])
    expect((await as.ian!.send('PUT', `/uploads/${id}/parts/1`, bytes)).status).toBe(404)
    expect((await as.ivy!.send('PUT', `/uploads/${id}/parts/1`, bytes.slice(1))).status).toBe(422)
    expect((await as.ivy!.send('PUT', `/uploads/${id}/parts/1`, bytes)).status).toBe(204)
    expect(await (await as.ivy!.get(`/uploads/${id}`)).json()).toMatchObject({ missing: [], mediaId: null })
    const done = await as.ivy!.send('POST', `/uploads/${id}/completion`)
    expect(await done.json()).toMatchObject({ id, kind: 'video', seconds: 13, url: `/media/${id}` })
  })

  it('offers to go on where the storage is full, for when room was made', async () => {
    const { db } = school.tenant
    const [before] = await db.select({ quotaBytes: organization.quotaBytes }).from(organization)
    await db.update(organization).set({ quotaBytes: 0 })
    const body = JSON.stringify({ name: 'v.mp4', size: 5_000, purpose: 'content' })
    const refused = await as.ivy!.send('POST', '/uploads', body, { 'Content-Type': 'application/json' })
    expect([refused.status, await refused.json()]).toEqual([
      422,
      { error: expect.stringContaining('storage is full'), again: true },
    ])
    await db.update(organization).set(before!)
  })

  it('shows where a file is used and lets only its people change it', async () => {
    const page = await as.ivy!.read('/media')
    expect(page.html).toContain('Tracking changes')
    const path = `/media/${film.id}?_method=PATCH`
    expect((await as.lena!.post(path, { name: 'x' })).status).toBe(404)
    expect((await as.ian!.post(path, { name: 'x' })).status).toBe(404)
    expect((await as.ivy!.post(path, { name: 'Tracking' })).status).toBe(303)
    expect((await as.ivy!.read(`/courses/${course.courseId}/media`)).html).toContain('Tracking.mp4')
    expect((await as.ivy!.post(`/media/${film.id}?_method=DELETE`)).status).toBe(409)
    const parts = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const row = await as.ivy!.post(path, { name: 'Film.mp4' }, parts)
    expect(await row.text()).toContain('Film.mp4')
  })
})
