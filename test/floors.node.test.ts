import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** Rooms of the domain from left to right: one calls only rooms to its left, through their index. */
const rooms =
  `events audit undo mails search organization media people groups rules deadlines progress draws courses enrollments admissions grades
  rubrics lessons quizzes banks accommodations assignments packages forums chat liveSessions certificates badges experience cycles paths
  announcements notifications webhooks imports reports calendar pages`.split(/\s+/)

const floors = [
  { floor: 0, at: /^worker\/(lib\/|urls|errors)/ },
  { floor: 1, at: /^(worker\/db\/|tenants\/|migrations\/)/ },
  { floor: 2, at: /^worker\/domain\// },
  { floor: 3, at: /^views\// },
  { floor: 4, at: /^worker\/(http|routes|live|jobs)\// },
  { floor: 5, at: /^worker\// },
]
const floorOf = (file: string) => floors.find(({ at }) => at.test(file))!.floor

const files = ['worker', 'tenants', 'views', 'migrations'].flatMap(sourcesIn)

test('imports run down the stairs', () => {
  expect(files.length).toBeGreaterThan(50)
  const up = imports().filter(({ from, to }) => {
    if (floorOf(from) === 3)
      return floorOf(to) > 3 || (floorOf(to) === 2 && !isSharedWithViews(to)) || floorOf(to) === 1
    return floorOf(to) > floorOf(from)
  })
  expect(up.map(say)).toEqual([])
})

test('a room of the domain calls only rooms to its left, through their index', () => {
  const sideways = imports().filter(({ from, to }) => {
    const [own, other] = [roomOf(from), roomOf(to)]
    if (!own || !other || own === other) return false
    return rooms.indexOf(other) > rooms.indexOf(own) || !/\/index\.ts$/.test(to)
  })
  expect(sideways.map(say)).toEqual([])
})

/** Views may ask the policy, and render what is pure: the kinds of block, question and rule. */
const isSharedWithViews = (file: string) =>
  /^worker\/domain\/(policy|lessons\/blocks|quizzes\/questions|rules)/.test(file)

const say = ({ from, to }: { from: string; to: string }) => `${from} imports ${to}`
const roomOf = (file: string) => /^worker\/domain\/(\w+)\//.exec(file)?.[1]

function imports() {
  return files.flatMap((from) => {
    const text = readFileSync(from, 'utf8').replace(/^(import|export) type [\s\S]*?from '[^']*'/gm, '')
    return [...text.matchAll(/^(?:import|export)[\s\S]*?from '(\.[^']*)'|import\('(\.[^']*)'\)/gm)]
      .filter(([statement]) => !isOnlyTypes(statement))
      .map((match) => resolve(from, (match[1] ?? match[2])!))
      .filter((to): to is string => to !== null)
      .map((to) => ({ from, to }))
  })
}

/** `import { type A, type B } from` brings nothing that runs. */
const isOnlyTypes = (statement: string) => {
  const names = /\{([^}]*)\}/
    .exec(statement)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('type '))
}

function resolve(from: string, path: string): string | null {
  const base = relative('.', join(dirname(from), path))
  return (
    [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((file) => files.includes(file)) ??
    null
  )
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sourcesIn(path)
    return /\.tsx?$/.test(name) ? [path] : []
  })
}
