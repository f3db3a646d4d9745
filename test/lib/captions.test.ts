import { describe, expect, test } from 'vitest'
import { readCaptions, transcriptOf, transcriptText, writeWebVtt } from '../../worker/lib/captions'

const vtt =
  'WEBVTT - talk\n\nNOTE not shown\n\nSTYLE\n::cue { color: red }\n\nfirst\n00:01.000 --> 00:02.500 align:start size:50% evil:1\n<v Ivy>Good &amp; <i>bad</i>\n\n00:03.000 --> 00:04.000\nnews.\n'

describe('captions', () => {
  test('are read as browsers read them', () => {
    const captions = readCaptions(`\uFEFF${vtt.replace(/\n/g, '\r\n')}`)!
    expect(captions.format).toBe('vtt')
    expect(captions.cues).toEqual([
      {
        id: 'first',
        start: 1,
        end: 2.5,
        settings: { align: 'start', size: '50%' },
        text: '<v Ivy>Good &amp; <i>bad</i>',
      },
      { id: '', start: 3, end: 4, settings: {}, text: 'news.' },
    ])
    expect(readCaptions(writeWebVtt(captions.cues))!.cues).toEqual(captions.cues)
  })

  test('of SubRip become WebVTT', () => {
    const captions = readCaptions(
      '1\r\n00:00:01,500 --> 00:00:02,000\r\nHello\r\nthere\r\n\r\n2\r\n1:00:00,0 --> 1:00:01,25\r\nEnd',
    )!
    expect(captions.format).toBe('srt')
    expect(writeWebVtt(captions.cues)).toBe(
      'WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\nHello\nthere\n\n2\n01:00:00.000 --> 01:00:01.250\nEnd\n',
    )
  })

  test('that are broken say where', () => {
    const { cues, faults } = readCaptions(
      'WEBVTT\n\n00:01 --> 00:02\nlost\n\n00:05.000 --> 00:04.000\nbackwards\n\n00:06.000 --> 00:07.000\nkept',
    )!
    expect(cues.map((cue) => cue.text)).toEqual(['backwards', 'kept'])
    expect(faults).toEqual([
      { kind: 'time', line: 3, detail: '00:01 --> 00:02' },
      { kind: 'order', line: 6, detail: '00:05.000 --> 00:04.000' },
    ])
  })

  test('that are none are refused', () => {
    for (const source of ['', 'hello', '<html>', 'WEBVTTX\n\nno', '{"a":1}']) expect(readCaptions(source)).toBeNull()
  })

  test('give a transcript in paragraphs, with who speaks', () => {
    const { cues } = readCaptions(vtt)!
    expect(transcriptText(cues)).toBe('Ivy: Good & bad news.')
    const far = readCaptions(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:20.000 --> 00:21.000\nTwo.\n\n00:21.000 --> 00:22.000\nTwo.',
    )!
    expect(transcriptOf(far.cues)).toEqual([
      { start: 1, text: 'One.' },
      { start: 20, text: 'Two.' },
    ])
  })
})
