import { describe, expect, test } from 'vitest'
import { ErrorPage } from '../../views/errors/error-page'
import { locales, translator } from '../../views/translate'
import type { View } from '../../views/view'
import { monday } from '../support/platform'

const kinds = [
  '403',
  '404',
  '410',
  '413',
  '422',
  '429',
  '500',
  '503',
  'unknown-host',
  'suspended',
  'preparing',
] as const

/** What a page knows when there is neither a database nor a session. */
const viewIn = (locale: (typeof locales)[number], partial = false): View => ({
  t: translator(locale),
  locale,
  dir: locale === 'ar' ? 'rtl' : 'ltr',
  zone: 'UTC',
  now: monday,
  once: 'once',
  path: '/somewhere',
  partial,
  actor: null,
  organization: null,
  notice: null,
})

const pageOf = async (view: View, kind: (typeof kinds)[number]) =>
  String(await ErrorPage({ view, kind, requestId: 'an-id-to-name', home: '/', platform: 'http://lyceum.localhost/' }))

describe.each(kinds)('the page for %s', (kind) => {
  test('says what happened, what is safe and where to go, in every language', async () => {
    for (const locale of locales) {
      const view = viewIn(locale)
      const html = await pageOf(view, kind)
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(html).toContain(`<html lang="${locale}"`)
      expect(html).toContain(view.t(`error.${kind}.title`).slice(0, 12).replaceAll("'", '&#39;'))
      expect(html).toContain(view.t(`error.${kind}.text`).slice(0, 12).replaceAll("'", '&#39;'))
      expect(html).toMatch(/<main[\s\S]*<a [^>]*class="btn[\s\S]*<\/main>/)
    }
  })

  test('needs no script: what does is hidden until there is one', async () => {
    const html = await pageOf(viewIn('en'), kind)
    for (const [button] of html.matchAll(/<button[^>]*>/g)) expect(button).toContain('hidden')
    expect(html).not.toContain('style=')
  })
})

test('a bug shows its request’s id, and htmx gets a toast', async () => {
  expect(await pageOf(viewIn('en'), '500')).toContain('an-id-to-name')
  const toast = await pageOf(viewIn('en', true), '404')
  expect(toast).not.toContain('<html')
  expect(toast).toContain('toast')
})
