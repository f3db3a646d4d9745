import { rewriteLinks } from '../../../lib/markdown-links'
import { itemReference, mediaReference, readReference } from '../../../lib/references'
import { relinkContent } from '../../lessons/blocks'
import { mapQuestionTexts } from '../../quizzes/questions'
import { isDraw, type PlannedItem, type PlannedQuestion } from './plan'

type Places = { media: (path: string) => string | null; item: (path: string) => string | null }

/** As `relinkContent`, for Markdown outside of lessons: introductions, questions, instructions. */
export function relinkMarkdown(markdown: string, places: Places): string {
  return rewriteLinks(markdown, ({ address, text, image }) => {
    const reference = readReference(address)
    if (reference?.kind !== 'path') return null
    const item = image ? null : places.item(reference.id)
    if (item) return { address: itemReference(item, reference.fragment) }
    const media = places.media(reference.id)
    return media ? { address: mediaReference(media) } : { text }
  })
}

/** A planned item with the ids of stored files and items where it had paths. */
export function relinkItem(item: PlannedItem, places: Places): PlannedItem {
  const inText = (markdown: string) => relinkMarkdown(markdown, places)
  if (item.kind === 'lesson') return { ...item, content: relinkContent(item.content, places) }
  if (item.kind === 'assignment')
    return { ...item, assignment: { ...item.assignment, instructions: inText(item.assignment.instructions) } }
  if (item.kind === 'forum') return { ...item, forum: { ...item.forum, intro: inText(item.forum.intro) } }
  const questions = item.quiz.questions.map(
    ({ points, rubric, ...question }): PlannedQuestion => ({
      ...mapQuestionTexts(question, inText),
      points,
      ...(rubric && { rubric }),
    }),
  )
  const banked = item.quiz.banked?.map((one) =>
    !isDraw(one) && one.question ? { ...one, question: mapQuestionTexts(one.question, inText) } : one,
  )
  const sections = item.quiz.sections?.map((one) => ({ ...one, introduction: inText(one.introduction) }))
  return {
    ...item,
    quiz: {
      ...item.quiz,
      introduction: inText(item.quiz.introduction),
      questions,
      banked,
      ...(sections && { sections }),
    },
  }
}
