import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCursor, readCursor } from '../../worker/lib/cursor'

const place = z.object({ name: z.string(), id: z.string() })

test('a page goes on where the last one ended', () => {
  const cursor = encodeCursor({ name: 'Zoë 李', id: '1' })
  expect(cursor).toMatch(/^[\w-]+$/)
  expect(readCursor(place, cursor)).toEqual({ name: 'Zoë 李', id: '1' })
})

test('a cursor that is not ours reads as the first page', () => {
  for (const cursor of [null, '', '!!', 'abc', encodeCursor({ name: 1 }), encodeCursor('x'), 'A'.repeat(2000)])
    expect(readCursor(place, cursor)).toBeNull()
})
