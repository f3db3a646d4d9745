import { Invalid } from '../../../errors'
import { cleanLine, excerpt } from '../../../lib/text'
import {
  checked,
  isByHand,
  isUnscored,
  mostHints,
  mostPassage,
  pointsFor,
  type Question,
} from '../../quizzes/questions'
import type { FoundQuestion, Picture, QuestionFile, QuestionReportKey, QuestionReportLine } from './plan'

/** Where a question stands, and what the report calls it. */
export type Place = {
  path: string
  line: number | null
  name: string
  tags?: string[]
  hints?: string[]
  /** With a hint the file also says how many are right, or takes wrong answers out. */
  hintsDoMore?: boolean
  /** What each further try costs, of 1. */
  penalty?: number
  passage?: string
}

/** A body that nobody has checked yet. */
export type Draft = { kind: Question['kind']; body: unknown; points?: number }

type Values = QuestionReportLine['values']

/** More than any quiz takes: readers stop. */
const MOST_QUESTIONS = 1_000
/** More than anybody reads. */
const MOST_LINES = 2_000

/** What readers hand their questions to: those that are fit are kept, of all others the report says why. */
export type Gathering = QuestionFile & {
  add: (place: Place, draft: Draft) => void
  changed: (place: Place, key: QuestionReportKey, values?: Values) => void
  leftOut: (place: Place, key: QuestionReportKey, values?: Values) => void
  isFull: () => boolean
  /** What follows stands in this category, said as files do: `$course$/top/Bees/Legs`. That a quiz has none is said once a file. */
  category: (place: Place, said: string) => void
  /** A text between questions: so many after it are about it, or all until another comes. Null, and a category, end it. */
  text: (place: Place | null, markdown?: string, most?: number) => void
  /** What the question that is read now is about, by such a text. */
  passage: () => string | undefined
}

const LEVELS = 3
const LONGEST_TITLE = 100

/** The titles of its levels; what is deeper than banks go stands on their last level. A slash in a title is written twice. */
export const categoryIn = (said: string): string[] =>
  said
    .split(/(?<!\/)\/(?!\/)/)
    .map((title) => cleanLine(title.replaceAll('//', '/'), LONGEST_TITLE))
    .filter((title) => title && !/^\$\w+\$$/.test(title) && title !== 'top')
    .slice(0, LEVELS)

export function gather(): Gathering {
  const questions: FoundQuestion[] = []
  const report: QuestionReportLine[] = []
  const pictures = new Map<string, Picture>()
  const told = new Set<string>()
  let category: string[] = []
  let standing: { place: Place; markdown: string; left: number; isUsed: boolean } | null = null
  const say =
    (level: QuestionReportLine['level']) =>
    (place: Place, key: QuestionReportKey, values: Values = {}) => {
      if (report.length >= MOST_LINES) return
      const { path, line } = place
      const said: QuestionReportLine = { level, path, line, key, values: { name: nameOf(place), ...values } }
      const words = JSON.stringify(said)
      // Several texts of one question may have the same to say.
      if (!told.has(words)) report.push(said)
      told.add(words)
    }
  /** Of what is left out it is of no matter what would have changed. */
  const leftOut: Gathering['leftOut'] = (place, key, values) => {
    if (report.length >= MOST_LINES) return
    const [name, isOf] = [
      nameOf(place),
      (one: QuestionReportLine) => one.path === place.path && one.line === place.line,
    ]
    for (
      let last = report.at(-1);
      last?.level === 'changed' && isOf(last) && last.values.name === name;
      last = report.at(-1)
    )
      report.pop()
    say('left-out')(place, key, values)
  }
  const text: Gathering['text'] = (place, markdown = '', most = Number.POSITIVE_INFINITY) => {
    const isNext = place !== null && standing?.left === most && !standing.isUsed
    if (isNext) markdown = `${standing!.markdown}\n\n${markdown}`
    else if (standing && !standing.isUsed)
      leftOut(standing.place, 'question-kind', { reason: 'imports.questionKind.description' })
    standing = null
    if (!place) return
    if (markdown.length > mostPassage) leftOut(place, 'question-unfit', { reason: 'imports.questionUnfit' })
    else standing = { place, markdown, left: markdown.trim() ? most : 0, isUsed: false }
  }
  return {
    questions,
    report,
    text,
    passage() {
      if (!standing || standing.left <= 0) return undefined
      if (!standing.isUsed) say('changed')(standing.place, 'question-passage')
      standing.isUsed = true
      standing.left -= 1
      return standing.markdown
    },
    pictures,
    isFull: () => questions.length >= MOST_QUESTIONS || report.length >= MOST_LINES,
    changed: say('changed'),
    leftOut,
    category({ path, line }, said) {
      const before = category.join('/')
      category = categoryIn(said)
      if (category.join('/') !== before) text(null)
      if (!said.trim()) return
      if (report.some((one) => one.key === 'question-categories' && one.path === path)) return
      report.push({ level: 'info', path, line, key: 'question-categories', values: {} })
    },
    add(place, { kind, body, points = 1 }) {
      try {
        const { hints = [], passage = '' } = place
        const mayHint = hints.length > 0 && !isByHand(kind) && !isUnscored(kind)
        const fit = mayHint ? hints.filter((hint) => hint.length <= 2_000).slice(0, mostHints) : []
        if (fit.length < hints.length) say('changed')(place, 'question-hints')
        if (fit.length && place.hintsDoMore) say('changed')(place, 'question-hint-options')
        const given = { ...(body as object), ...(passage && { passage }), ...(fit.length && { hints: fit }) }
        const question = checked({ kind, body: given } as Question)
        const { path, line, tags = [] } = place
        questions.push({
          path,
          line,
          question,
          points: pointsFor({ question, points: Math.max(0, points) }),
          ...(category.length ? { category } : {}),
          ...(tags.length ? { tags } : {}),
          ...(fit.length && place.penalty !== undefined ? { penalty: place.penalty } : {}),
        })
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        const reason = error.reason === 'form.check' ? 'imports.questionUnfit' : error.reason
        leftOut(place, 'question-unfit', { reason, ...error.values })
      }
    },
  }
}

const nameOf = ({ name, line }: Place) => excerpt(name.slice(0, 300), 60) || (line === null ? '?' : `#${line}`)
