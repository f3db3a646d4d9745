import { describe, expect, it } from 'vitest'
import { blankAvifMetadata } from '../../worker/lib/avif-exif'
import { readRange } from '../../worker/lib/byte-range'
import { bytesOf, camera } from '../support/files'

describe('an AVIF from a phone', () => {
  it('keeps its size and loses its place', () => {
    const picture = bytesOf(
      'ftypavif',
      'pixels',
      'Exif\0\0',
      camera(6),
      'more pixels',
      '<x:xmpmeta>SECRET</x:xmpmeta>end',
    )
    const clean = blankAvifMetadata(picture)
    const text = String.fromCharCode(...clean)
    expect(clean.length).toBe(picture.length)
    expect(text).not.toContain('SECRET')
    expect(text).toMatch(/pixels.*more pixels.*end/s)
  })
})

describe('a range', () => {
  it('is read as RFC 9110 says', () => {
    expect(readRange('bytes=0-99', 1_000)).toEqual({ offset: 0, length: 100 })
    expect(readRange('bytes=900-', 1_000)).toEqual({ offset: 900, length: 100 })
    expect(readRange('bytes=-10', 1_000)).toEqual({ offset: 990, length: 10 })
    expect(readRange('bytes=990-2000', 1_000)).toEqual({ offset: 990, length: 10 })
    expect(readRange('bytes=1000-', 1_000)).toBe('unsatisfiable')
    expect(readRange('bytes=5-1', 1_000)).toBeNull()
    expect(readRange('bytes=0-1,5-6', 1_000)).toBeNull()
    expect(readRange(null, 1_000)).toBeNull()
  })
})
