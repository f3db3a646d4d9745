import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/lib/tenants.ts', ...words], { encoding: 'utf8' })
  return { status, said: (stdout + stderr).trim() }
}

test('the operator is told what can be done, and every command of the documents is there', () => {
  const { status, said } = run()
  expect(status).toBe(0)
  for (const command of 'grow register list suspend resume delete restore purge migrate jobs'.split(' '))
    expect(said).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  expect(run('bogus').status).toBe(2)
})

test('the operator who forgets a word is asked for it in a sentence', () => {
  for (const [words, sentence] of [
    [['delete', '--local'], 'Which organization? bin/tenants delete SLUG'],
    [['grow', '1', '5000'], 'Which cell, with how many slots (1 to 1000)? bin/tenants grow 1 1000'],
    [['grow', '1.5', '8'], 'Which cell, with how many slots (1 to 1000)? bin/tenants grow 1 1000'],
    [['migrate', 'x', '--local'], 'FAILURES is a whole number from 1.'],
  ] as const)
    expect(run(...words)).toEqual({ status: 1, said: sentence })
})
