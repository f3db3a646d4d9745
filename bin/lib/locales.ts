/** `node bin/lib/locales.ts sort`: every language's keys in one order, so that two changes seldom meet. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = 'views/locales'
for (const file of readdirSync(folder)) {
  const messages = Object.entries(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, string>)
  const sorted = Object.fromEntries(messages.sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(`${folder}/${file}`, `${JSON.stringify(sorted, null, 2)}\n`)
}
