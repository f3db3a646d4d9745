import { makeZip } from 'client-zip'
import { hintsOf } from '../../../quizzes/questions'
import { writeGift } from './gift'
import { writeMoodleXml } from './moodle-xml'
import { picturesIn, type StoredPicture } from './pictures'
import { writeQti2 } from './qti-2'
import type { Loss, QuizQuestion } from './write'

export { picturesIn, type StoredPicture } from './pictures'
export type { Loss, QuizQuestion } from './write'

/** Forms in which the questions of a quiz go out. */
export const exportFormats = ['gift', 'moodle-xml', 'qti-2.1'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a form cannot hold of which questions; places count from 1. */
export type Losses = { loss: Loss; places: number[] }[]

export const lossesIn = (format: ExportFormat, questions: QuizQuestion[]): Losses => {
  const { written } =
    format === 'gift'
      ? writeGift(questions)
      : format === 'moodle-xml'
        ? writeMoodleXml(questions, new Map())
        : writeQti2('', questions, new Map())
  const places = new Map<Loss, number[]>()
  for (const [i, { losses, text }] of written.entries())
    for (const loss of [...losses, ...hintsLost(format, questions[i]!, text)])
      places.set(loss, [...(places.get(loss) ?? []), i + 1])
  return [...places].map(([loss, found]) => ({ loss, places: found }))
}

/** Only Moodle XML has a place for them. */
const hintsLost = (format: ExportFormat, { question }: QuizQuestion, text: unknown): Loss[] =>
  format !== 'moodle-xml' && text !== null && hintsOf(question).length ? ['hints'] : []

export type QuestionExport = { type: string; extension: string; body: string | ReadableStream<Uint8Array> }

export function writeQuestions(
  format: ExportFormat,
  {
    title,
    questions,
    pictures,
    at,
  }: { title: string; questions: QuizQuestion[]; pictures: Map<string, StoredPicture>; at: Date },
): QuestionExport {
  if (format === 'gift')
    return { type: 'text/plain; charset=utf-8', extension: 'gift', body: writeGift(questions).text }
  if (format === 'moodle-xml')
    return { type: 'application/xml', extension: 'xml', body: writeMoodleXml(questions, pictures).text }
  const { files } = writeQti2(title, questions, pictures)
  return {
    type: 'application/zip',
    extension: 'zip',
    body: makeZip(files.map((file) => ({ ...file, lastModified: at }))),
  }
}

/** Files that the questions show. */
export const allPicturesIn = (questions: QuizQuestion[]) => [
  ...new Set(questions.flatMap(({ question }) => picturesIn(question))),
]
