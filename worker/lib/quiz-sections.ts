/** How the questions of a quiz are grouped, and which of them stand on one page. */

/** A titled part of a quiz: it begins at its place among questions and draws, and lasts until the next one begins. */
export type QuizSection = {
  id: string
  title: string
  /** Markdown. */
  introduction: string
  /** Its questions come in another order in each attempt. */
  shuffle: boolean
  position: string
}

/** A section as an attempt pinned it: so many questions, one after the other. What stands before the first section has no title. */
export type PinnedSection = Pick<QuizSection, 'title' | 'introduction'> & { count: number }

/** Whether one may go back to what was passed, or only forwards: what is left stays as it is. */
export const navigations = ['free', 'locked'] as const
export type Navigation = (typeof navigations)[number]

/** What is a page where one only goes forwards. */
export type PageKind = 'question' | 'section'

export const mostSections = 30
export const mostSectionTitle = 200
export const mostSectionIntroduction = 4_000

/** Of each question, in order, the number (from 0) of its section. */
export const sectionPlaces = (sections: readonly { count: number }[]): number[] =>
  sections.flatMap(({ count }, place) => Array.from({ length: count }, () => place))

type Paged = { forwardBy: PageKind | null; sections: PinnedSection[] | null; asked: unknown[] }

/** Of each question, in order, the number (from 0) of the page on which it stands; one page where one may go back. */
export function pagePlaces({ forwardBy, sections, asked }: Paged): number[] {
  if (forwardBy === null) return asked.map(() => 0)
  const places = forwardBy === 'section' ? sectionPlaces(sections ?? []) : asked.map((_, place) => place)
  return asked.map((_, place) => places[place] ?? 0)
}

/** Whether the question at this place may be seen and answered now. */
export const isOnOpenPage = (attempt: Paged & { reached: number }, place: number): boolean =>
  attempt.forwardBy === null || pagePlaces(attempt)[place] === attempt.reached

/** What stands together under a title; where nothing is grouped, one part without a title. */
export function inSections<One>(sections: readonly PinnedSection[] | null, all: readonly One[]) {
  let from = 0
  return (sections ?? [{ title: '', introduction: '', count: all.length }]).map((section, place) => {
    const part = { section, place, from, list: all.slice(from, from + section.count) }
    from += section.count
    return part
  })
}
