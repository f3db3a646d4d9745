import { describe, expect, it } from 'vitest'
import { chaptersAttribute, chaptersOfAttribute, clockOf, readChapters, writeChapters } from '../../worker/lib/chapters'

describe('chapters as authors type them', () => {
  it('are read in every common form, in order, one a second', () => {
    const { chapters, wrong } = readChapters('1:20 Middle\r\n0:00 - Beginning\n[01:02:03] The end\n\n00:00 Again')
    expect(wrong).toBeNull()
    expect(chapters).toEqual([
      { at: 0, title: 'Beginning' },
      { at: 80, title: 'Middle' },
      { at: 3723, title: 'The end' },
    ])
    expect(writeChapters(chapters)).toBe('0:00 Beginning\n1:20 Middle\n1:02:03 The end')
  })

  it('say which line is none', () => {
    expect(readChapters('0:00 Beginning\nand then\n1:00').wrong).toBe('and then')
    expect(readChapters('').chapters).toEqual([])
  })

  it('may be a WebVTT file', () => {
    const file = 'WEBVTT\n\n1\n00:00.000 --> 00:10.000\nHello\n\n00:10.500 --> 00:20.000\n<v Ivy>On</v>\n'
    expect(readChapters(file).chapters).toEqual([
      { at: 0, title: 'Hello' },
      { at: 10, title: 'Ivy: On' },
    ])
  })

  it('stand on one line in Markdown, whatever their names hold', () => {
    const chapters = [
      { at: 0, title: 'Either | or' },
      { at: 61, title: 'C:\\ and "quotes"' },
    ]
    expect(chaptersOfAttribute(chaptersAttribute(chapters))).toEqual(chapters)
  })

  it('show hours only where there are any', () => {
    expect([clockOf(5), clockOf(605), clockOf(3605)]).toEqual(['0:05', '10:05', '1:00:05'])
  })
})
