import { escapeGift } from '../gift-text'
import { hasPictures } from './pictures'
import {
  absoluteOf,
  categoryPath,
  type Loss,
  leftOut,
  lossesOf,
  percentOf,
  type QuizQuestion,
  sharesOf,
  textsFrom,
  turnsAt,
  type Written,
} from './write'

const markdown = (text: string) => `[markdown]${escapeGift(text)}`
const remark = (text: string) => (text ? `#${markdown(text)}` : '')
const wholeRemark = (text: string) => (text ? `\n\t####${markdown(text)}` : '')

/** A quiz as GIFT: texts stay Markdown, which the format knows. */
export function writeGift(questions: QuizQuestion[]): { text: string; written: Written[] } {
  const written = questions.map(writeQuestion)
  const textsAt = textsFrom(questions, (i) => written[i]!.text !== null)
  const texts = written.flatMap(({ text }, i) => {
    const { category = [], tags = [] } = questions[i]!
    const turn = turnsAt(questions, i) ? [`$CATEGORY: ${escapeGift(categoryPath(category))}`] : []
    const tagged = tags.map((tag) => `[tag:${escapeGift(tag.replace(/[[\]]/g, ''))}]`).join(' ')
    const count = textsAt(i)
    const about = count ? [`// [text-for:${count}]\n${markdown(questions[i]!.question.body.passage!)}`] : []
    return [...turn, ...about, ...(text === null ? [] : [tagged ? `// ${tagged}\n${text}` : text])]
  })
  return { text: `${texts.join('\n\n')}\n`, written }
}

function writeQuestion({ question, points }: QuizQuestion): Written {
  const always: Partial<Record<Loss, boolean>> = { points: points !== 1, pictures: hasPictures(question) }
  const { body, kind } = question
  const asked = (answers: string[]): string =>
    `${markdown(body.prompt)}{\n${answers.map((line) => `\t${line}`).join('\n')}${wholeRemark(body.explanation)}\n}`
  switch (kind) {
    case 'single-choice': {
      const { choices, correct, shuffle } = question.body
      const lines = choices.map(
        ({ id, text, feedback }) => `${id === correct ? '=' : '~'}${markdown(text)}${remark(feedback)}`,
      )
      return { text: asked(lines), losses: lossesOf({ ...always, 'kept-order': !shuffle }) }
    }
    case 'multiple-choice': {
      const { choices, credit, shuffle } = question.body
      const shares = sharesOf(question.body)
      const lines = choices.map(
        ({ text, feedback }, i) => `~%${percentOf(shares[i]!)}%${markdown(text)}${remark(feedback)}`,
      )
      return { text: asked(lines), losses: lossesOf({ ...always, credit: credit === 'all', 'kept-order': !shuffle }) }
    }
    case 'true-false': {
      const { correct, explanation, prompt } = question.body
      const text = `${markdown(prompt)}{${correct ? 'TRUE' : 'FALSE'}${wholeRemark(explanation)}}`
      return { text, losses: lossesOf(always) }
    }
    case 'short-text': {
      const { accepted, matchCase, matchAccents } = question.body
      const lines = accepted.map((text) => `=[plain]${escapeGift(text.replace(/\*/g, '\\*'))}`)
      return { text: asked(lines), losses: lossesOf({ ...always, case: matchCase, accents: matchAccents }) }
    }
    case 'number': {
      const { answer, tolerance, unit, prompt, explanation } = question.body
      const off = absoluteOf(question.body)
      const text = `${markdown(prompt)}{#${answer}${off ? `:${off}` : ''}${wholeRemark(explanation)}}`
      return { text, losses: lossesOf({ ...always, unit: unit !== '', percent: tolerance.kind === 'percent' }) }
    }
    case 'matching': {
      const { pairs, extra, credit } = question.body
      // The arrow has no escape.
      if (pairs.some(({ left }) => left.includes('->'))) return { text: null, losses: ['wording'] }
      const lines = [...pairs, ...extra.map((right) => ({ left: '', right }))].map(
        ({ left, right }) => `=${left && markdown(left)} -> ${markdown(right)}`,
      )
      return { text: asked(lines), losses: lossesOf({ ...always, credit: credit === 'all' }) }
    }
    case 'essay': {
      const { prompt, explanation, guide, model, minWords, maxWords } = question.body
      return {
        text: `${markdown(prompt)}{${wholeRemark(explanation)}}`,
        losses: lossesOf({
          ...always,
          marking: guide !== '' || model !== '',
          'word-limits': minWords !== null || maxWords !== null,
        }),
      }
    }
    default:
      return leftOut
  }
}
