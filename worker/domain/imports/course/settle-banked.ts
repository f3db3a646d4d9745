import { newId } from '../../../lib/ids'
import { readTag } from '../../banks'
import {
  type BankName,
  isDraw,
  type PlannedDraw,
  type PlannedItem,
  type PlannedLink,
  pathOfTitles,
  type ReportLine,
} from '../markdown'
import { resolvePath } from '../markdown/paths'
import { type StoredDraw, titlesOf } from './read-banks'
import type { Stored } from './read-stored'
import type { References } from './references'
import { comparable } from './same-question'
import type { SettledBank, SettledBankQuestion } from './settle-banks'

/** What a quiz asks from banks, with ids. `versionId` is missing where it asks what the bank says. */
export type SettledBanked = SettledLink | SettledDraw
/** `rubric`: what the file says, by its title; `rubricId` what stands. */
type Marked = { rubric?: string | null | undefined }
export type SettledLink = Marked & {
  after: number
  question: { id: string; versionId: string }
  versionId?: string
  points: number
}
export type SettledDraw = Marked & { after: number } & Omit<StoredDraw, 'itemId' | 'position'>

export type BanksHere = { banks: SettledBank[]; references: References; stored: Stored | null }

/** The links and draws of a planned quiz, as far as what they name is here; every other one is said. */
export function settleBanked(item: PlannedItem, itemId: string | null, here: BanksHere) {
  const lines: ReportLine[] = []
  if (item.kind !== 'quiz') return { banked: [], lines }
  const say = (key: ReportLine['key'], name: string, text = '') =>
    lines.push({ level: 'left-out', path: item.path, line: null, key, values: { title: item.title, name, text } })
  const asked = new Set<string>()
  const before = [...((itemId && here.stored?.draws.get(itemId)) || [])]
  const banked = (item.quiz.banked ?? []).flatMap((one): SettledBanked[] => {
    const bank = findBank(one.bank, item.path, here)
    if (!bank) say('bank-missing', nameOf(one.bank))
    if (!bank) return []
    if (isDraw(one)) {
      const categoryId = one.category.length ? bank.categoryOf(one.category) : null
      if (categoryId === undefined) say('bank-category-missing', bank.title, pathOfTitles(one.category))
      return categoryId === undefined ? [] : [settleDraw(one, bank.id, categoryId, before)]
    }
    const link = settleLink(one, bank, here)
    if (!link) say('bank-question-missing', bank.title, one.key)
    else if (asked.has(link.question.id)) say('bank-question-twice', bank.title, one.key)
    else {
      asked.add(link.question.id)
      if (link.isOther) say('bank-version-missing', bank.title, one.key)
      const { isOther: _, ...settled } = link
      return [settled]
    }
    return []
  })
  return { banked: item.quiz.saysDraws ? banked : withKeptDraws(banked, before, itemId, here.stored), lines }
}

const nameOf = (bank: BankName) => ('file' in bank ? bank.file : bank.organization)

type Bank = {
  id: string
  title: string
  categoryOf: (titles: readonly string[]) => string | undefined
  /** Of a bank that comes with the file. */
  questions: SettledBankQuestion[] | null
}

function findBank(name: BankName, from: string, { banks, references, stored }: BanksHere): Bank | null {
  if ('file' in name) {
    const { file } = name
    const paths = [file, resolvePath(from, file)]
    const bank =
      banks.find(({ planned }) => paths.includes(planned.path)) ??
      banks.find(({ planned }) => planned.title === file || planned.id === file)
    return bank ? { ...bank, title: bank.planned.title } : null
  }
  const known = [...references.banks, ...(stored?.banks ?? [])].filter(
    ({ courseId, deletedAt }) => courseId === null && deletedAt === null,
  )
  const titled = [...new Map(known.map((bank) => [bank.id, bank])).values()].filter(
    ({ title }) => title === name.organization,
  )
  const bank = known.find(({ id }) => id === name.key) ?? (titled.length === 1 ? titled[0] : undefined)
  if (!bank) return null
  const rows = [...references.categories, ...(stored?.bankCategories ?? [])].filter(({ bankId }) => bankId === bank.id)
  const ids = new Map([...titlesOf(rows)].map(([id, titles]) => [JSON.stringify(titles), id]))
  return { id: bank.id, title: bank.title, categoryOf: (titles) => ids.get(JSON.stringify(titles)), questions: null }
}

function settleLink({ after, key, points, question, rubric }: PlannedLink, bank: Bank, here: BanksHere) {
  const text = question && comparable(question)
  const asked = [...(here.stored?.questions.values() ?? [])].flat()
  if (bank.questions) {
    const chosen = bank.questions.find(({ planned, id }) => planned.key === key || id === key)
    if (!chosen) return null
    const base = { after, points, question: chosen, rubric, isOther: false }
    if (!question || text === comparable(chosen.question)) return base
    const known =
      asked.find((one) => one.questionId === chosen.id && comparable(one) === text) ??
      chosen.older.find((one) => comparable(one.question) === text)
    if (known) return { ...base, versionId: known.versionId }
    const versionId = newId()
    chosen.older.push({ versionId, question })
    if (chosen.stored && chosen.versionId === chosen.stored.versionId) chosen.versionId = newId() // stays the newest
    return { ...base, versionId }
  }
  const chosen = [...here.references.questions, ...(here.stored?.bankQuestions ?? [])].find(
    ({ questionId, bankId, retiredAt }) => questionId === key && bankId === bank.id && retiredAt === null,
  )
  if (!chosen) return null
  const base = {
    after,
    points,
    question: { id: chosen.questionId, versionId: chosen.versionId },
    rubric,
    isOther: false,
  }
  if (!question || text === comparable(chosen)) return base
  const versions = [
    ...here.references.versions,
    ...asked.map(({ versionId, questionId, kind, body }) => ({ id: versionId, questionId, kind, body })),
  ]
  const known = versions.find((one) => one.questionId === chosen.questionId && comparable(one) === text)
  return known ? { ...base, versionId: known.id } : { ...base, isOther: true }
}

/** A draw that stands already keeps its id. */
function settleDraw(draw: PlannedDraw, bankId: string, categoryId: string | null, before: StoredDraw[]): SettledDraw {
  const tag = readTag(draw.tag)
  const index = before.findIndex((one) => one.bankId === bankId && one.categoryId === categoryId && one.tag === tag)
  const same = index < 0 ? null : before.splice(index, 1)[0]!
  const { after, count, points, rubric } = draw
  const id = same?.id ?? newId()
  return { after, id, bankId, categoryId, tag, count, points, rubric, rubricId: same?.rubricId ?? null }
}

/** A file that says nothing of draws leaves them where they stand, between its own questions and those it links to. */
function withKeptDraws(
  links: SettledBanked[],
  draws: StoredDraw[],
  itemId: string | null,
  stored: Stored | null,
): SettledBanked[] {
  const questions = (itemId && stored?.questions.get(itemId)) || []
  const kept = draws.map(({ itemId: _, position, ...draw }) => {
    const before = questions.filter((one) => one.position < position)
    const own = before.filter(({ bankId }) => bankId === null).length
    return { draw: { ...draw, after: own }, links: before.length - own }
  })
  const behind = (place: number, isLast = false) =>
    kept.filter((one) => (isLast ? one.links >= place : one.links === place)).map(({ draw }) => draw)
  return [...links.flatMap((link, place) => [...behind(place), link]), ...behind(links.length, true)]
}
