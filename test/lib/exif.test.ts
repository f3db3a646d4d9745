import { expect, test } from 'vitest'
import { crc32 } from '../../worker/lib/crc32'
import { stripMetadata } from '../../worker/lib/exif'
import { exifOrientation, imageSize } from '../../worker/lib/image-size'
import { bytesOf, jpeg, png, webp } from '../support/files'

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const made = { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp }

test('the place, the camera and the comments are gone, the pixels and the colours stay', () => {
  for (const [type, make] of Object.entries(made)) {
    const before = make({ orientation: 1 })
    const after = stripMetadata(before, type)!
    expect(text(before), type).toMatch(/SECRET[\s\S]*GPS|GPS[\s\S]*SECRET/)
    expect(text(after), type).not.toMatch(/SECRET|GPS|xmpmeta|Exif|eXIf|EXIF/)
    if (type !== 'image/webp') expect(text(after), type).toContain('profile')
    expect(text(after), type).toContain(type === 'image/jpeg' ? '\x12\x34\xff\x00\x56\xff\xd9' : 'pixels')
    expect(imageSize(after, type), type).toEqual({ width: 40, height: 30 })
    expect(stripMetadata(after, type), type).toEqual(after)
  }
})

test('a picture that was taken upright still stands upright', () => {
  for (const [type, make] of Object.entries(made)) {
    const after = stripMetadata(make({ orientation: 6 }), type)!
    expect(text(after), type).not.toMatch(/SECRET|GPS/)
    expect(exifOrientation(after.subarray(text(after).indexOf('MM\0*'))), type).toBe(6)
    expect(stripMetadata(after, type), type).toEqual(after)
  }
  expect(imageSize(stripMetadata(jpeg({ orientation: 6 }), 'image/jpeg')!, 'image/jpeg')).toEqual({
    width: 30,
    height: 40,
  })
})

test('what is written anew is a whole file: checksums, lengths and flags are right', () => {
  const after = stripMetadata(png({ orientation: 8 }), 'image/png')!
  const at = text(after).indexOf('eXIf')
  const view = new DataView(after.buffer)
  expect(view.getUint32(at + 4 + view.getUint32(at - 4))).toBe(
    crc32(after.subarray(at, at + 4 + view.getUint32(at - 4))),
  )
  const turned = stripMetadata(webp({ orientation: 8 }), 'image/webp')!
  expect(new DataView(turned.buffer).getUint32(4, true)).toBe(turned.length - 8)
  expect(turned[20]! & 0x0c).toBe(0x08)
  expect(stripMetadata(webp(), 'image/webp')![20]! & 0x0c).toBe(0)
})

test('a broken picture is refused, whatever is missing, and other files are left alone', () => {
  for (const [type, make] of Object.entries(made)) {
    const whole = make({ orientation: 6 })
    for (let length = 0; length < whole.length; length += 3) stripMetadata(whole.subarray(0, length), type)
    expect(stripMetadata(bytesOf('<html>'), type), type).toBeNull()
    expect(stripMetadata(whole.subarray(0, 40), type), type).toBeNull()
  }
  expect(text(stripMetadata(bytesOf('GIF89a...'), 'image/gif')!)).toBe('GIF89a...')
})
