import { z } from 'zod'
import type { MarkGiven } from '../domain/rubrics'
import type { FormState } from '../http/form'
import { mostRubric, type RubricChoice } from '../lib/rubric'

/** The form of a mark. */
export const markFields = z.looseObject({
  points: z
    .string()
    .trim()
    .max(20)
    .default('')
    .transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.'))))
    .refine((points) => points === null || Number.isFinite(points), 'marking.pointsWrong'),
  comment: z.string().max(20_000).default(''),
  revision: z.coerce.number().int().optional(),
  rubricVersionId: z.string().max(64).optional(),
  insert: z.string().max(64).optional(),
  act: z.enum(['insert', 'keep']).optional().catch(undefined),
})

/** What the form shows: as it was typed, or else as the mark stands. `versionTyped` is the version of the rubric it was typed with. */
export function shownMark(
  state: FormState | undefined,
  mark: { points: number | null; comment: string; choices: RubricChoice[] },
) {
  const versionTyped = String(state?.values.rubricVersionId ?? '')
  if (state?.values.comment !== undefined)
    return { versionTyped, values: state.values, choices: choicesIn(state.values) }
  const values = { points: mark.points === null ? '' : String(mark.points), comment: mark.comment }
  return { versionTyped, values, choices: mark.choices }
}

/** `level-<criterion>` or `points-<criterion>`, and `say-<criterion>`. */
export function choicesIn(values: Record<string, unknown>): RubricChoice[] {
  const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '').slice(0, 5_000)
  const ids = new Set(
    Object.keys(values).flatMap((name) => /^(?:level|points|say)-([a-z0-9-]{1,40})$/.exec(name)?.[1] ?? []),
  )
  return [...ids].slice(0, mostRubric.criteria).map((id) => ({
    criterionId: id,
    levelId: said(`level-${id}`) || null,
    comment: said(`say-${id}`),
    ...(said(`points-${id}`).trim() && { points: numberIn(said(`points-${id}`)) }),
  }))
}

/** What is no number lies outside of every range, so that it is refused where it stands. */
const numberIn = (typed: string) => (/^\d+(?:[.,]\d+)?$/.test(typed.trim()) ? Number(typed.replace(',', '.')) : -1)

/** Without choices where the form holds no rubric. */
export const markIn = (values: z.infer<typeof markFields>): MarkGiven => ({
  points: values.points,
  comment: values.comment,
  revision: values.revision,
  ...(values.rubricVersionId && { rubricVersionId: values.rubricVersionId, choices: choicesIn(values) }),
})
