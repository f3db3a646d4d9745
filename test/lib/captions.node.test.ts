import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCaptions, writeWebVtt } from '../../worker/lib/captions'
import { fixtures } from '../support/fixtures'

const folder = fixtures('webvtt')

describe.skipIf(!folder)('caption files of every oddity', () => {
  const files: string[] = folder
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name: string) => name.endsWith('.vtt'))
    : []

  test('there are many of them', () => expect(files.length).toBeGreaterThan(90))

  test.each(files)('%s gives the cues that browsers see', (name: string) => {
    const captions = readCaptions(readFileSync(join(folder!, name), 'utf8'))
    const expected = join(folder!, name.replace(/vtt$/, 'json'))
    if (captions) expect(readCaptions(writeWebVtt(captions.cues))?.cues).toEqual(captions.cues)
    // vtt.js drops a cue after a lone arrow; the standard (and Chromium) read it.
    if (!existsSync(expected) || name.endsWith('integration/id.vtt')) return
    const { cues } = JSON.parse(readFileSync(expected, 'utf8'))
    const said = (captions?.cues ?? []).map(({ id, start, end, text }) => ({
      id,
      startTime: start,
      endTime: end,
      text,
    }))
    expect(said).toEqual(
      cues.map(({ id, startTime, endTime, text }: Record<string, unknown>) => ({ id, startTime, endTime, text })),
    )
  })
})
