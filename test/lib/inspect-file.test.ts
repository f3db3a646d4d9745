import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../../worker/lib/bytes'
import { sniffType } from '../../worker/lib/file-type'
import { inspectFile } from '../../worker/lib/inspect-file'
import { big, bytesOf, film, jpeg, little, png, sourceOf, webm, webp, zip } from '../support/files'

const inspect = (bytes: Uint8Array, name = 'file') => inspectFile(sourceOf(bytes), name)
const typeOf = (bytes: Uint8Array, name = '') => sniffType(bytes, name)?.extension ?? null

/** Advanced Systems Format (Microsoft, 1.20.05), 3.3: what streams there are stands behind these ids. */
const stream = [0x91, 0x07, 0xdc, 0xb7, 0xb7, 0xa9, 0xcf, 0x11, 0x8e, 0xe6, 0x00, 0xc0, 0x0c, 0x20, 0x53, 0x65]
const sound = [0x40, 0x9e, 0x69, 0xf8, 0x4d, 0x5b, 0xcf, 0x11, 0xa8, 0xfd, 0x00, 0x80, 0x5f, 0x5c, 0x44, 0x2b]
const pictures = [0xc0, 0xef, 0x19, 0xbc, 0x4d, 0x5b, 0xcf, 0x11, 0xa8, 0xfd, 0x00, 0x80, 0x5f, 0x5c, 0x44, 0x2b]
const asf = (...streams: number[][]) =>
  bytesOf(
    [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0x00, 0xaa, 0x00, 0x62, 0xce, 0x6c],
    new Uint8Array(14),
    ...streams.flatMap((kind) => [stream, new Uint8Array(8), kind]),
  )

test('a file is what its first bytes say, whatever it is called', () => {
  for (const [bytes, extension] of [
    [png(), 'png'],
    [jpeg(), 'jpg'],
    [webp(), 'webp'],
    [bytesOf('GIF89a', little(3, 2), little(4, 2)), 'gif'],
    [bytesOf(big(24), 'ftypavif', big(0), 'avifmif1'), 'avif'],
    [bytesOf(big(24), 'ftypheic', big(0), 'mif1heic'), 'heic'],
    [film(), 'mp4'],
    [film({ brand: 'qt  ' }), 'mov'],
    [film({ brand: 'M4A ' }), 'm4a'],
    [webm(), 'webm'],
    [bytesOf('OggS', new Uint8Array(24), 'OpusHead'), 'opus'],
    [bytesOf('OggS', new Uint8Array(24), '\x01vorbis'), 'ogg'],
    [bytesOf('ID3\x04\0'), 'mp3'],
    [bytesOf([0xff, 0xfb, 0x90, 0x64]), 'mp3'],
    [bytesOf([0xff, 0xf1, 0x50]), 'aac'],
    [bytesOf('RIFF', little(36), 'WAVEfmt '), 'wav'],
    [bytesOf('fLaC'), 'flac'],
    [bytesOf('%PDF-1.7'), 'pdf'],
    [bytesOf('RIFF', little(0), 'AVI '), 'avi'],
    [asf(sound), 'wma'],
    [asf(sound, pictures), 'wmv'],
    [bytesOf('FORM', big(4), 'AIFF'), 'aiff'],
    [bytesOf('#!AMR\n'), 'amr'],
    [bytesOf('caff\0\x01'), 'caf'],
    [bytesOf('8BPS\0\x01'), 'psd'],
    [new Uint8Array(400).map((_, i) => (i % 188 === 0 ? 0x47 : 0xff)), 'ts'],
    [zip(['mimetype', 'application/epub+zip'], ['META-INF/container.xml', '<x/>']), 'epub'],
    [zip(['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '']), 'odt'],
    [zip(['[Content_Types].xml', '<x/>'], ['word/document.xml', '']), 'docx'],
    [zip(['[Content_Types].xml', '<x/>'], ['_rels/.rels', ''], ['ppt/presentation.xml', '']), 'pptx'],
    [zip(['_rels/.rels', ''], ['xl/workbook.xml', '']), 'xlsx'],
    [zip(['README.md', '# hi']), 'zip'],
  ] as const)
    expect(typeOf(bytes, 'renamed.txt')).toBe(extension)
})

test('plain text goes by its name, captions by how they begin', () => {
  expect(typeOf(utf8('name,points'), 'list.csv')).toBe('csv')
  expect(typeOf(utf8('# Title'), 'README.md')).toBe('md')
  expect(typeOf(utf8('Grüße'), 'notes.txt')).toBe('txt')
  expect(typeOf(utf8('\ufeffWEBVTT - x\n\n00:01.000 --> 00:02.000\nHi'), 'x.txt')).toBe('vtt')
  expect(typeOf(utf8('1\r\n00:00:01,000 --> 00:00:02,000\r\nHi'), 'x')).toBe('srt')
  expect(typeOf(utf8('alert(1)'), 'x.js')).toBeNull()
  expect(typeOf(new Uint8Array([1, 2, 0, 3]), 'x.txt')).toBeNull()
  expect(typeOf(utf8('日本語').subarray(0, 8), 'x.txt')).toBe('txt')
})

test('an image that is HTML is refused, and one that is SVG is known as that', async () => {
  for (const page of [
    '<!DOCTYPE html><script>alert(1)</script>',
    ' <html>',
    '<!-- x --><script src=//x>',
    '<img src=x onerror=alert(1)>',
    '<svgx>',
    '<!doctype html><svg></svg>',
  ]) {
    expect(typeOf(utf8(page), 'photo.png'), page).toBeNull()
    expect((await inspect(utf8(page), 'photo.png')).problem, page).toEqual({
      key: 'files.notWhatItSays',
      values: { extension: 'PNG' },
    })
  }
  const svg = utf8(
    '<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12"><path/></svg>',
  )
  expect(await inspect(svg, 'x.png')).toMatchObject({
    file: { type: 'image/svg+xml' },
    width: 24,
    height: 12,
    problem: null,
  })
  expect((await inspect(utf8('#!/bin/sh'), 'run.sh')).problem).toBeNull()
})

test('pictures tell their size as they are shown', async () => {
  for (const bytes of [png(), jpeg(), webp(), jpeg({ orientation: 3 })])
    expect(await inspect(bytes)).toMatchObject({ width: 40, height: 30, problem: null })
  expect(await inspect(jpeg({ orientation: 6 }))).toMatchObject({ width: 30, height: 40 })
  expect(await inspect(bytesOf('GIF89a', little(3, 2), little(4, 2)))).toMatchObject({ width: 3, height: 4 })
  expect(
    await inspect(
      bytesOf(
        big(16),
        'ftypavif',
        big(0),
        big(20),
        'ispe',
        big(0),
        big(64),
        big(64),
        big(20),
        'ispe',
        big(0),
        big(800),
        big(600),
      ),
    ),
  ).toMatchObject({ width: 800, height: 600 })
  expect((await inspect(bytesOf(big(24), 'ftypheic', big(0), 'mif1heic'))).problem).toEqual({
    key: 'files.imageFormat',
    values: { format: 'HEIC' },
  })
})

test('H.264 with AAC and VP9 with Opus play everywhere, with their length and size', async () => {
  expect(await inspect(film())).toMatchObject({
    file: { type: 'video/mp4' },
    width: 640,
    height: 360,
    duration: 12.5,
    startsAtOnce: true,
    problem: null,
  })
  expect(await inspect(film({ turned: true }))).toMatchObject({ width: 360, height: 640 })
  expect(await inspect(film({ indexLast: true }))).toMatchObject({ startsAtOnce: false, problem: null })
  expect(await inspect(film({ brand: 'qt  ' }))).toMatchObject({ file: { type: 'video/mp4' }, problem: null })
  expect(await inspect(film({ video: null }))).toMatchObject({
    file: { type: 'audio/mp4', kind: 'audio' },
    width: null,
    problem: null,
  })
  expect(await inspect(webm())).toMatchObject({
    file: { type: 'video/webm' },
    width: 320,
    height: 240,
    duration: 2,
    problem: null,
  })
})

test('what browsers cannot play is refused with the setting to export it with', async () => {
  const problem = async (bytes: Uint8Array) => (await inspect(bytes)).problem
  expect(await problem(film({ video: 'hvc1' }))).toEqual({ key: 'files.videoFormat', values: { format: 'HEVC' } })
  expect(await problem(film({ video: 'apcn', brand: 'qt  ' }))).toEqual({
    key: 'files.videoFormat',
    values: { format: 'ProRes' },
  })
  expect(await problem(film({ profile: 110 }))).toEqual({
    key: 'files.videoFormat',
    values: { format: 'H.264 (10 bit)' },
  })
  expect(await problem(film({ audio: 'ac-3' }))).toEqual({
    key: 'files.soundFormat',
    values: { format: 'Dolby Digital' },
  })
  expect(await problem(film({ video: null, audio: 'alac' }))).toEqual({
    key: 'files.audioFormat',
    values: { format: 'Apple Lossless' },
  })
  expect(await problem(webm({ video: 'V_AV1' }))).toEqual({ key: 'files.videoFormat', values: { format: 'AV1' } })
  expect(await problem(bytesOf('RIFF', little(0), 'AVI LIST'))).toEqual({
    key: 'files.videoFormat',
    values: { format: 'AVI' },
  })
  expect(await problem(film().subarray(0, 60))).toEqual({ key: 'files.broken' })
  expect(await problem(film({ indexLast: true }).subarray(0, 100))).toEqual({ key: 'files.broken' })
})

test('sound files tell their length', async () => {
  const wav = bytesOf(
    'RIFF',
    little(0),
    'WAVEfmt ',
    little(16),
    little(1, 2),
    little(1, 2),
    little(8000),
    little(16_000),
    little(2, 2),
    little(16, 2),
    'data',
    little(32_000),
    new Uint8Array(32_000),
  )
  expect((await inspect(wav)).duration).toBe(2)
  const steady = bytesOf(
    'ID3\x04\0\0',
    [0, 0, 0, 10],
    new Uint8Array(10),
    [0xff, 0xfb, 0x90, 0x64],
    new Uint8Array(159_996),
  )
  expect((await inspect(steady)).duration).toBeCloseTo(10, 3)
  const varying = bytesOf(
    [0xff, 0xfb, 0x90, 0x64],
    new Uint8Array(32),
    'Xing',
    [0, 0, 0, 1],
    big(1000),
    new Uint8Array(500),
  )
  expect((await inspect(varying)).duration).toBeCloseTo((1000 * 1152) / 44_100, 3)
  const opus = bytesOf(
    'OggS',
    new Uint8Array(24),
    'OpusHead',
    [1, 2],
    little(312, 2),
    little(48_000),
    new Uint8Array(100),
    'OggS\0\x04',
    little(48_312, 8),
    new Uint8Array(20),
  )
  expect((await inspect(opus)).duration).toBe(1)
})

test('no file, however broken, stops the server', async () => {
  const seeds = [
    png(),
    jpeg({ orientation: 6 }),
    webp(),
    film(),
    film({ indexLast: true }),
    webm(),
    zip(['word/x', '']),
    utf8('<svg width="1">'),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.nat(400),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
      async (seed, length, changes) => {
        const bytes = seed.slice(0, Math.max(1, seed.length - length))
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const facts = await inspect(bytes, 'x.mp4')
        expect(facts.width === null || facts.width > 0).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('sound that browsers cannot play is refused as sound, with what to export', async () => {
  for (const [bytes, format] of [
    [asf(sound), 'WMA'],
    [bytesOf('FORM', big(4), 'AIFF'), 'AIFF'],
  ] as const)
    expect((await inspect(bytes)).problem).toEqual({ key: 'files.audioFormat', values: { format } })
})
