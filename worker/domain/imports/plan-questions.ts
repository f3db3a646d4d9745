import type { Tenant } from '../../../tenants/tenant'
import { importRuns } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { rewriteLinks } from '../../lib/markdown-links'
import { readReference } from '../../lib/references'
import { maxPlainBytes, storeFile } from '../media'
import type { Actor } from '../policy'
import { mostQuestions } from '../quizzes'
import { mapQuestionTexts } from '../quizzes/questions'
import { relinkMarkdown } from './markdown/relink'
import { findPlace, type QuestionPlace } from './question-place'
import { type FoundQuestion, type QuestionFile, type QuestionReportLine, readQuestionFile } from './questions'
import { type ImportRun, reportOf } from './run'
import { triesIn, triesReport } from './tries'

type Given = { name: string; bytes: Uint8Array }

/** A question archive is small: more than this is no text that anybody wrote. */
const limits = { bytes: 100 * 1024 * 1024, entries: 5_000, ratio: 100 }
/** A row of D1 holds 2,000,000 bytes. */
const MOST_PLANNED = 700_000

/**
 * Reads a file of questions and remembers what importing it would do. Nothing of the quiz or the bank is written; the pictures are stored, so that
 * the preview shows them, and swept after a day where nobody goes on.
 */
export async function planQuestions(tenant: Tenant, actor: Actor, to: QuestionPlace, given: Given): Promise<ImportRun> {
  const { title, course } = await findPlace(tenant, actor, to)
  const { name, bytes } = given
  if (bytes.length > maxPlainBytes)
    throw new Invalid('file', 'imports.questionsTooLarge', {
      file: name,
      megabytes: Math.floor(maxPlainBytes / 1_000_000),
    })
  const read = await readQuestionFile(name, bytes, limits)
  if (read.questions.length === 0 && read.report.length === 0)
    throw new Invalid('file', 'imports.noQuestions', { file: name })
  const kept = atMost(forPlace(read, to), name, MOST_AT_ONCE[to.kind])
  const { questions, media } = await withPictures(tenant, actor, kept)
  if (JSON.stringify(questions).length > MOST_PLANNED)
    throw new Invalid('file', 'imports.questionsTooLong', { file: name })
  const run: ImportRun = {
    id: newId(),
    format: read.format,
    fileName: name.slice(0, 300),
    fileKey: '',
    courseId: null,
    itemId: to.kind === 'quiz' ? to.id : null,
    bankId: to.kind === 'bank' ? to.id : null,
    questions: {
      questions,
      report: reportOf([...kept.report, ...triesReport(questions, to.kind)]),
      tries: to.kind === 'quiz' ? triesIn(questions) : null,
    },
    state: 'planned',
    plan: { title, summary: course?.title ?? '', modules: [], removed: [], files: media.length, bytes: 0 },
    report: { lines: [], total: 0 },
    stepsDone: 0,
    stepsAll: 1,
    made: { isNew: false, added: [], changed: [], removed: [], media },
    error: null,
    createdBy: actor.id,
    createdAt: tenant.now(),
    appliedBy: null,
    startedAt: null,
    finishedAt: null,
  }
  await tenant.db.insert(importRuns).values(run)
  return run
}

/** A bank has categories and tags, a quiz has none. */
function forPlace(read: QuestionFile, { kind }: QuestionPlace): QuestionFile {
  if (kind === 'bank') return { ...read, report: read.report.filter(({ key }) => key !== 'question-categories') }
  const bare = read.questions.map(({ category: _, tags: __, ...question }) => question)
  const tagged = read.questions.find(({ tags }) => tags)
  const isSaid = !tagged || read.report.some(({ key }) => key === 'question-categories')
  const said = { level: 'info', key: 'question-categories', values: {} } as const
  return {
    ...read,
    questions: bare,
    report: isSaid ? read.report : [...read.report, { ...said, path: tagged.path, line: tagged.line }],
  }
}

/** As many as a quiz may hold; of a bank as many as anybody looks through. */
const MOST_AT_ONCE = { quiz: mostQuestions, bank: 500 }

function atMost({ questions, report, pictures }: QuestionFile, path: string, most: number): QuestionFile {
  if (questions.length <= most) return { questions, report, pictures }
  const line: QuestionReportLine = {
    level: 'left-out',
    path,
    line: questions[most]!.line,
    key: 'question-too-many',
    values: { most },
  }
  return { questions: questions.slice(0, most), report: [...report, line], pictures }
}

/** Stores the pictures that the questions show, each once; one that cannot be stored leaves its words. */
async function withPictures(tenant: Tenant, actor: Actor, { questions, pictures, report }: QuestionFile) {
  const stored = new Map<string, string>()
  for (const [path, picture] of pictures) {
    const user = questions.find((one) => shows(one, path))
    if (!user) continue
    try {
      const bytes = new Uint8Array(await picture())
      stored.set(
        path,
        (await storeFile(tenant, actor, { name: path.replace(/^.*\//, ''), bytes, purpose: 'content' })).id,
      )
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const values = { ...error.values, reason: error.reason }
      report.push({ level: 'problem', path: user.path, line: user.line, key: 'file-refused', values })
    }
  }
  const places = { media: (path: string) => stored.get(path) ?? null, item: () => null }
  return {
    questions: questions.map((one) => ({
      ...one,
      question: mapQuestionTexts(one.question, (text) => relinkMarkdown(text, places)),
    })),
    media: [...stored.values()],
  }
}

function shows({ question }: FoundQuestion, path: string): boolean {
  let isShown = false
  mapQuestionTexts(question, (text) =>
    rewriteLinks(text, ({ address }) => {
      const reference = readReference(address)
      isShown ||= reference?.kind === 'path' && reference.id === path
      return null
    }),
  )
  return isShown
}
