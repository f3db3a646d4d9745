import type { Tenant } from '../../../tenants/tenant'
import type { Actor } from '../policy'
import { findQuizToEdit, type QuizToEdit } from '../quizzes'
import {
  allPicturesIn,
  type ExportFormat,
  exportFormats,
  type Losses,
  lossesIn,
  picturesIn,
  type QuestionExport,
  type QuizQuestion,
  type StoredPicture,
  writeQuestions,
} from './questions/export'

/** A file of questions holds pictures as they are: larger ones stay behind, their words stand in their place. */
const MOST_BYTES = { each: 5_000_000, all: 20_000_000 }

export type QuestionExports = {
  item: { id: string; title: string }
  course: { id: string; title: string }
  questions: number
  formats: { format: ExportFormat; losses: Losses }[]
}

/** In which forms the questions of a quiz go out, and what each cannot hold. */
export async function findQuestionExports(tenant: Tenant, actor: Actor, itemId: string): Promise<QuestionExports> {
  const { item, course, questions, pictures: stored } = await findQuizToEdit(tenant, actor, itemId)
  const list = questions.map(({ questionId, points, question }) => ({ id: questionId, points, question }))
  const { left } = choosePictures(stored, list)
  const places = list.flatMap(({ question }, i) => (picturesIn(question).some((id) => left.has(id)) ? [i + 1] : []))
  const tooLarge: Losses = places.length ? [{ loss: 'large-pictures', places }] : []
  return {
    item,
    course,
    questions: list.length,
    formats: exportFormats.map((format) => ({
      format,
      losses: [...lossesIn(format, list), ...(format === 'gift' ? [] : tooLarge)],
    })),
  }
}

/** The questions of a quiz as a file, with the pictures that belong to the quiz where the form holds them. */
export async function exportQuestions(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  format: ExportFormat,
): Promise<QuestionExport & { name: string }> {
  const { item, questions, pictures: linked } = await findQuizToEdit(tenant, actor, itemId)
  const stored = format === 'gift' ? [] : linked
  const list = questions.map(({ questionId, points, question }) => ({ id: questionId, points, question }))
  const pictures = new Map<string, StoredPicture>()
  for (const [i, { id, key, name }] of choosePictures(stored, list).taken.entries()) {
    const object = await tenant.media.get(key)
    if (!object || !('body' in object)) continue
    const bytes = new Uint8Array(await object.arrayBuffer())
    pictures.set(id, { name: `${i + 1}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}`, bytes })
  }
  const written = writeQuestions(format, { title: item.title, questions: list, pictures, at: new Date(tenant.now()) })
  return { ...written, name: `${item.title}.${written.extension}` }
}

type Linked = QuizToEdit['pictures'][number]

/** What the questions show, as far as a file has room for it. */
function choosePictures(stored: Linked[], questions: QuizQuestion[]) {
  const shown = new Set(allPicturesIn(questions))
  const taken: Linked[] = []
  const left = new Set<string>()
  let room = MOST_BYTES.all
  for (const picture of stored.filter(({ id }) => shown.has(id))) {
    if (picture.size > MOST_BYTES.each || picture.size > room) {
      left.add(picture.id)
      continue
    }
    room -= picture.size
    taken.push(picture)
  }
  return { taken, left }
}
