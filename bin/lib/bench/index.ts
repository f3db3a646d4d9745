import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'

/** Every bench, loaded when it is run. */
const benches: Record<string, { about: string; load: () => Promise<{ bench: Bench }> }> = {
  a11y: { about: 'every page x person x theme x width x direction', load: () => import('./a11y.ts') },
  exam: {
    about: '1,000 takers save every 15 s for 3 minutes, then submit (--takers, --seconds)',
    load: () => import('./exam.ts'),
  },
  gradebook: {
    about: 'the gradebook of 10,000 learners and 40 graded items beside a bare read, and cells that are changed',
    load: () => import('./gradebook.ts'),
  },
  large: {
    about: 'every page of a course with 10,000 learners and 40 items beside a bare read',
    load: () => import('./large.ts'),
  },
  pages: { about: 'six pages beside a bare Worker that asks and sends the same', load: () => import('./pages.ts') },
  paint: {
    about: 'four pages on a slow phone: the largest paint, and what came over the line',
    load: () => import('./paint.ts'),
  },
  signup: { about: '200 organizations sign up, 20 at a time', load: () => import('./signup.ts') },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, takers: { type: 'string' }, seconds: { type: 'string' } },
})
const [name = ''] = positionals
const chosen = benches[name]

if (!chosen) {
  for (const [each, { about }] of Object.entries(benches)) console.log(`bin/bench ${each.padEnd(10)} ${about}`)
  process.exit(name ? 2 : 0)
}
const { bench } = await chosen.load()
const number = (typed: string | undefined) => (typed === undefined ? undefined : Number(typed))
const shorter = { takers: number(values.takers), seconds: number(values.seconds) }
const { figures, limits, ok } = await bench(shorter)
if (values.json) console.log(JSON.stringify({ name, figures, limits, ok }))
process.exit(ok ? 0 : 1)
