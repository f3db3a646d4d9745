import type { Question } from '../../quizzes/questions'
import { type BankName, bankPaths, type PlannedBank, type PlannedBanked, type PlannedQuestion } from '../markdown'
import { titlesOf } from './read-banks'
import type { Stored } from './read-stored'
import { sourceOf } from './settle-banks'

type Asked = NonNullable<ReturnType<Stored['questions']['get']>>[number]

const ownBanks = ({ banks, course }: Stored) =>
  banks.filter(({ courseId, deletedAt }) => courseId === course.id && deletedAt === null)

function pathsOf(stored: Stored): Map<string, string> {
  const sourced = new Map(
    stored.sources.filter(({ kind }) => kind === 'bank').map(({ subjectId, path }) => [subjectId, path]),
  )
  const others = stored.sources.filter(({ kind }) => kind === 'item' || kind === 'media').map(({ path }) => path)
  return bankPaths(
    ownBanks(stored).map(({ id, title }) => ({ id, title, path: sourced.get(id) ?? '' })),
    others,
  )
}

/** A question goes by the name that it came with into this bank, else by its id. */
function keysOf({ sources }: Stored): (questionId: string, path: string) => string {
  const sourced = new Map(
    sources.filter(({ kind }) => kind === 'question').map((row) => [row.subjectId, row.path] as const),
  )
  return (questionId, path) => {
    const source = sourced.get(questionId) ?? ''
    const start = sourceOf(path, '')
    return source.startsWith(start) ? source.slice(start.length) : questionId
  }
}

/** The course's own banks as they go into its archive; what lies in the bin stays behind. */
export function exportableBanks(stored: Stored): PlannedBank[] {
  const paths = pathsOf(stored)
  const keyOf = keysOf(stored)
  const titles = titlesOf(stored.bankCategories)
  return ownBanks(stored).map(({ id, title, description }) => {
    const path = paths.get(id)!
    return {
      ...{ path, id, title, description },
      categories: stored.bankCategories.filter(({ bankId }) => bankId === id).map((one) => titles.get(one.id)!),
      questions: stored.bankQuestions
        .filter(({ bankId, retiredAt }) => bankId === id && retiredAt === null)
        .map(({ questionId, kind, body, points, categoryId, tags }) => ({
          key: keyOf(questionId, path),
          question: { kind, body } as Question,
          points,
          category: (categoryId && titles.get(categoryId)) || [],
          tags,
          hash: '',
        })),
    }
  })
}

/**
 * What a quiz asks, its own apart from what it asks from banks. A question whose bank the archive can neither hold nor name, and one
 * that lies in its bank's bin, goes as the quiz's own.
 */
export function exportedBanked(stored: Stored, itemId: string, rubricTitle: (id: string | null) => string | null) {
  const paths = pathsOf(stored)
  const keyOf = keysOf(stored)
  const titles = titlesOf(stored.bankCategories)
  const known = new Map(stored.bankQuestions.map((one) => [one.questionId, one]))
  const nameOf = (bankId: string): BankName | null => {
    const file = paths.get(bankId)
    if (file) return { file }
    const bank = stored.banks.find(({ id }) => id === bankId)
    return bank?.courseId === null && bank.deletedAt === null ? { organization: bank.title, key: bank.id } : null
  }
  const questions: PlannedQuestion[] = []
  const banked: PlannedBanked[] = []
  const own = ({ kind, body, points, rubricId }: Asked) => {
    const rubric = rubricTitle(rubricId)
    questions.push({ kind, body, points, ...(rubric && { rubric }) } as PlannedQuestion)
  }
  const inOrder = [...(stored.questions.get(itemId) ?? []), ...(stored.draws.get(itemId) ?? [])].toSorted((a, b) =>
    a.position < b.position ? -1 : 1,
  )
  for (const one of inOrder) {
    const after = questions.length
    if ('count' in one) {
      const { bankId, categoryId, tag, count, points, rubricId } = one
      const bank = nameOf(bankId)
      const category = (categoryId && titles.get(categoryId)) || []
      if (bank) banked.push({ after, bank, category, tag, count, points, rubric: rubricTitle(rubricId) })
      continue
    }
    const home = known.get(one.questionId)
    const bank = home && home.retiredAt === null ? nameOf(home.bankId) : null
    if (!home || !bank) own(one)
    else {
      const key = 'file' in bank ? keyOf(one.questionId, bank.file) : one.questionId
      const question = one.versionId === home.versionId ? null : ({ kind: one.kind, body: one.body } as Question)
      banked.push({ after, bank, key, points: one.points, question, rubric: rubricTitle(one.rubricId) })
    }
  }
  return { questions, banked }
}
