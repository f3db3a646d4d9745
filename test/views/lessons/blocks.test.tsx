import { describe, expect, test } from 'vitest'
import { LessonBlocks, type MediaInfo } from '../../../views/lessons/blocks'
import { translator } from '../../../views/translate'
import type { View } from '../../../views/view'
import { blockKindNames, blocksFromMarkdown, prepareContent } from '../../../worker/domain/lessons/blocks'

const view: View = {
  t: translator('en'),
  locale: 'en',
  dir: 'ltr',
  zone: 'UTC',
  now: 0,
  once: '',
  path: '/',
  partial: false,
  actor: null,
  organization: null,
  notice: null,
}
const file = (id: string, type: string): MediaInfo => ({
  id,
  name: `${id}.bin`,
  type,
  size: 1_500_000,
  url: `/media/${id}`,
  tracks: [],
})
const film = {
  ...file('v1', 'video/mp4'),
  tracks: [{ language: 'en', label: 'English', url: '/media/v1/en.vtt', transcript: 'Hello.\nAgain.' }],
}
const media = new Map([film, file('m1', 'image/png'), file('p1', 'application/pdf')].map((one) => [one.id, one]))

function show(markdown: string) {
  const { blocks } = prepareContent({ blocks: blocksFromMarkdown(markdown) })
  return {
    blocks,
    html: String(<LessonBlocks blocks={blocks} view={view} media={media} embedHosts={['youtube.com']} />),
  }
}

const everything = `Text

![A hive](media:m1)

::: gallery
![One](media:m1)

![Two](media:m1)
:::

![](media:v1){.video title="Film"}

![](media:v1){.audio title="Sound"}

![](media:p1){.document title="Slides"}

![](media:p1){.file title="Data"}

![](https://youtu.be/dQw4w9WgXcQ){.embed title="Clip"}

::: challenge

## Try & see

::: solution

Done.

:::

:::

| a |
| - |
| b |

> said

\`\`\`python
a < b
\`\`\`

$$
x
$$

***

::: check
Which?

- (x) a
- ( ) b
  > no
:::`

describe('a lesson on the page', () => {
  const { blocks, html } = show(everything)

  test('shows every kind of block', () => {
    const kinds = new Set(
      blocks.flatMap((block) =>
        'blocks' in block ? [block.kind, ...block.blocks.map((one) => one.kind)] : [block.kind],
      ),
    )
    expect([...kinds].sort()).toEqual([...blockKindNames].sort())
    expect(html).not.toMatch(/undefined|\[object|blocks\.[a-z]/)
    expect(html).not.toContain('style=')
  })

  test('gives each block a place to link to', () => {
    for (const block of blocks) expect(html).toContain(`id="h-b-${block.id}"`)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('plays videos with captions, and has what is said to read', () => {
    expect(html).toContain('<track kind="captions" src="/media/v1/en.vtt" srclang="en" label="English" default=""/>')
    expect(html).toContain('<p>Again.</p>')
  })

  test('fetches nothing from elsewhere before one asks', () => {
    expect(html).not.toContain('<iframe')
    expect(html).toContain('data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"')
    expect(html).toContain('href="https://youtu.be/dQw4w9WgXcQ"')
  })

  test('works without a script: solutions and answers open by themselves', () => {
    expect(html).toMatch(/<details class="reveal"[^>]*><summary[^>]*>.*Show the solution<\/summary>/s)
    expect(html).toMatch(/<details class="answers"><summary>Show the answer<\/summary>/)
    expect(html).toContain('Try &amp; see')
    expect(html).toContain('a &lt; b')
  })

  test('says what a missing picture shows, and offers no frame from a host that is not allowed', () => {
    expect(show('![A hive](media:gone)').html).toContain('The picture is not there. It shows: A hive')
    const elsewhere = show('![](https://vimeo.com/76979871){.embed title="Film"}').html
    expect(elsewhere).not.toContain('data-embed')
    expect(elsewhere).toContain('href="https://vimeo.com/76979871"')
  })
})
