import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../worker/lib/markdown'
import { sanitizeHtml } from '../../worker/lib/sanitize'

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#106;avascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<iframe src="https://example.com"></iframe>',
  '<object data="x"></object><embed src="x">',
  '<div hx-get="/admin" hx-trigger="load" data-hx-post="/x">x</div>',
  '<p style="position:fixed;inset:0">x</p>',
  '<p id="nonce" class="top">x</p>',
  '<form action="/users"><input name="role"><button>x</button></form>',
  '<base href="https://evil.example"><meta http-equiv="refresh" content="0">',
  '<link rel="stylesheet" href="//evil.example"><style>*{display:none}</style>',
  '<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)"><maction actiontype="statusline#x" xlink:href="javascript:alert(1)">x</maction></math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<details ontoggle=alert(1) open>x</details>',
  '<a href="https://x.example" target="_blank" rel="opener">x</a>',
  '<p title="&quot; onmouseover=alert(1) x=&quot;">x</p>',
  '<!--><script>alert(1)</script>-->',
]

/** What would run, load, post or restyle, wherever it stands in a tag. */
const harm =
  /<(?:script|style|iframe|object|embed|form|input|button|svg|base|meta|link|template|maction|annotation-xml|mglyph|noscript)|<[^>]*\s(?:on\w+|style|hx-|data-|target|xlink:|formaction)[^"]*=|(?:href|src)="\s*(?:javascript|data|vbscript)/i

describe('what others write', () => {
  test.each(hostile)('%s does no harm as HTML', (html: string) => {
    const clean = sanitizeHtml(html)
    expect(
      clean.replace(/="[^"]*"/g, (value) => (/^="\s*(?:javascript|data|vbscript)/i.test(value) ? value : '=""')),
    ).not.toMatch(harm)
    expect(sanitizeHtml(clean)).toBe(clean)
  })

  test.each(hostile)('%s stays text in Markdown', (html: string) => {
    expect(renderMarkdown(html).replace(/="[^"]*"/g, '=""')).not.toMatch(harm)
  })

  test('only our own ids stay', () => {
    expect(sanitizeHtml('<h2 id="h-start">a</h2><h3 id="main">b</h3><li id="fn1">c</li>')).toBe(
      '<h2 id="h-start">a</h2><h3>b</h3><li id="fn1">c</li>',
    )
  })

  test('links to elsewhere vouch for nothing, links inside stay as they are', () => {
    expect(sanitizeHtml('<a href="https://x.example">x</a>')).toBe(
      '<a href="https://x.example" rel="noopener nofollow ugc">x</a>',
    )
    expect(sanitizeHtml('<a href="/items/1#h-a">x</a>')).toBe('<a href="/items/1#h-a">x</a>')
    expect(sanitizeHtml('<a href="//x.example">x</a>')).not.toContain('href')
    expect(sanitizeHtml('<a href="/\\x.example">x</a>')).toContain('nofollow')
  })

  test('deep nesting and long attributes end in time', () => {
    const started = Date.now()
    sanitizeHtml(`${'<div>'.repeat(20_000)}x`)
    sanitizeHtml(`<a href="${'a'.repeat(60_000)}">x</a>`)
    for (const text of [
      '['.repeat(30_000),
      '`'.repeat(30_000),
      '*a '.repeat(15_000),
      '<'.repeat(30_000),
      '$'.repeat(30_000),
      '> '.repeat(10_000),
      '|'.repeat(30_000),
      '{'.repeat(30_000),
      '![a]('.repeat(8_000),
      '`a` '.repeat(10_000),
    ])
      renderMarkdown(text)
    expect(Date.now() - started).toBeLessThan(10_000)
  })
})
