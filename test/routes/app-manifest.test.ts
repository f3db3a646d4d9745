import { beforeAll, describe, expect, test } from 'vitest'
import { readOrganization } from '../../worker/domain/organization'
import { giveLogo, removeLogo } from '../../worker/domain/pages'
import { monogram } from '../../worker/lib/monogram'
import { browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})

describe('the organization on a phone', () => {
  test('is installed under its own name, with its own icon and colour', async () => {
    const phone = await browse(school.platform, school.tenant)
    const answer = await phone.get('/manifest.webmanifest')
    const manifest = (await answer.json()) as { name: string; theme_color: string; icons: { src: string }[] }
    expect(answer.headers.get('Content-Type')).toBe('application/manifest+json')
    expect(manifest.name).toBe('Acme Academy')
    expect(manifest.theme_color).toMatch(/^#[0-9a-f]{6}$/)
    for (const { src } of manifest.icons) {
      const icon = await phone.get(src)
      const bytes = new Uint8Array(await icon.arrayBuffer())
      expect(icon.status).toBe(200)
      expect([...bytes.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG')
      expect(new DataView(bytes.buffer).getUint32(16)).toBe(Number(/\d+/.exec(src)![0]))
    }
  })

  test('stands under its logo where that is square and large enough', async () => {
    const { tenant, cast } = school
    const phone = await browse(school.platform, tenant)
    const uses = async () => {
      const { icons } = (await (await phone.get('/manifest.webmanifest')).json()) as {
        icons: { src: string; purpose: string }[]
      }
      return icons.filter(({ purpose }) => purpose === 'any').map(({ src }) => src)
    }
    const give = async (size: number) => {
      const bytes = await monogram('Q', size, '#096b4d', '#ffffff')
      await giveLogo(tenant, cast.olga, { name: 'logo.png', bytes })
      return (await readOrganization(tenant)).logoId!
    }
    const small = await give(64)
    expect((await uses()).some((src) => src.includes(small))).toBe(false)
    const logo = await give(256)
    expect(await uses()).toEqual([`/media/${logo}`])
    expect((await phone.get('/app-icon-180.png')).headers.get('Location')).toBe(`/media/${logo}`)
    expect((await phone.get(`/media/${logo}`)).status).toBe(200)
    await removeLogo(tenant, cast.olga)
    expect((await uses()).every((src) => src.startsWith('/app-icon'))).toBe(true)
  })

  test('has icons of the sizes that phones ask for and no others', async () => {
    const phone = await browse(school.platform, school.tenant)
    expect((await phone.get('/app-icon-180.png')).status).toBe(200)
    expect((await phone.get('/app-icon-9999.png')).status).toBe(404)
  })

  test('is kept out of search engines unless its catalogue is public', async () => {
    const robot = await browse(school.platform, school.tenant)
    expect((await robot.read('/robots.txt')).html).toContain('Disallow: /\n')
  })
})
