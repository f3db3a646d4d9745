import { expect, test } from 'vitest'
import { embedAddress, frameSources } from '../../worker/lib/embeds'

test.each([
  [
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90',
  ],
  ['http://youtu.be/dQw4w9WgXcQ?si=x', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
  ['https://vimeo.com/76979871/abcdef12', 'https://player.vimeo.com/video/76979871?dnt=1&h=abcdef12'],
  [
    'https://phet.colorado.edu/de/simulations/forces-and-motion-basics',
    'https://phet.colorado.edu/sims/html/forces-and-motion-basics/latest/forces-and-motion-basics_de.html',
  ],
  ['https://www.geogebra.org/m/abcd1234', 'https://www.geogebra.org/material/iframe/id/abcd1234'],
  ['https://www.desmos.com/calculator/ab12cd34ef', 'https://www.desmos.com/calculator/ab12cd34ef?embed'],
])('%s is shown by its player', (pasted: string, player: string) => expect(embedAddress(pasted)).toBe(player))

test.each([
  'https://evil.example/watch?v=dQw4w9WgXcQ',
  'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
  'https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
  'https://notyoutube.com/watch?v=dQw4w9WgXcQ',
  'javascript:alert(1)//youtube.com',
  'https://www.youtube.com/@channel',
  'https://www.youtube.com/watch?v="><script>',
  'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
])('%s is not shown', (pasted: string) => expect(embedAddress(pasted)).toBeNull())

test('an organization chooses the hosts', () => {
  expect(embedAddress('https://youtu.be/dQw4w9WgXcQ', ['vimeo.com'])).toBeNull()
  expect(embedAddress('https://maps.example.org/a?b=c', ['example.org'])).toBe('https://maps.example.org/a?b=c')
  expect(frameSources(['youtube.com', 'example.org'])).toEqual([
    'https://www.youtube-nocookie.com',
    'https://example.org',
    'https://*.example.org',
  ])
})
