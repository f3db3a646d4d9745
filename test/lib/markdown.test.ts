import { describe, expect, test } from 'vitest'
import { plainText, renderMarkdown } from '../../worker/lib/markdown'
import { rewriteLinks } from '../../worker/lib/markdown-links'

describe('Markdown in a lesson', () => {
  test('draws formulas, and leaves prices alone', () => {
    expect(renderMarkdown('Area $\\pi r^2$.')).toContain('<math>')
    expect(renderMarkdown('$$\n\\frac{a}{b}\n$$')).toContain('<math display="block"')
    expect(renderMarkdown('It costs $5, not $10.')).toBe('<p>It costs $5, not $10.</p>')
    expect(renderMarkdown('$\\undefinedcommand{x$')).not.toContain('<merror')
  })

  test('numbers headings with our prefix, and links in the page find them', () => {
    expect(renderMarkdown('# Café au lait\n\n## Again {#other}\n\n[a](#other)')).toBe(
      '<h2 id="h-café-au-lait">Café au lait</h2>\n<h2 id="h-other">Again</h2>\n<p><a href="#h-other">a</a></p>',
    )
    const slugs = new Set<string>()
    renderMarkdown('## Same', { slugs })
    expect(renderMarkdown('## Same', { slugs })).toContain('id="h-same-1"')
  })

  test('shows files by their id and unresolved ones as words', () => {
    expect(renderMarkdown('![A hive](media:m1)')).toContain('<img src="/media/m1" alt="A hive"')
    expect(renderMarkdown("![caption](media:m1){alt='It\\'s \"alt\"'}")).toContain('alt="It\'s &quot;alt&quot;"')
    expect(renderMarkdown('![A hive](fig/hive.png) and [more](other.md)')).toBe(
      '<p><span class="unresolved">A hive</span> and <a>more</a></p>',
    )
    expect(renderMarkdown('[next](item:i1#a-b)')).toBe('<p><a href="/items/i1#h-a-b">next</a></p>')
  })

  test('knows keys and line breaks, and shows other angle brackets', () => {
    expect(renderMarkdown('Press <kbd>Esc</kbd>, then <your name>.')).toBe(
      '<p>Press <kbd>Esc</kbd>, then &lt;your name&gt;.</p>',
    )
  })

  test('file names are no web addresses', () => {
    expect(renderMarkdown('Open guacamole.md, see https://example.com.')).toBe(
      '<p>Open guacamole.md, see <a href="https://example.com" rel="noopener nofollow ugc">https://example.com</a>.</p>',
    )
  })

  test('aligns columns by class', () => {
    expect(renderMarkdown('| a | b |\n| :-: | --: |\n| 1 | 2 |')).toContain(
      '<th class="align-center" scope="col">a</th>',
    )
  })

  test('lets keys reach what scrolls', () => {
    expect(renderMarkdown('| a |\n| - |\n| 1 |')).toMatch(/^<div class="scroll" tabindex="0">\s*<table>/)
    expect(renderMarkdown('- x\n\n  ```js\n  a\n  ```')).toContain('<pre tabindex="0"><code class="language-js">')
  })

  test('reads tables with whole blocks in their cells', () => {
    const html = renderMarkdown(
      '+-----+-----+\n| a   | b   |\n+=====+=====+\n| - x | y   |\n| - z |     |\n+-----+-----+',
    )
    expect(html).toContain('<th scope="col">a</th>')
    expect(html).toContain('<li>x</li>')
  })

  test('keeps notes of two texts on one page apart', () => {
    expect(renderMarkdown('a[^1]\n\n[^1]: note', { name: 'b1' })).toContain('href="#fn-b1-1"')
  })

  test('gives search the words only', () => {
    expect(plainText('# Bees\n\n*Busy* `code` [link](https://x.example) ![alt](media:1)')).toBe(
      'Bees\nBusy code link alt',
    )
  })
})

describe('rewriting links', () => {
  const all = (source: string) => {
    const seen: string[] = []
    rewriteLinks(source, ({ address, image }) => {
      seen.push(`${image ? '!' : ''}${address}`)
      return null
    })
    return seen
  }

  test('finds them where Markdown does, and not in code', () => {
    expect(all('[a](b) `[c](d)` ![e](f "t") <https://g.example> [h](<i j>)')).toEqual([
      'b',
      '!f',
      'https://g.example',
      'i j',
    ])
    expect(all('```\n[a](b)\n```\n\\[c](d) [e [f](g) h](i)')).toEqual(['g', 'i'])
    expect(all('1. ```\n   [a](b)\n   ```\n\n[c](d(e)f)')).toEqual(['d(e)f'])
  })

  test('puts text in the place of a link, and leaves the rest to the letter', () => {
    const source = 'A [dead *link*](x.md) and [one](y.md "why") ![p](z.png){alt="q"}.'
    const written = rewriteLinks(source, ({ address, text }) =>
      address === 'x.md' ? { text } : address === 'y.md' ? { address: 'item:1' } : null,
    )
    expect(written).toBe('A dead *link* and [one](item:1 "why") ![p](z.png){alt="q"}.')
  })

  test('resolves references', () => {
    const references = new Map([['label', { address: 'https://x.example', title: '' }]])
    expect(rewriteLinks('[a][label] [Label] [other]', () => null, references)).toBe(
      '[a](https://x.example) [Label](https://x.example) [other]',
    )
  })
})
