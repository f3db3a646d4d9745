import { eq } from 'drizzle-orm'
import { parseDocument } from 'htmlparser2'
import { beforeAll, expect, test } from 'vitest'
import { organization, users } from '../../worker/db/schema'
import { keepOrganization } from '../../worker/domain/organization'
import { indexEntry } from '../../worker/domain/search'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

/** Names that end in what an Arabic line would put at their other end. */
const names = ['Lena (L.)', 'Ivy I.', 'Git & C++', 'Basics!', 'Acme Inc.']

let school: School
let asked: Record<'lena' | 'ivy' | 'olga', Browser>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }, { id: 'quiz', kind: 'quiz' }] } })
  const { db } = tenant
  const rename = (id: string, name: string) => db.update(users).set({ name, locale: 'ar' }).where(eq(users.id, id))
  const [rows] = await db.batch([
    db.update(organization).set({ name: 'Acme Inc.' }).returning(),
    rename(cast.lena.id, 'Lena (L.)'),
    rename(cast.ivy.id, 'Ivy I.'),
    rename(cast.olga.id, 'Olga'),
    indexEntry(db, { kind: 'person', subjectId: cast.lena.id, title: 'Lena (L.)' }),
  ])
  await db.run("update courses set title = 'Git & C++'")
  await db.run("update course_modules set title = 'Basics!'")
  keepOrganization(tenant, rows[0]!)
  asked = {
    lena: await browse(platform, tenant, cast.lena),
    ivy: await browse(platform, tenant, cast.ivy),
    olga: await browse(platform, tenant, cast.olga),
  }
})

const pages: [keyof typeof asked, (lena: string) => string][] = [
  ['lena', () => '/'],
  ['lena', () => '/courses/git'],
  ['lena', () => '/catalogue'],
  ['lena', () => '/search?q=lena'],
  ['lena', (lena) => `/courses/git/learners/${lena}`],
  ['ivy', () => '/'],
  ['ivy', () => '/courses'],
  ['ivy', () => '/courses/git'],
  ['ivy', () => '/courses/git/outline'],
  ['ivy', () => '/courses/git/roster'],
  ['ivy', () => '/courses/git/settings'],
  ['ivy', () => '/courses/git/groups'],
  ['ivy', (lena) => `/courses/git/learners/${lena}`],
  ['olga', () => '/'],
  ['olga', () => '/people'],
  ['olga', (lena) => `/people/${lena}`],
  ['olga', (lena) => `/people/${lena}/card`],
  ['olga', () => '/people/invitations'],
  ['olga', () => '/organization'],
  ['olga', () => '/organization/audit'],
]

test.each(pages)('in Arabic every name stands apart from the sentence around it: %s, page %#', async (who, page) => {
  const path = page(school.cast.lena.id)
  const { status, html } = await asked[who].read(path)
  expect(status, path).toBe(200)
  expect(html).toContain('dir="rtl"')
  expect(loose(html), path).toEqual([])
})

test('a name that is not set apart is found', () => {
  expect(loose('<p>دورة Git & C++</p>')).toEqual(['دورة Git & C++'])
  expect(loose('<p>دورة <a href="/">Git & C++</a></p>')).toEqual(['Git & C++'])
  expect(loose('<p title="دورة Git & C++"></p>')).toEqual(['دورة Git & C++'])
  expect(loose('<p>دورة <bdi>Git & C++</bdi> \u2068Basics!\u2069</p><h1>Basics!</h1>')).toEqual([])
})

type Node = ReturnType<typeof parseDocument>['children'][number]

const inline = new Set(['a', 'span', 'b', 'strong', 'em', 'i', 'q', 'small', 'time', 'mark', 'label', 'summary'])
const said = ['title', 'aria-label', 'alt', 'placeholder', 'data-status']

/** Texts and attributes in which a name stands bare beside other words. */
function loose(html: string): string[] {
  const found: string[] = []
  const look = (node: Node, block: string, isApart: boolean) => {
    if (node.type === 'text') {
      const text = node.data.trim()
      if (!isApart && hasBare(text) && !names.includes(block)) found.push(text)
    }
    if (!('children' in node)) return
    if ('attribs' in node) {
      if (node.name === 'script' || node.name === 'style') return
      for (const name of said) {
        const text = node.attribs[name]?.trim() ?? ''
        if (hasBare(text) && !names.includes(text)) found.push(text)
      }
      if (!inline.has(node.name)) block = textOf(node).trim()
      if (node.name === 'bdi' || ('dir' in node.attribs && node.name !== 'html')) isApart = true
      if (node.name !== 'bdi' && !inline.has(node.name) && !('dir' in node.attribs)) isApart = false
    }
    for (const child of node.children) look(child as Node, block, isApart)
  }
  for (const child of parseDocument(html).children) look(child, '', false)
  return found
}

const hasBare = (text: string) => {
  const rest = text.replace(/\u2068[^\u2069]*\u2069/g, '')
  return names.some((name) => rest.includes(name))
}

const textOf = (node: Node): string =>
  node.type === 'text'
    ? node.data
    : 'children' in node
      ? node.children.map((child) => textOf(child as Node)).join('')
      : ''
