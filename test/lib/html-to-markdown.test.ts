import { describe, expect, test } from 'vitest'
import { htmlToMarkdown } from '../../worker/lib/html-to-markdown'
import { renderMarkdown } from '../../worker/lib/markdown'

describe('HTML of an editor', () => {
  test.each([
    ['<p>Hello <strong>bold </strong>and <em>soft</em></p>', 'Hello **bold** and *soft*'],
    ['<h2>Title</h2><p>a<br>b</p>', '## Title\n\na\\\nb'],
    ['<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['<ol start="3"><li><p>x</p></li><li><p>y</p></li></ol>', '3. x\n4. y'],
    ['<pre><code class="language-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
    ['<blockquote><p>q</p><p>r</p></blockquote>', '> q\n>\n> r'],
    [
      '<table><tr><th>A|</th><th>B</th></tr><tr><td>1<br>2</td><td><p>x</p></td></tr></table>',
      '| A\\| | B |\n| --- | --- |\n| 1<br>2 | x |',
    ],
    [
      '<p><a href="https://x.example/a b">l</a> <img src="media:1" alt="it\'s"></p>',
      '[l](<https://x.example/a b>) ![](media:1){alt="it\'s"}',
    ],
    ['<p>a<br></p><p><strong><br></strong></p><p><br>b<b> <br> </b></p>', 'a\n\nb'],
    ['<p>1. no list, 3*4, a_b, _c_, # d</p><p># e</p>', '1\\. no list, 3\\*4, a_b, \\_c\\_, # d\n\n\\# e'],
    [
      '<figure><img src="a.png" alt="x"><figcaption>Said <em>so</em></figcaption></figure>',
      '![Said *so*](a.png){alt="x"}',
    ],
  ])('%s', (html: string, markdown: string) => expect(htmlToMarkdown(html)).toBe(markdown))

  test('loses what Word and web pages add', () => {
    const pasted =
      '<!--[if gte mso 9]><xml>x</xml><![endif]--><p class="MsoNormal" style="color:red">a<o:p>&nbsp;</o:p></p><script>x()</script><a href="javascript:x()">b</a>'
    expect(
      htmlToMarkdown(pasted)
        .replace(/\u00a0/g, '')
        .trim(),
    ).toBe('a\n\nb')
  })

  test('text survives the way there and back', () => {
    for (const text of [
      'a * b * c',
      '[x](y)',
      '`tick`',
      '<b>',
      '1) one',
      '+ plus',
      '- dash',
      '> more',
      'a\\b',
      '$x$ and $y$',
      '&amp;',
      '~~no~~',
      '::: div',
      '{.x}',
    ])
      expect(renderMarkdown(htmlToMarkdown(`<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`))).toBe(
        `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`,
      )
  })
})
