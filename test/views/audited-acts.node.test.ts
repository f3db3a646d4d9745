import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditedActs } from '../../views/audit/act-words'
import en from '../../views/locales/en.json' with { type: 'json' }

const sources = readdirSync('worker/domain', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('worker/domain', name), 'utf8'))

test('every act that is recorded has words in the audit log', () => {
  const recorded = sources.flatMap((text) =>
    [...text.matchAll(/recordAudit\([^']*?'([a-z-]+\.[a-z-]+)'/g)].map(([, act]) => act!),
  )
  expect(recorded.length).toBeGreaterThan(60)
  expect(recorded.filter((act) => !auditedActs.includes(act))).toEqual([])
})

test('every act with words has a sentence of its own', () => {
  expect(auditedActs.filter((act) => !(`audit.${act}` in en))).toEqual([])
  expect(new Set(auditedActs).size).toBe(auditedActs.length)
})
