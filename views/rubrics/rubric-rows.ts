import type { FormState } from '../../worker/http/form'
import { mostRubric, type RubricBody } from '../../worker/lib/rubric'

/** A level or a criterion as it stands in the form. */
export type LevelRow = { id: string; points: string; title: string; description: string }
export type CriterionRow = {
  id: string
  title: string
  description: string
  levels: LevelRow[]
  /** Of a marking guide. */
  most: string
  forMarkers: string
}

const noLevel: LevelRow = { id: '', points: '', title: '', description: '' }
const levelsOf = (n: number) => Array.from({ length: n }, () => ({ ...noLevel }))
const noCriterion = (): CriterionRow => ({
  id: '',
  title: '',
  description: '',
  levels: levelsOf(4),
  most: '',
  forMarkers: '',
})

/** What was typed, or what stands; with empty rows for more. */
export function rubricRows(body: RubricBody | null, { values }: FormState): CriterionRow[] {
  const rows = values.criterionTitle === undefined ? standing(body) : typed(values)
  const wanted = body || values.criterionTitle !== undefined ? rows.length + 1 : 3
  while (rows.length < Math.min(wanted, mostRubric.criteria)) rows.push(noCriterion())
  return rows.map((row) => ({
    ...row,
    levels:
      row.levels.length < mostRubric.levels && row.levels.every(({ title }) => title)
        ? [...row.levels, ...levelsOf(row.levels.length < 3 ? 2 : 1)]
        : row.levels,
  }))
}

const standing = (body: RubricBody | null): CriterionRow[] =>
  (body?.criteria ?? []).map(({ levels, most, forMarkers = '', ...rest }) => ({
    ...rest,
    most: most === undefined ? '' : String(most),
    forMarkers,
    levels: levels.map(({ points, ...level }) => ({ ...level, points: points === null ? '' : String(points) })),
  }))

const list = (values: Record<string, unknown>, name: string) => [values[name] ?? []].flat().map(String)

/** The criteria of a form that say anything, each with its levels that do. */
export function typed(values: Record<string, unknown>): CriterionRow[] {
  const [ids, abouts, mosts, notes] = ['criterionId', 'criterionAbout', 'criterionMost', 'criterionForMarkers'].map(
    (name) => list(values, name),
  ) as [string[], string[], string[], string[]]
  return list(values, 'criterionTitle')
    .slice(0, 60)
    .flatMap((title, place) => {
      const [levelIds, points, texts] = ['levelId', 'levelPoints', 'levelAbout'].map((name) =>
        list(values, `${name}-${place}`),
      ) as [string[], string[], string[]]
      const levels = list(values, `levelTitle-${place}`)
        .slice(0, 40)
        .map((levelTitle, n) => ({
          id: levelIds[n] ?? '',
          points: points[n] ?? '',
          title: levelTitle,
          description: texts[n] ?? '',
        }))
        .filter((level) => level.title.trim() || level.points.trim() || level.description.trim())
      const said = { description: abouts[place] ?? '', most: mosts[place] ?? '', forMarkers: notes[place] ?? '' }
      const isSaid = [title, ...Object.values(said)].some((text) => text.trim()) || levels.length > 0
      return isSaid ? [{ id: ids[place] ?? '', title, levels, ...said }] : []
    })
}
