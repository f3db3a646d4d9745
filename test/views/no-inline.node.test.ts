import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Mail programs know no style sheet of ours. */
const mails = 'views/layouts/mail.tsx'

const files = ['views', 'worker'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('dev/'))
    .map((name) => `${folder}/${name}`),
)

const linesWith = (pattern: RegExp) =>
  files
    .filter((file) => file !== mails)
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
    )

test('no view has a style of its own: how things look is said by classes', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(linesWith(/\bstyle=/)).toEqual([])
  expect(linesWith(/<style/)).toEqual([expect.stringContaining('views/layouts/document.tsx')])
})

test('no view runs code inline, and none asks htmx for what needs it', () => {
  expect(linesWith(/\son(?!ce=)[a-z]+=["{]/)).toEqual([])
  expect(linesWith(/hx-on|hx-vals=.{0,3}js:|['"`]javascript:/)).toEqual([])
  expect(linesWith(/<script(?![^>]*src)/)).toEqual([])
})
