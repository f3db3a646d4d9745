import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { readBankQuestions } from '../banks'
import type { Actor } from '../policy'
import { findQuizToEdit, mostQuestions, type QuizToEdit } from '../quizzes'
import { type PlaceHead, placeOfBank, type QuestionPlace } from './question-place'
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
  place: PlaceHead
  formats: { format: ExportFormat; losses: Losses }[]
}

/** In which forms the questions of a quiz or a bank go out, and what each cannot hold. */
export async function findQuestionExports(tenant: Tenant, actor: Actor, from: QuestionPlace): Promise<QuestionExports> {
  const { place, questions: list, pictures: stored } = await readQuestions(tenant, actor, from)
  const { left } = choosePictures(stored, list)
  const places = list.flatMap(({ question }, i) => (picturesIn(question).some((id) => left.has(id)) ? [i + 1] : []))
  const tooLarge: Losses = places.length ? [{ loss: 'large-pictures', places }] : []
  return {
    place: { ...place, questions: list.length },
    formats: exportFormats.map((format) => ({
      format,
      losses: [...lossesIn(format, list), ...(format === 'gift' ? [] : tooLarge)],
    })),
  }
}

/** The questions of a quiz or a bank as a file, with the pictures that belong to it where the form holds them. */
export async function exportQuestions(
  tenant: Tenant,
  actor: Actor,
  from: QuestionPlace,
  format: ExportFormat,
): Promise<QuestionExport & { name: string }> {
  const { place, questions: list, pictures: linked } = await readQuestions(tenant, actor, from)
  const stored = format === 'gift' ? [] : linked
  const pictures = new Map<string, StoredPicture>()
  for (const [i, { id, key, name }] of choosePictures(stored, list).taken.entries()) {
    const object = await tenant.media.get(key)
    if (!object || !('body' in object)) continue
    const bytes = new Uint8Array(await object.arrayBuffer())
    pictures.set(id, { name: `${i + 1}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}`, bytes })
  }
  const written = writeQuestions(format, { title: place.title, questions: list, pictures, at: new Date(tenant.now()) })
  return { ...written, name: `${place.title}.${written.extension}` }
}

type Linked = QuizToEdit['pictures'][number]

async function readQuestions(
  tenant: Tenant,
  actor: Actor,
  from: QuestionPlace,
): Promise<{ place: PlaceHead; questions: QuizQuestion[]; pictures: Linked[] }> {
  if (from.kind === 'bank') {
    const { bank, ...read } = await readBankQuestions(tenant, actor, from.id)
    return { place: placeOfBank(bank), ...read }
  }
  const { quiz, item, course, questions, pictures } = await findQuizToEdit(tenant, actor, from.id)
  if (quiz.survey) throw new NotFound() // every form of them says what is right
  return {
    place: { kind: 'quiz', id: item.id, title: item.title, course, questions: questions.length, most: mostQuestions },
    questions: questions.map(({ questionId, points, question }) => ({
      id: questionId,
      points,
      question,
      ...(quiz.tries > 1 ? { penalty: quiz.tryPercent / 100 } : {}),
    })),
    pictures,
  }
}

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
