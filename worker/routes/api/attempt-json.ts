import { z } from 'zod'
import {
  type AttemptPage,
  type AttemptQuestion,
  isByClock,
  readChecked,
  readResult,
  readTried,
  shownTries,
} from '../../domain/quizzes'
import { inSections } from '../../lib/quiz-sections'
import { whatIsShown } from '../../lib/quiz-shows'
import { annotationJson, toAnnotation } from './annotation-json'
import { choiceJson } from './rubric-json'
import { percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

export const answerFileJson = z.object({
  id: z.string().describe('`GET /media/{id}` gives it.'),
  name: z.string(),
  size: z.number().describe('Bytes.'),
  type: z.string(),
})

const askedJson = z.object({
  id: z.string().describe('Of this question as it was asked.'),
  number: z.number(),
  points: z.number(),
  kind: z.string(),
  asked: z
    .unknown()
    .describe('What is asked, by kind; nothing that tells what is right. Null where answers are not shown.'),
  values: z
    .array(z.string())
    .describe('Your answer; ids of files for those that take files. Empty where answers are not shown.'),
  files: z.array(answerFileJson).describe('What of the answer are files; empty where answers are not shown.'),
  revision: z.number(),
  mark: z
    .object({
      points: z.number().nullable().describe('Null where the quiz does not show them now, or it waits for a mark.'),
      correct: z.enum(['full', 'part', 'none', 'unscored', 'waits']).describe('`waits`: somebody has to mark it.'),
      right: z.array(z.string()).describe('An answer that is right; empty where the quiz does not show it now.'),
      feedback: z.array(z.string()).describe('What the author says to this answer, in Markdown.'),
      comment: z.string().describe('What its marker said to it.'),
      choices: z.array(choiceJson).describe('How its marker chose in the rubric.'),
      annotations: z.array(annotationJson).describe('What its marker said at places of it.'),
    })
    .nullable()
    .describe(
      'Whether it is right, at the moments at which the quiz shows it: before handing in, once it was checked.',
    ),
  isChecked: z.boolean().describe('You had it checked, so it stays as it is.'),
  triesAllowed: z.number().describe('How often your answer may be checked; what each further try costs is `tryCosts`.'),
  tryCosts: z.number(),
  tries: z
    .array(
      z.object({
        values: z.array(z.string()),
        correct: z.enum(['full', 'part', 'none', 'unscored', 'waits']),
        points: z.number().nullable().describe('Less what the tries before it cost; null where points are not shown.'),
      }),
    )
    .describe('What you had checked, in order, where it may be tried again and that is shown. The best one counts.'),
  hints: z.array(z.string()).describe('One for each try that went wrong, in Markdown.'),
  page: z.number().describe('Of an attempt that only goes forwards: the page on which it stands, from 1.'),
  isOpen: z
    .boolean()
    .describe(
      'False where its page is left or not reached: while the attempt lasts it says neither what is asked nor what you answered.',
    ),
})

export const attemptJson = z.object({
  id: z.string(),
  quizId: z.string(),
  learnerId: z.string(),
  number: z.number(),
  startedAt: time,
  endsAt: time.nullable().describe('When the time is up; null: never.'),
  takenUntil: time.nullable().describe('From then on nothing is taken (409), and what was saved is handed in.'),
  breakUntil: time.nullable().describe('The clock stands still until then; null: it runs.'),
  breakSecondsLeft: z.number().describe('For which it may still stand still.'),
  submittedAt: time.nullable(),
  isByClock: z.boolean().describe('Handed in because the time was up.'),
  percent: percent.nullable(),
  isPassed: z.boolean().nullable(),
  toMark: z.number().describe('So many answers wait for a mark; until then there is no percent.'),
  forwardBy: z
    .enum(['question', 'section'])
    .nullable()
    .describe('What is a page where one only goes forwards; null: every answer can be changed until the end.'),
  page: z.number().describe('The page that is open, from 1, where one only goes forwards.'),
  sections: z
    .array(z.object({ title: z.string(), introduction: z.string(), count: z.number() }))
    .describe('How the questions are grouped, in order, each so many of them; those not reached yet say nothing else.'),
  moreShownAt: time.nullable().describe('Waiting until then shows more; null: it does not.'),
  questions: z.array(askedJson),
})

/** As whoever asks sees it at this moment. */
export function toAttempt(page: AttemptPage, now: number) {
  const { attempt, item, enrollment } = page
  const result = attempt.submittedAt === null ? null : readResult(page, now)
  const shown = result?.shown ?? whatIsShown(page.quiz, 'during', false)
  return {
    id: attempt.id,
    quizId: item.id,
    learnerId: enrollment.userId,
    number: attempt.number,
    startedAt: toTime(attempt.startedAt),
    endsAt: toTimeOrNull(attempt.endsAt),
    takenUntil: toTimeOrNull(attempt.takenUntil),
    breakUntil: toTimeOrNull(attempt.breakUntil),
    breakSecondsLeft: Math.floor(page.breakLeft / 1_000),
    submittedAt: toTimeOrNull(attempt.submittedAt),
    isByClock: isByClock(attempt),
    percent: toPercentOrNull(result?.percent ?? null),
    isPassed: result?.isPassed ?? null,
    toMark: attempt.toMark,
    forwardBy: attempt.forwardBy,
    page: attempt.reached + 1,
    sections: inSections(attempt.sections, page.questions).flatMap(({ section, list }) =>
      attempt.sections ? [list.every(({ isAhead }) => isAhead) ? { ...section, ...unread } : section] : [],
    ),
    moreShownAt: toTimeOrNull(result?.moreAt ?? null),
    questions: page.questions.map((question, i) => {
      const { versionId, number, points, asked, values, files, revision, isChecked, isOpen } = question
      const one = result ? result.questions?.[i] : readChecked(page, question)
      return {
        id: versionId,
        number,
        points,
        kind: asked.kind,
        asked: shown.answers && isOpen ? (asked.asked as unknown) : null,
        values: shown.answers && isOpen ? values : [],
        files: shown.answers && isOpen ? files : [],
        revision,
        isChecked,
        triesAllowed: question.triesAllowed,
        tryCosts: question.each,
        tries: shown.correctness && isOpen ? triesOf(question, result === null, shown.points) : [],
        hints: result ? [] : (readTried(page, question)?.hints ?? []),
        page: question.page + 1,
        isOpen,
        mark: one?.mark
          ? {
              points: shown.points && one.mark.correct !== 'waits' ? one.mark.points : null,
              correct: one.mark.correct,
              right: one.right,
              feedback: one.mark.feedback.map(({ text }) => text),
              comment: one.said?.comment ?? '',
              choices: one.said?.choices ?? [],
              annotations: one.annotations.map(toAnnotation),
            }
          : null,
      }
    }),
  }
}

/** Of an attempt under way only what was checked: what stands there now is nobody's business yet. */
const triesOf = (question: AttemptQuestion, isUnderWay: boolean, showsPoints: boolean) =>
  shownTries(question)
    .slice(0, isUnderWay ? question.tries.length : undefined)
    .map((one) => ({ ...one, points: showsPoints ? one.points : null }))

const unread = { title: '', introduction: '' }
