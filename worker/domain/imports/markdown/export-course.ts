import { stringify } from 'yaml'
import type { ItemCompletion } from '../../../db/schema/courses'
import { plainText } from '../../../lib/markdown'
import { rewriteLinks } from '../../../lib/markdown-links'
import { moments } from '../../../lib/quiz-shows'
import { encodePath, readReference } from '../../../lib/references'
import { type Block, blocksToMarkdown, type LessonContent } from '../../lessons/blocks'
import { withoutRight } from '../../quizzes/questions'
import { writeAssignment } from './assignment'
import { writeBank } from './bank'
import { writeCourseConditions, writeItemConditions, writeModuleConditions, writeQuizTimes } from './conditions'
import { writeDraws } from './draws'
import { writeForum } from './forum'
import { extensionOfType, isMarkdown, relativePath } from './paths'
import {
  type CourseMeta,
  type ModuleConditions,
  type PlannedBank,
  type PlannedItem,
  type PlannedQuestion,
  type PlannedQuiz,
  unsaid,
} from './plan'
import { writeQuestions } from './quiz'
import type { RuleNames } from './rule'
import { writeSections } from './sections'

/** A course as it is stored. `path` is where an item came from, '' where it was made here. */
export type ExportableCourse = {
  /** `picture` is the id of a file in `media`. */
  course: CourseMeta
  /** In it every date is written: the course's, or the organization's. */
  clock?: string
  /** Names of the groups that rules point at, by id. */
  groups?: ReadonlyMap<string, string>
  modules: ({ path: string; title: string; items: ExportableItem[] } & Partial<ModuleConditions>)[]
  media: ExportableMedia[]
  /** `path` is where it goes: see `bankPaths`. */
  banks?: PlannedBank[]
}
export type ExportableItem = PlannedItem extends infer Item
  ? Item extends unknown
    ? Omit<Item, 'hash' | 'id' | 'completion'> & { id: string; completion: ItemCompletion }
    : never
  : never
export type ExportableMedia = {
  id: string
  path: string
  name: string
  type: string
  captions: { key: string; language: string }[]
}

/** Files of text, and where each stored file (and each caption file, by its key) goes. */
export type ExportedCourse = {
  files: { path: string; text: string }[]
  media: { id: string; path: string }[]
  captions: { key: string; path: string }[]
}

/** The course as a folder of Markdown that `planCourse` reads back without loss. */
export function exportCourse({
  course,
  clock = 'UTC',
  groups,
  modules,
  media,
  banks = [],
}: ExportableCourse): ExportedCourse {
  const taken = new Set(['course.yaml', ...banks.map(({ path }) => path.toLowerCase())])
  const itemPaths = new Map<string, string>()
  const folders = modules.map((module, index) => {
    const folder = module.path && !taken.has(module.path) ? module.path : `${number(index)}-${slug(module.title)}`
    taken.add(folder)
    return folder
  })
  for (const [index, module] of modules.entries())
    for (const [place, item] of module.items.entries()) {
      const wanted = isMarkdown(item.path)
        ? item.path
        : `${folders[index]!.replace(/#.*$/s, '')}/${number(place)}-${slug(item.title)}.md`
      itemPaths.set(item.id, free(wanted, taken))
    }
  const mediaPaths = new Map(media.map((file) => [file.id, free(mediaPath(file), taken)]))
  const names: RuleNames = { item: (id) => itemPaths.get(id), group: (id) => groups?.get(id) }
  const conditionsOf = (item: ExportableItem) => ({
    ...writeItemConditions(item, clock, names),
    ...(item.kind === 'quiz' && writeQuizTimes(item.quiz, clock)),
    ...(item.kind === 'assignment' && writeAssignment(item.assignment, clock)),
    ...(item.kind === 'forum' && writeForum(item.forum)),
  })
  const files = modules.flatMap((module) =>
    module.items.map((item) => itemFile(item, { items: itemPaths, media: mediaPaths, conditions: conditionsOf(item) })),
  )
  const bankFiles = banks.map((bank) => ({
    path: bank.path,
    text: writeBank(bank, (markdown) => linkFiles(markdown, bank.path, itemPaths, mediaPaths)),
  }))
  const picture = course.picture ? (mediaPaths.get(course.picture) ?? null) : null
  const config = {
    title: course.title,
    ...(course.summary && { summary: course.summary }),
    ...(course.language && { language: course.language }),
    ...(course.tags.length && { tags: course.tags }),
    ...(course.licence && { licence: course.licence }),
    ...(course.expectedHours !== null && { hours: course.expectedHours }),
    ...writeCourseConditions({ ...course, picture }, clock),
    modules: modules.map((module, index) => ({
      title: module.title,
      path: folders[index],
      ...writeModuleConditions(module, clock, names),
      items: module.items.map((item) => itemPaths.get(item.id)!),
    })),
  }
  const captions = media.flatMap((file) =>
    file.captions.map(({ key, language }) => ({
      key,
      path: free(`${mediaPaths.get(file.id)!.replace(/\.[^./]+$/, '')}.${language}.vtt`, taken),
    })),
  )
  return {
    files: [{ path: 'course.yaml', text: stringify(config, { lineWidth: 0 }) }, ...files, ...bankFiles],
    media: media.map(({ id }) => ({ id, path: mediaPaths.get(id)! })),
    captions,
  }
}

type Places = { items: Map<string, string>; media: Map<string, string>; conditions: Record<string, unknown> }

function itemFile(item: ExportableItem, { items, media, conditions }: Places) {
  const path = items.get(item.id)!
  const link = (markdown: string) => linkFiles(markdown, path, items, media)
  const front = {
    title: item.title,
    id: item.id,
    ...(item.kind !== 'lesson' && { kind: item.kind }),
    ...(item.minutes !== null && { minutes: item.minutes }),
    ...(!item.published && { draft: true }),
    required: item.required,
    completion: writeCompletion(item.completion),
    ...conditions,
    ...settingsOf(item, link),
  }
  const body =
    item.kind === 'lesson'
      ? link(blocksToMarkdown(item.content.blocks))
      : item.kind === 'quiz'
        ? link(writeQuestions(item.quiz.introduction, asAsked(item.quiz), item.quiz.banked))
        : link(item.kind === 'forum' ? item.forum.intro : item.assignment.instructions)
  return { path, text: `---\n${stringify(front, { lineWidth: 0 })}---\n\n${body}\n` }
}

/** Nothing in a survey is right. */
const asAsked = ({ survey, questions }: Pick<PlannedQuiz, 'survey' | 'questions'>): PlannedQuestion[] =>
  survey ? questions.map((one) => ({ ...one, ...withoutRight(one) })) : questions

function settingsOf(item: ExportableItem, link: (markdown: string) => string) {
  if (item.kind === 'quiz') {
    const { shuffleOptions, counts, answersAfter, shows, closesTogether, survey, atCompletion, ...said } = item.quiz
    const draws = writeDraws(item.quiz.questions, item.quiz.banked)
    const { passPercent, attemptsAllowed, shuffleQuestions, showAnswers } = { ...unsaid.quiz, ...said }
    return {
      ...(survey && { survey }),
      ...(survey && atCompletion && { atCompletion }),
      pass: passPercent,
      attempts: attemptsAllowed ?? 'unlimited',
      shuffle: shuffleQuestions,
      ...(shuffleOptions !== undefined && { shuffleOptions }),
      ...(counts !== undefined && { counts }),
      answers: showAnswers ? (answersAfter === null ? true : answersAfter === 'attempt' ? 'always' : 'passed') : false,
      ...(!showAnswers && answersAfter && { answersAfter }),
      ...(shows && { shows: moments.map((moment) => [moment, ...shows[moment]].join(' ')) }),
      ...(closesTogether !== undefined && { closesTogether }),
      ...(item.quiz.banked && { draws }),
      ...(item.quiz.sections?.length && { sections: writeSections(item.quiz.sections, link) }),
    }
  }
  return {}
}

function writeCompletion(completion: ExportableItem['completion']) {
  if (completion.kind === 'time') return `time ${completion.minutes}`
  if (completion.kind === 'written') return `written ${completion.threads} ${completion.replies}`
  return 'percent' in completion ? `${completion.kind} ${completion.percent}` : completion.kind
}

/** Ids to relative paths. What is not part of the export keeps its text only; a missing picture stays missing. */
function linkFiles(markdown: string, from: string, items: Map<string, string>, media: Map<string, string>) {
  return rewriteLinks(markdown, ({ address, text, image }) => {
    const reference = readReference(address)
    if (!reference || reference.kind === 'path' || !reference.id) return null
    const target = reference.kind === 'media' ? media.get(reference.id) : items.get(reference.id)
    if (!target) return image ? { address: 'media:' } : { text }
    return { address: `${encodePath(relativePath(from, target))}${reference.fragment && `#${reference.fragment}`}` }
  })
}

function mediaPath({ path, name, type }: ExportableMedia) {
  if (path && !isMarkdown(path)) return path
  const extension = /\.[a-z0-9]{2,5}$/i.exec(name)?.[0].toLowerCase() ?? `.${extensionOfType(type)}`
  return `media/${slug(name.replace(/\.[^.]*$/, ''))}${extension}`
}

/** The file of each bank, by its id: where it came from, or by its title; none where another thing came from. */
export function bankPaths(banks: { id: string; path: string; title: string }[], others: string[]): Map<string, string> {
  const taken = new Set(['course.yaml', ...others.map((path) => path.toLowerCase())])
  return new Map(
    banks.map(({ id, path, title }) => [id, free(isMarkdown(path) ? path : `banks/${slug(title)}.md`, taken)]),
  )
}

function free(wanted: string, taken: Set<string>) {
  const [stem, extension] = [wanted.replace(/\.[^./]+$/, ''), /\.[^./]+$/.exec(wanted)?.[0] ?? '']
  let path = wanted
  for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${stem}-${count}${extension}`
  taken.add(path.toLowerCase())
  return path
}

const number = (index: number) => String(index + 1).padStart(2, '0')
/** A title as the name of a file or a folder. */
export const slug = (title: string) =>
  plainText(title)
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'untitled'

/** Every block of a lesson that was exported and read again keeps the id it had, where nothing about it changed. */
export function keepBlockIds(before: LessonContent, after: LessonContent): LessonContent {
  const bare = (block: Block) =>
    JSON.stringify(block, (key, value) =>
      ['id', 'html', 'captionHtml', 'feedbackHtml'].includes(key) ? undefined : value,
    )
  const known = new Map<string, Block[]>()
  const remember = (blocks: Block[]) => {
    for (const block of blocks) {
      known.set(bare(block), [...(known.get(bare(block)) ?? []), block])
      if ('blocks' in block) remember(block.blocks)
    }
  }
  remember(before.blocks)
  const keep = (block: Block): Block => {
    const same = known.get(bare(block))?.shift()
    const kept = same ? { ...block, id: same.id } : block
    return 'blocks' in kept ? { ...kept, blocks: kept.blocks.map(keep) } : kept
  }
  return { blocks: after.blocks.map(keep) }
}
