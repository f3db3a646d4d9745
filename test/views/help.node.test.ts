import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type HelpText, helpLocales, readHelp } from '../../bin/lib/help.ts'
import { helpFor, helpNames, helpPages } from '../../views/help/pages.ts'

const languages = readdirSync('views/help', { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name)

test('help is there in every language of the interface', async () => {
  const spoken = readdirSync('views/locales').map((file) => file.replace('.json', ''))
  expect(spoken).toContain('en')
  expect([...languages].sort()).toEqual(spoken.sort())
  expect((await helpLocales()).sort()).toEqual([...languages].sort())
})

describe.each(languages)('help in %s', (language) => {
  let pages: Record<string, HelpText>
  beforeAll(async () => {
    pages = await readHelp(language)
  })

  test('has all its pages and no other', () => {
    expect(helpNames).toHaveLength(39)
    expect(Object.keys(pages).sort()).toEqual([...helpNames].sort())
  })

  test('is short: a title, one line, numbered steps, and what to do when it goes wrong', () => {
    const words = new Intl.Segmenter(language, { granularity: 'word' })
    const most = /^(ja|zh)/.test(language) ? 330 : 230
    for (const [name, { title, summary, text, html }] of Object.entries(pages)) {
      const length = [...words.segment(`${title} ${summary} ${text}`)].filter(({ isWordLike }) => isWordLike).length
      expect(length, name).toBeGreaterThanOrEqual(80)
      expect(length, name).toBeLessThanOrEqual(language === 'en' ? 190 : most)
      expect(html, name).toMatch(/<ol>[\s\S]*<\/ol>[\s\S]*<h2 [\s\S]*<ul>/)
    }
    expect(new Set(Object.values(pages).map(({ title }) => title)).size).toBe(helpNames.length)
  })

  test('quotes the same buttons as English, and none of them is left as a gap', () => {
    for (const [name, { html, text }] of Object.entries(pages)) {
      expect(quotedIn(language, name), name).toEqual(quotedIn('en', name))
      expect(`${html}${text}`, name).not.toMatch(/\{t:|\*\*/)
    }
  })

  test('links only to pages that there are', () => {
    const links = Object.values(pages).flatMap(({ html }) => [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to!))
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((to) => !helpNames.some((name) => to === `/help/${name}`))).toEqual([])
  })
})

test('a button that is renamed or removed breaks the build before help can lie', async () => {
  const quoted = new Set(helpNames.flatMap((name) => quotedIn('en', name)))
  expect(quoted.size).toBeGreaterThan(80)
  const english = JSON.parse(readFileSync('views/locales/en.json', 'utf8')) as Record<string, string>
  expect([...quoted].filter((key) => !english[key] || /[{}]/.test(english[key]))).toEqual([])
})

test('every help page is what some page links to, and no page has two', () => {
  const explained = helpNames.flatMap((name) =>
    helpPages[name].explains.map((page) => ({ name, page: page as string })),
  )
  expect(helpNames.filter((name) => !explained.some((one) => one.name === name))).toEqual([])
  expect(new Set(explained.map(({ page }) => page)).size).toBe(explained.length)
  for (const { name, page } of explained) expect(helpFor(page.replace(/:\w+/g, '0194f3a2')), page).toBe(name)
  expect(helpFor('/people/invitations?after=1')).toBe('invite-people')
  expect(helpFor('/')).toBeNull()
})

function quotedIn(language: string, name: string): string[] {
  const file = readFileSync(`views/help/${language}/${name}.md`, 'utf8')
  return [...new Set([...file.matchAll(/\{t:([\w.-]+)\}/g)].map(([, key]) => key!))].sort()
}
