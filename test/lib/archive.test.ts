import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { describe, expect, test } from 'vitest'
import { normalPath, readArchive } from '../../worker/lib/archive'
import { decodeName } from '../../worker/lib/code-pages'

async function zip(files: Record<string, Uint8Array>, options = {}) {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, bytes] of Object.entries(files)) await writer.add(name, new Uint8ArrayReader(bytes), options)
  return writer.close()
}

const text = (value: string) => new TextEncoder().encode(value)

describe('an archive', () => {
  test('gives its files, without what systems leave in it', async () => {
    const { entries, skipped } = await readArchive(
      await zip({
        'a\\b.md': text('b'),
        'c/': text(''),
        '__MACOSX/._a': text('x'),
        '.DS_Store': text('x'),
        'd.md': text('d'),
      }),
    )
    expect(entries.map((entry) => entry.path)).toEqual(['a/b.md', 'd.md'])
    expect(new TextDecoder().decode(await entries[0]!.bytes())).toBe('b')
    expect(skipped.map((entry) => entry.reason)).toEqual(['system', 'system'])
  })

  test('is read from a blob as well', async () => {
    const { entries } = await readArchive(new Blob([await zip({ 'a.md': text('a') })]))
    expect(entries).toHaveLength(1)
  })

  test.each(['../out.md', 'a/../../out.md', '/etc/passwd', 'C:\\out.md', '..\\out.md'])(
    'with a file called %s is refused',
    async (name: string) => {
      await expect(readArchive(await zip({ 'ok.md': text('x'), [name]: text('x') }))).rejects.toMatchObject({
        reason: 'archive.unsafe-name',
      })
    },
  )

  test('that would swell is refused before it is unpacked', async () => {
    const bomb = await zip({ 'zeros.md': new Uint8Array(20 * 1024 * 1024) })
    await expect(readArchive(bomb)).rejects.toMatchObject({ reason: 'archive.bomb' })
    await expect(readArchive(bomb, 'file', { bytes: 1024, entries: 10, ratio: 100 })).rejects.toMatchObject({
      reason: 'archive.too-large',
    })
  })

  test('of too many files, locked, cut short, or none at all is refused with its own sentence', async () => {
    const two = await zip({ 'a.md': text('a'), 'b.md': text('b') })
    await expect(readArchive(two, 'file', { bytes: 1024, entries: 1, ratio: 100 })).rejects.toMatchObject({
      reason: 'archive.too-many',
    })
    await expect(readArchive(await zip({ 'a.md': text('a') }, { password: 'secret' }))).rejects.toMatchObject({
      reason: 'archive.encrypted',
    })
    await expect(readArchive(two.slice(0, two.length - 30))).rejects.toMatchObject({ reason: 'archive.broken' })
    await expect(readArchive(text('<html>not found</html>'))).rejects.toMatchObject({ reason: 'archive.broken' })
    await expect(readArchive(new Uint8Array())).rejects.toMatchObject({ reason: 'archive.broken' })
    await expect(readArchive(await zip({}))).rejects.toMatchObject({ reason: 'archive.empty' })
  })

  test('with a damaged file says which one', async () => {
    const bytes = await zip({ 'long.md': text('The same sentence again and again. '.repeat(200)) })
    bytes.fill(0xff, 60, 80)
    const { entries } = await readArchive(bytes)
    await expect(entries[0]!.bytes()).rejects.toMatchObject({
      reason: 'archive.broken-entry',
      values: { name: 'long.md' },
    })
  })
})

test('names of no stated encoding are guessed from what they look like', () => {
  const bytes = (...codes: number[]) => new Uint8Array(codes)
  expect(decodeName(text('Prüfung.md'))).toBe('Prüfung.md')
  expect(decodeName(bytes(0x50, 0x72, 0x81, 0x66, 0x75, 0x6e, 0x67))).toBe('Prüfung') // code page 437 or 850
  expect(decodeName(bytes(0x93, 0xe0, 0xae, 0xaa))).toBe('Урок') // code page 866
  expect(decodeName(bytes(0xa6, 0x6c, 0x75, 0x9c, 0x6f, 0x75, 0x9f, 0x6b, 0xec))).toBe('Žluťoučký') // code page 852
})

test('paths are one form', () => {
  expect(normalPath('./a//b\\c.md')).toBe('a/b/c.md')
  expect(normalPath('e\u0301.md')).toBe('é.md')
})
