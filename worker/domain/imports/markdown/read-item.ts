import type { ItemCompletion } from '../../../db/schema/courses'
import { countings } from '../../../lib/quiz-rules'
import { aspects, checkedShows, type Moment, type Shows } from '../../../lib/quiz-shows'
import { surveys } from '../../../lib/survey'
import { readAssignment } from './assignment'
import { readItemConditions, readQuizTimes } from './conditions'
import { readBanked } from './draws'
import { readForum } from './forum'
import { flagOf, listOf, numberOf, type Page, textOf, type Values } from './front-matter'
import { hashOf } from './hash'
import { readLesson, readyMarkdown } from './lesson'
import { resolveLinks, type Targets } from './links'
import { isDraft } from './outline'
import { type PlannedItem, type Report, type UnhashedItem, unsaid } from './plan'
import { readQuestions } from './quiz'
import { readSections } from './sections'

/** One lesson, quiz, assignment or forum of the folder: a file, or a part of one. */
export type Part = { path: string; file: string; title: string; optional: boolean; page: Page }

/** What a part says as the kind that its front matter names; a lesson where it names none. */
export async function readItem(part: Part, targets: Targets, zone: string, report: Report): Promise<PlannedItem> {
  const { values, body, line } = part.page
  // What we wrote ourselves is taken by the letter.
  const isOurs = textOf(values, 'id') !== ''
  const ready = (text: string, from = 0) => (isOurs ? resolveLinks : readyMarkdown)(text, part, from, targets, report)
  const markdown = ready(body, line)
  const teaching = (numberOf(values, 'teaching') ?? 0) + (numberOf(values, 'exercises') ?? 0)
  const base = {
    path: part.path,
    id: textOf(values, 'id') || null,
    title: part.title.slice(0, 200),
    minutes: minutesOf(numberOf(values, 'minutes', 'duration', 'time') ?? teaching),
    published: !isDraft(values),
    required: flagOf(values, 'required') ?? !part.optional,
    ...readItemConditions(values, zone, { path: part.path, report }),
  }
  const completion = completionOf(values, part.path, report)
  const kind = textOf(values, 'kind')
  const item: UnhashedItem =
    kind === 'quiz'
      ? readQuiz(base, completion, values, markdown, { zone, path: part.path, report, ready }, line)
      : kind === 'assignment'
        ? {
            ...base,
            kind,
            completion,
            assignment: readAssignment(values, markdown, zone, { path: part.path, report }),
          }
        : kind === 'forum'
          ? { ...base, kind, completion, forum: readForum(values, markdown) }
          : {
              ...base,
              kind: 'lesson',
              completion,
              content: readLesson(markdown, part.path, line, report),
            }
  return { ...item, hash: await hashOf(item) } as PlannedItem
}

const minutesOf = (minutes: number) => (minutes > 0 ? Math.min(10_000, Math.round(minutes)) : null)

type Base = Pick<PlannedItem, 'path' | 'id' | 'title' | 'minutes' | 'published' | 'required'>

function readQuiz(
  base: Base,
  completion: ItemCompletion | null,
  values: Values,
  markdown: string,
  { zone, path, report, ready }: { zone: string; path: string; report: Report; ready: (text: string) => string },
  line: number,
) {
  const survey = surveys.find((one) => one === textOf(values, 'survey'))
  const { introduction, questions, broken, asked } = readQuestions(markdown, line, survey && { survey })
  const banked = readBanked(values, asked, { path, report })
  for (const { line, title } of broken)
    report({ level: 'problem', path, line: line + 1, key: 'question-broken', values: { name: title } })
  const pass = numberOf(values, 'pass')
  const passPercent = pass === null ? undefined : Math.min(100, Math.max(0, pass))
  return {
    ...base,
    kind: 'quiz' as const,
    completion:
      survey && (completion ?? { kind: 'passed' }).kind === 'passed'
        ? { kind: 'submitted' as const }
        : (completion ?? { kind: 'passed' as const, percent: passPercent ?? unsaid.quiz.passPercent }),
    quiz: {
      introduction,
      passPercent,
      attemptsAllowed: attemptsOf(values),
      shuffleQuestions: flagOf(values, 'shuffle') ?? undefined,
      shuffleOptions: flagOf(values, 'shuffleOptions') ?? undefined,
      counts: countings.find((one) => one === textOf(values, 'counts')),
      showAnswers: flagOf(values, 'answers') ?? (textOf(values, 'answers') ? true : undefined),
      answersAfter: answersAfterOf(values),
      shows: showsIn(values),
      closesTogether: flagOf(values, 'closesTogether') ?? undefined,
      survey,
      atCompletion: survey && (flagOf(values, 'atCompletion') ?? undefined),
      ...readQuizTimes(values, zone, { path, report }),
      questions,
      sections: readSections(values, ready, { path, report }),
      banked: banked.length && !survey ? banked : undefined,
      saysDraws: Object.hasOwn(values, 'draws') || undefined,
    },
  }
}

/** A number, or `unlimited`. */
function attemptsOf(values: Values): number | null | undefined {
  const attempts = numberOf(values, 'attempts')
  if (attempts === null) return Object.hasOwn(values, 'attempts') ? null : undefined
  return attempts > 0 ? Math.min(100, Math.round(attempts)) : null
}

/** `shows: [after answers points, closed answers correctness]`; a file that says `answers` alone takes back what was said here. */
function showsIn(values: Values): Shows | null | undefined {
  if (!Object.hasOwn(values, 'shows')) return Object.hasOwn(values, 'answers') ? null : undefined
  const lines = listOf(values, 'shows').map((line) => String(line).trim().split(/\s+/))
  const of = (moment: Moment) =>
    aspects.filter((aspect) => lines.some(([first, ...rest]) => first === moment && rest.includes(aspect)))
  return checkedShows({ during: of('during'), after: of('after'), later: of('later'), closed: of('closed') })
}

/** `answers: false`, `answers: passed` or `answers: always`; where they are not shown, `answersAfter` says when they would be. */
function answersAfterOf(values: Values): 'attempt' | 'pass' | null {
  const said = textOf(values, 'answers')
  if (said) return said === 'always' ? 'attempt' : said === 'passed' ? 'pass' : null
  return (['attempt', 'pass'] as const).find((one) => one === textOf(values, 'answersAfter')) ?? null
}

/** `viewed`, `marked`, `submitted`, `none`, `time 10`, `video 80`, `passed 60`, `written 1 2` (threads and replies). */
function completionOf(values: Values, path: string, report: Report): ItemCompletion | null {
  const said = textOf(values, 'completion')
  if (!said) return null
  const [, kind = '', number = ''] =
    /^(viewed|marked|submitted|none|time|video|passed)(?:\s+(\d{1,4}))?\s*%?$/.exec(said) ?? []
  if (kind === 'viewed' || kind === 'marked' || kind === 'submitted' || kind === 'none') return { kind }
  if (kind === 'time' && number) return { kind, minutes: Number(number) }
  if ((kind === 'video' || kind === 'passed') && number) return { kind, percent: Math.min(100, Number(number)) }
  const [, threads, replies] = /^written\s+(\d{1,3})\s+(\d{1,3})$/.exec(said) ?? []
  if (threads && replies) return { kind: 'written', threads: Number(threads), replies: Number(replies) }
  report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name: 'completion', text: said } })
  return null
}
