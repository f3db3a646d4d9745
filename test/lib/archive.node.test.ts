import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArchive } from '../../worker/lib/archive'
import { fixtures } from '../support/fixtures'

const folder = fixtures('zip')

describe.skipIf(!folder)('archives of every maker', () => {
  const open = (name: string) => readArchive(new Uint8Array(readFileSync(join(folder!, name))))

  test('the empty one is refused with a sentence', async () => {
    await expect(open('empty.zip')).rejects.toMatchObject({ field: 'file', reason: 'archive.empty' })
  })

  const files: string[] = readdirSync(folder ?? '.').filter((name: string) => name.startsWith('test_'))

  test.each(files)('%s keeps its names', async (name: string) => {
    const { entries } = await open(name)
    for (const entry of entries) expect((await entry.bytes()).length).toBe(entry.size)
    expect(entries.map((entry) => entry.path)).toMatchSnapshot()
  })
})
