import type { SurveyResults } from '../../worker/domain/quizzes'
import { plainLine } from '../../worker/lib/markdown'
import { ratingsOf } from '../../worker/lib/ratings'
import type { View } from '../view'

/** Every shown answer as a line of a spreadsheet: what was asked, of which statement, what was said, and by how many. */
export function surveyTable({ t }: View, { questions }: SurveyResults) {
  const heading = [
    t('quizzes.analysis.question'),
    t('surveys.statement'),
    t('surveys.answer'),
    t('surveys.count'),
    t('surveys.meanShort'),
  ]
  const rows = questions
    .filter(({ isShown }) => isShown)
    .flatMap(({ question, tallies, texts }) => {
      const prompt = plainLine(question.body.prompt)
      if (question.kind === 'likert') {
        const { statements, scale } = question.body
        return (statements.length ? statements : ['']).flatMap((statement, row) => {
          const { counts, all, mean } = ratingsOf(tallies, row, scale.length)
          const rounded = mean === null ? '' : Math.round(mean * 100) / 100
          if (all === 0) return []
          return scale.map((step, level) => [prompt, plainLine(statement), plainLine(step), counts[level]!, rounded])
        })
      }
      if (question.kind === 'single-choice' || question.kind === 'multiple-choice')
        return question.body.choices.map(({ id, text }) => [
          ...[prompt, '', plainLine(text)],
          tallies.find(({ value }) => value === id)?.count ?? 0,
          '',
        ])
      return texts.map((text) => [prompt, '', text, 1, ''])
    })
  return { heading, rows }
}
