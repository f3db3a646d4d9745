import { newId } from '../../../lib/ids'
import { deepest, mostCategories, mostInBank } from '../../banks'
import type { Question } from '../../quizzes/questions'
import type { CoursePlan, PlannedBank, PlannedBankQuestion, ReportLine } from '../markdown'
import { pathOfTitles } from '../markdown'
import { type StoredBank, type StoredBankQuestion, titlesOf } from './read-banks'
import type { Stored } from './read-stored'
import { comparable, promptOf } from './same-question'

/** A planned bank with its ids. What is in the bank and not in its file stays. */
export type SettledBank = {
  id: string
  planned: PlannedBank
  stored: StoredBank | null
  /** Those that are not there yet, what is above first. */
  newCategories: { id: string; parentId: string; title: string }[]
  categoryOf: (titles: readonly string[]) => string | undefined
  questions: SettledBankQuestion[]
}
export type SettledBankQuestion = {
  id: string
  /** The newest, with all texts in place. */
  versionId: string
  planned: PlannedBankQuestion
  question: Question
  categoryId: string | null
  stored: StoredBankQuestion | null
  change: 'added' | 'changed' | 'same'
  /** Whether it asks something else than before. */
  hasNewText: boolean
  /** Older texts that quizzes of the file ask and that are not here. */
  older: { versionId: string; question: Question }[]
}

export type SettledBanks = { banks: SettledBank[]; lines: ReportLine[] }

/** Names planned banks among those of the course, by the id that the file says, by where they came from, then by title. */
export function settleBanks(
  plan: CoursePlan,
  stored: Stored | null,
  relink: (question: Question) => Question = (question) => question,
): SettledBanks {
  const own = (stored?.banks ?? []).filter(({ courseId }) => courseId === stored?.course.id)
  const sources = new Map(
    (stored?.sources ?? []).filter(({ kind }) => kind === 'bank').map(({ path, subjectId }) => [path, subjectId]),
  )
  const taken = new Set<string>()
  const lines: ReportLine[] = []
  const banks = plan.banks.map((planned) => {
    const before =
      own.find(({ id }) => id === planned.id && !taken.has(id)) ??
      own.find(({ id }) => id === sources.get(planned.path) && !taken.has(id)) ??
      own.find(({ id, title, deletedAt }) => title === planned.title && deletedAt === null && !taken.has(id)) ??
      null
    const id = before?.id ?? newId()
    taken.add(id)
    return settleBank(id, planned, before, stored, relink, lines)
  })
  return { banks, lines }
}

const plainKey = (titles: readonly string[]) => titles.join('\u0001')

function settleBank(
  id: string,
  planned: PlannedBank,
  before: StoredBank | null,
  stored: Stored | null,
  relink: (question: Question) => Question,
  lines: ReportLine[],
): SettledBank {
  const { path, title } = planned
  const rows = (stored?.bankCategories ?? []).filter(({ bankId }) => bankId === id)
  const ids = new Map([...titlesOf(rows)].map(([category, titles]) => [plainKey(titles), category]))
  const newCategories: SettledBank['newCategories'] = []
  const refused = new Set<string>()
  /** The category, made where it is not there; what is too deep or too many goes to the one above. */
  const ensure = (titles: readonly string[]): string | null => {
    if (titles.length === 0) return null
    const known = ids.get(plainKey(titles))
    if (known) return known
    const parent = ensure(titles.slice(0, -1))
    if (titles.length > deepest || ids.size >= mostCategories) {
      refused.add(pathOfTitles(titles))
      return parent
    }
    const made = { id: newId(), parentId: parent ?? '', title: titles.at(-1)! }
    newCategories.push(made)
    ids.set(plainKey(titles), made.id)
    return made.id
  }
  for (const titles of planned.categories) ensure(titles)
  const there = (stored?.bankQuestions ?? []).filter(({ bankId }) => bankId === id)
  const left = [...there]
  const takeKnown = (fits: (one: StoredBankQuestion) => boolean) => {
    const index = left.findIndex(fits)
    return index < 0 ? null : left.splice(index, 1)[0]!
  }
  const sources = new Map(
    (stored?.sources ?? []).filter(({ kind }) => kind === 'question').map((row) => [row.path, row] as const),
  )
  const found = planned.questions.map((one) => {
    const source = one.key ? sources.get(sourceOf(path, one.key)) : undefined
    const known = one.key
      ? (takeKnown(({ questionId }) => questionId === one.key) ??
        takeKnown(({ questionId }) => questionId === source?.subjectId))
      : null
    return { one, source, known }
  })
  let room = mostInBank - there.length
  const questions = found.flatMap(({ one, source, known }): SettledBankQuestion[] => {
    const question = relink(one.question)
    const row =
      known ??
      (one.key
        ? null
        : (takeKnown((other) => comparable(other) === comparable(question)) ??
          takeKnown(({ kind, body }) => kind === question.kind && promptOf(body) === question.body.prompt)))
    if (!row) room -= 1
    if (!row && room < 0) return []
    const categoryId = ensure(one.category)
    const base = { planned: one, question, categoryId, stored: row, older: [] }
    if (!row) return [{ ...base, id: newId(), versionId: newId(), change: 'added', hasNewText: true }]
    const isAsImported = source?.hash === one.hash && source.subjectId === row.questionId && row.retiredAt === null
    const hasNewText = !isAsImported && comparable(row) !== comparable(question)
    const isSame =
      isAsImported ||
      (!hasNewText &&
        row.retiredAt === null &&
        row.points === one.points &&
        row.categoryId === categoryId &&
        JSON.stringify(row.tags) === JSON.stringify(one.tags))
    return [
      {
        ...base,
        // What was changed here since, and not in the file, stays.
        question: isAsImported ? ({ kind: row.kind, body: row.body } as Question) : question,
        categoryId: isAsImported ? row.categoryId : categoryId,
        id: row.questionId,
        versionId: hasNewText ? newId() : row.versionId,
        change: isSame ? 'same' : 'changed',
        hasNewText,
      },
    ]
  })
  if (room < 0)
    lines.push({ level: 'left-out', path, line: null, key: 'bank-full', values: { title, most: mostInBank } })
  for (const name of refused)
    lines.push({
      level: 'changed',
      path,
      line: null,
      key: 'bank-category-refused',
      values: { name, most: mostCategories, levels: deepest },
    })
  const count = (change: SettledBankQuestion['change']) => questions.filter((one) => one.change === change).length
  lines.push(
    before
      ? {
          level: 'info',
          path,
          line: null,
          key: 'bank-again',
          values: { title, added: count('added'), changed: count('changed') },
        }
      : { level: 'info', path, line: null, key: 'bank-comes', values: { title, n: questions.length } },
  )
  return { id, planned, stored: before, newCategories, categoryOf: (titles) => ids.get(plainKey(titles)), questions }
}

/** Where a question came from: its bank's file and its name in it. */
export const sourceOf = (path: string, key: string) => `${path}#${key}`
