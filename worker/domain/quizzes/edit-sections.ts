import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { Conflict, Invalid, NotFound, readAll, refuseWrong } from '../../errors'
import { newId } from '../../lib/ids'
import { nextPositions, positionAfter, positionAt } from '../../lib/position'
import { mostSectionIntroduction, mostSections, mostSectionTitle, type QuizSection } from '../../lib/quiz-sections'
import { cleanLine, cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { findQuizToEdit } from './find-quiz-to-edit'
import { partsOf, placeParts, sectionsSet } from './parts'
import { inOrder } from './quiz-queries'

export type SectionDraft = { title: string; introduction?: string; shuffle?: boolean }

/** A section as it can be stored; Invalid with all that is wrong. */
export function checkedSection({ title, introduction = '', shuffle = false }: SectionDraft) {
  const [name, text] = readAll(
    () => {
      if (title.trim().length > mostSectionTitle) throw new Invalid('title', 'form.tooLong', { most: mostSectionTitle })
      const clean = cleanLine(title, mostSectionTitle)
      if (!clean) throw new Invalid('title', 'quizzes.sections.titleMissing')
      return clean
    },
    () => {
      refuseWrong(
        introduction.length > mostSectionIntroduction &&
          new Invalid('introduction', 'form.tooLong', { most: mostSectionIntroduction }),
      )
      return cleanText(introduction, mostSectionIntroduction)
    },
  )
  return { title: name, introduction: text, shuffle }
}

/** A section that begins before a question, a draw or a section (`before`), or at the end. `id` is made with the form, so that a second click adds nothing. */
export async function addSection(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { id = newId(), before = '', ...draft }: SectionDraft & { id?: string; before?: string },
): Promise<{ id: string }> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  if (quiz.sections.some((one) => one.id === id)) return { id }
  const section = checkedSection(draft)
  if (quiz.sections.length >= mostSections) throw new Invalid('', 'quizzes.sections.many', { most: mostSections })
  const parts = inOrder(partsOf(quiz))
  const place = parts.findIndex((part) => part.id === before)
  if (before && place < 0) throw new Invalid('before', 'quizzes.sections.placeGone')
  const position = before
    ? positionAt(
        parts.map((part) => part.position),
        place,
      )
    : positionAfter(quiz.last)
  await write(tenant, actor, quiz, 'section.add', [...quiz.sections, { id, ...section, position }], { section: id })
  return { id }
}

/** What is not said stays. */
export async function changeSection(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  sectionId: string,
  draft: Partial<SectionDraft>,
): Promise<void> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  const before = quiz.sections.find(({ id }) => id === sectionId)
  if (!before) throw new NotFound()
  const section = { ...before, ...checkedSection({ ...before, ...draft }) }
  const sections = quiz.sections.map((one) => (one === before ? section : one))
  await write(tenant, actor, quiz, 'section.edit', sections, { section: sectionId, title: section.title })
}

/** With all that stands in it, past the section before or behind it. */
export async function moveSection(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  sectionId: string,
  by: -1 | 1,
): Promise<void> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  const parts = partsOf(quiz)
  const starts = parts.flatMap(({ kind }, i) => (kind === 'section' ? [i] : []))
  const from = starts.findIndex((i) => parts[i]!.id === sectionId)
  if (from < 0) throw new NotFound()
  const upper = Math.min(from, from + by)
  if (upper < 0 || upper + 1 >= starts.length) return
  const [a, b, end] = [starts[upper]!, starts[upper + 1]!, starts[upper + 2] ?? parts.length]
  const order = [...parts.slice(0, a), ...parts.slice(b, end), ...parts.slice(a, b), ...parts.slice(end)]
  const positions = nextPositions(order.length, quiz.last)
  const { db } = tenant
  await db
    .batch([
      recordAudit(tenant, actor, 'section.move', { kind: 'item', id: itemId, after: { section: sectionId } }),
      ...placeParts(
        db,
        quiz,
        order.map((part, i) => [part, positions[i]!]),
      ),
    ])
    .catch(orInsisted('error.conflict'))
}

/** What stood in it stands in the section before. Gives the act by which it comes back; null where it is gone already. */
export async function removeSection(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  sectionId: string,
): Promise<string | null> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  const section = quiz.sections.find(({ id }) => id === sectionId)
  if (!section) return null
  const act = newId()
  const way = keepWayBack(tenant, actor, {
    id: act,
    kind: 'section.remove',
    before: { itemId, section },
    at: tenant.now(),
  })
  const sections = quiz.sections.filter((one) => one !== section)
  await write(tenant, actor, quiz, 'section.remove', sections, { section: sectionId, title: section.title }, [way])
  return act
}

/** A section begins again where it began. */
export const sectionBack = reversal<{ itemId: string; section: QuizSection }>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, section }) {
    const quiz = await findQuizToEdit(tenant, actor, itemId)
    const isThere = quiz.sections.some(({ id }) => id === section.id)
    if (isThere || quiz.sections.length >= mostSections) throw new Conflict('people.undoTaken')
    const isFree = partsOf(quiz).every(({ position }) => position !== section.position)
    const position = isFree ? section.position : positionAfter(quiz.last)
    return sectionsSet(tenant.db, quiz, [...quiz.sections, { ...section, position }])
  },
})

type Quiz = Awaited<ReturnType<typeof findQuizToEdit>>
type Word = 'section.add' | 'section.edit' | 'section.remove'

async function write(
  tenant: Tenant,
  actor: Actor,
  quiz: Quiz,
  word: Word,
  sections: QuizSection[],
  after: Record<string, string>,
  also: ReturnType<typeof keepWayBack>[] = [],
) {
  const { db } = tenant
  await db
    .batch([
      recordAudit(tenant, actor, word, { kind: 'item', id: quiz.item.id, after }),
      ...sectionsSet(db, quiz, sections),
      ...also,
    ])
    .catch(orInsisted('error.conflict'))
}
