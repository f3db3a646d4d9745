import { mostQuestions } from '../../../lib/quiz-rules'
import { titlesOfPath } from './bank-names'
import { listOf, numberOf, textOf, type Values } from './front-matter'
import { type BankName, isDraw, type PlannedBanked, type PlannedDraw, type PlannedQuestion, type Report } from './plan'
import { type Asked, inTurn } from './quiz'

type Place = { path: string; report: Report }

/**
 * What a quiz asks from banks: its links, and what stands under `draws` in its front matter:
 * `{ bank: banks/kitchen.md, category: Hygiene › Hands, tag: soap, count: 3, points: 2, rubric: Reports, place: 4 }`, where `place` counts
 * the questions before it.
 */
export function readBanked(values: Values, asked: readonly Asked[], place: Place): PlannedBanked[] {
  const given = values.draws
  const isOne = typeof given === 'object' && given !== null && !Array.isArray(given)
  const draws = (isOne ? [given] : listOf(values, 'draws')).flatMap((value, index) =>
    readDraw(value, index, asked.length, place),
  )
  const banked: PlannedBanked[] = []
  let after = 0
  for (let at = 0; at <= asked.length; at++) {
    for (const { place: wanted, ...draw } of draws) if (wanted === at) banked.push({ after, ...draw })
    const one = asked[at]
    if (one === 'own') after += 1
    else if (typeof one === 'object') banked.push({ after, ...one })
  }
  return banked
}

type Read = Omit<PlannedDraw, 'after'> & { place: number }

function readDraw(value: unknown, index: number, last: number, { path, report }: Place): Read[] {
  const said = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
  const bank = bankOf(said)
  const count = numberOf(said, 'count') ?? 0
  const points = Object.hasOwn(said, 'points') ? (numberOf(said, 'points') ?? -1) : 1
  if (!bank || !Number.isInteger(count) || count < 1 || count > mostQuestions || points < 0 || points > 1_000) {
    report({ level: 'problem', path, line: null, key: 'draw-broken', values: { n: index + 1 } })
    return []
  }
  const place = Math.min(last, Math.max(0, Math.round(numberOf(said, 'place') ?? last)))
  const category = categoryOf(said.category)
  const rubric = textOf(said, 'rubric').slice(0, 200)
  const draw = { bank, category, tag: textOf(said, 'tag'), count, points: Math.round(points * 100) / 100, place }
  return [{ ...draw, ...(rubric && { rubric }) }]
}

function bankOf(said: Values): BankName | null {
  const organization = textOf(said, 'organization')
  const bank = textOf(said, 'bank')
  if (organization) return { organization, key: bank }
  return bank ? { file: bank } : null
}

const categoryOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map((title) => String(title).trim()).filter(Boolean)
    : typeof value === 'string' || typeof value === 'number'
      ? titlesOfPath(String(value))
      : []

/** The same form again. */
export function writeDraws(questions: readonly PlannedQuestion[], banked: readonly PlannedBanked[] = []) {
  let place = 0
  return inTurn(questions, banked).flatMap((one) => {
    if (!('after' in one && isDraw(one))) {
      place += 1
      return []
    }
    const { bank, category, tag, count, points, rubric } = one
    return [
      {
        ...('file' in bank ? { bank: bank.file } : { organization: bank.organization, bank: bank.key }),
        ...(category.length > 0 && { category: writeCategory(category) }),
        ...(tag && { tag }),
        count,
        points,
        ...(rubric && { rubric }),
        place,
      },
    ]
  })
}

const writeCategory = (titles: string[]) => (titles.some((title) => title.includes('›')) ? titles : titles.join(' › '))
