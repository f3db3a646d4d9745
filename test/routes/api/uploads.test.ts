import { beforeAll, describe, expect, test } from 'vitest'
import { program } from '../../support/api'
import { bytesOf, film } from '../../support/files'
import { zipOf } from '../../support/imports'
import { makeSchool, type School } from '../../support/school'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ivy: Program
let ian: Program
let lena: Program

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ivy = await program(platform, tenant, cast.ivy)
  ian = await program(platform, tenant, cast.ian)
  lena = await program(platform, tenant, cast.lena)
})

const MiB = 1024 * 1024
const pdf = () => bytesOf('%PDF-1.7\n', '1 0 obj\n<<>>\nendobj\n%%EOF\n')
const raw = { 'Content-Type': 'application/octet-stream' }

describe('uploads in parts', () => {
  test('arrive in any order, once more after a cut, and become one file', async () => {
    const whole = new Uint8Array(6 * MiB)
    whole.set(pdf(), 0)
    const given = { name: 'big.pdf', size: whole.length, partSize: 5 * MiB }
    const begun = await ivy('POST', '/uploads', given)
    expect([begun.status, begun.json.missing, begun.json.mediaId]).toEqual([201, [1, 2], null])
    const path = `/uploads/${begun.json.id}`
    expect((await ivy('POST', `${path}/completion`)).status).toBe(422)
    expect((await ivy('PUT', `${path}/parts/2`, whole.slice(5 * MiB), raw)).status).toBe(204)
    expect((await ivy('PUT', `${path}/parts/1`, whole.slice(0, MiB), raw)).status).toBe(422)
    expect((await ivy('PUT', `${path}/parts/3`, whole.slice(0, MiB), raw)).status).toBe(422)
    expect((await ivy('GET', path)).json.missing).toEqual([1])
    for (const other of [ian, lena]) expect((await other('GET', path)).status).not.toBe(200)
    expect((await ivy('PUT', `${path}/parts/1`, whole.slice(0, 5 * MiB), raw)).status).toBe(204)
    const file = (await ivy('POST', `${path}/completion`)).json
    expect([file.name, file.size, file.type]).toEqual(['big.pdf', whole.length, 'application/pdf'])
    expect((await ivy('POST', `${path}/completion`)).json.id).toBe(file.id)
    const bytes = (await ivy('GET', `/media/${file.id}/content`)).bytes
    expect(bytes.length).toBe(whole.length)
    expect((await ian('GET', `/media/${file.id}/content`)).status).toBe(404)
  })

  test('are given up, and are refused where they are too large', async () => {
    const begun = await ivy('POST', '/uploads', { name: 'a.pdf', size: 100 })
    expect((await ivy('DELETE', `/uploads/${begun.json.id}`)).status).toBe(204)
    expect((await ivy('GET', `/uploads/${begun.json.id}`)).status).toBe(404)
    expect((await ivy('POST', '/uploads', { name: 'a.pdf', size: 10 ** 13 })).status).toBe(422)
    expect((await lena('POST', '/uploads', { name: 'a.pdf', size: 100 })).status).toBe(403)
  })

  test('of learners are for handing in', async () => {
    const bytes = pdf()
    const begun = await lena('POST', '/me/uploads', { name: 'essay.pdf', size: bytes.length })
    expect((await lena('PUT', `/me/uploads/${begun.json.id}/parts/1`, bytes, raw)).status).toBe(204)
    expect((await lena('POST', `/me/uploads/${begun.json.id}/completion`)).json.name).toBe('essay.pdf')
    expect((await lena('POST', '/me/uploads', { name: 'a.pdf', size: 9, purpose: 'content' })).status).toBe(422)
  })

  test('bring a course that is too large for one request, after a look at its plan', async () => {
    const zip = await zipOf({ 'index.md': '---\ntitle: Bees\n---\n\nOn bees.\n', '01.md': '# The hive\n\nA box.\n' })
    const begun = await ivy('POST', '/uploads', { name: 'bees.zip', size: zip.length, purpose: 'import' })
    await ivy('PUT', `/uploads/${begun.json.id}/parts/1`, zip, raw)
    const { id } = (await ivy('POST', `/uploads/${begun.json.id}/completion`)).json
    expect((await ian('POST', `/imports?upload=${id}`)).status).toBe(404)
    const planned = await ivy('POST', `/imports?plan=true&upload=${id}`)
    expect([planned.status, planned.json.state, planned.json.courseId]).toEqual([202, 'planned', null])
    expect((await ivy('POST', `/imports/${planned.json.id}/application`)).json.state).toBe('running')
  })
})

describe('captions', () => {
  const type = { 'Content-Type': 'video/mp4' }
  const srt = new TextEncoder().encode('1\n00:00:01,000 --> 00:00:02,000\nKnead the dough.\n')

  test('stand beside a film, one a language', async () => {
    const { id } = (await ivy('POST', '/media?name=dough.mp4', film(), type)).json
    const path = `/media/${id}/tracks`
    const added = await ivy('POST', `${path}?language=pt-br&label=Legendas`, srt, { 'Content-Type': 'text/plain' })
    expect([added.status, added.json.language, added.json.faults]).toEqual([201, 'pt-BR', 0])
    await ivy('POST', `${path}?language=en`, srt, { 'Content-Type': 'application/x-subrip' })
    const page = (await ivy('GET', `${path}?limit=1`)).json
    expect(page.items.map(({ language }: { language: string }) => language)).toEqual(['en'])
    const rest = (await ivy('GET', `${path}?limit=1&cursor=${page.next}`)).json
    expect([rest.items[0].language, rest.next]).toEqual(['pt-BR', null])
    const text = await ivy('GET', `${path}/${added.json.id}`)
    expect(new TextDecoder().decode(text.bytes)).toMatch(/^WEBVTT[\s\S]*Knead the dough\./)
    expect((await ivy('POST', `${path}?language=en`, new Uint8Array([1, 2, 3]), raw)).status).toBe(422)
    expect((await ivy('POST', `${path}?language=!!`, srt, raw)).status).toBe(422)
    for (const other of [ian, lena]) expect((await other('GET', path)).status).toBe(404)
    expect((await ivy('DELETE', `${path}/${added.json.id}`)).status).toBe(204)
    expect((await ivy('GET', path)).json.items).toHaveLength(1)
  })
})
