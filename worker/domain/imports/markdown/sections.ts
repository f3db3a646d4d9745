import { mostSectionIntroduction, mostSections, mostSectionTitle } from '../../../lib/quiz-sections'
import { cleanLine, cleanText } from '../../../lib/text'
import { flagOf, listOf, numberOf, textOf, type Values } from './front-matter'
import type { PlannedSection, Report } from './plan'

type Place = { path: string; report: Report }

/**
 * How the questions of a quiz are grouped, as its front matter has it under `sections`:
 * `{ title: Hygiene, introduction: Read *first*., shuffle: true, place: 4 }`, where `place` counts the questions and draws before it. One
 * without a title, or too many, is left out. Undefined where the file does not say.
 */
export function readSections(
  values: Values,
  ready: (markdown: string) => string,
  { path, report }: Place,
): PlannedSection[] | undefined {
  if (!Object.hasOwn(values, 'sections')) return undefined
  return listOf(values, 'sections').flatMap((value, index): PlannedSection[] => {
    const said = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
    const title = cleanLine(textOf(said, 'title'), mostSectionTitle)
    if (!title || index >= mostSections) {
      report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name: 'sections', text: title } })
      return []
    }
    const introduction = typeof said.introduction === 'string' ? said.introduction : ''
    return [
      {
        title,
        introduction: cleanText(ready(introduction), mostSectionIntroduction),
        shuffle: flagOf(said, 'shuffle') ?? false,
        place: Math.max(0, Math.round(numberOf(said, 'place') ?? 0)),
      },
    ]
  })
}

/** The same form again. */
export const writeSections = (sections: readonly PlannedSection[], link: (markdown: string) => string) =>
  sections.map(({ title, introduction, shuffle, place }) => ({
    title,
    ...(introduction && { introduction: link(introduction) }),
    ...(shuffle && { shuffle }),
    place,
  }))
