import { beforeAll, describe, expect, test } from 'vitest'
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
