import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { gradingFields } from '../../views/grades/grading-fields'
import { GradingPage } from '../../views/grades/grading-page'
import { changeGrading } from '../domain/grades'
import { readGrading } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goToWithUndo } from '../http/respond'
import type { GivenGrading } from '../lib/settle-grading'
import { urls } from '../urls'

/** How the grade of a course is made. */
export const grading = new Hono<AppEnv>()

async function page(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const found = await readGrading(tenant, actor, c.req.param('id') ?? '')
  return c.html(<GradingPage view={view} found={found} state={state} />)
}

grading.get('/courses/:id/gradebook/grading', (c) => page(c, emptyForm))

/** As a field that a form may hold once, several times or not at all. */
const several = (longest: number) =>
  z
    .union([z.string().max(longest), z.array(z.string().max(longest)).max(600)])
    .default([])
    .transform((value) => (Array.isArray(value) ? value : [value]))

const schema = z.object({
  counting: z.enum(['items', 'points']),
  missingCounts: z.literal('on').optional(),
  scheme: z.enum(['percent', 'points', 'letters', 'pass', 'words']),
  steps: z.string().max(2_000).default(''),
  categoryId: several(60),
  categoryTitle: several(200),
  weight: several(20),
  dropLowest: several(20),
  keepHighest: several(20),
  itemId: several(64),
  itemCategory: several(60),
  extraCredit: several(64),
})
type Values = z.infer<typeof schema>

grading.put('/courses/:id/gradebook/grading', form(schema, page), async (c) => {
  const { tenant, actor, view } = c.var
  const values = c.req.valid('form')
  const courseId = c.req.param('id')
  const { done, refused } = await orForm(c, page, values, async () => ({
    actId: await changeGrading(tenant, actor, courseId, {
      counting: values.counting,
      missingCounts: values.missingCounts === 'on',
      scheme: schemeOf(values, gradingFields(view).steps),
      categories: categoriesOf(values),
      items: values.itemId.map((itemId, place) => ({
        itemId,
        category: values.itemCategory[place] || null,
        extraCredit: values.extraCredit.includes(itemId),
      })),
    }),
  }))
  return refused ?? goToWithUndo(c, urls.grading(courseId), 'grading.notice.saved', done!.actId)
})

/** A row without a title and without an id was left empty; one whose title was emptied is gone. */
function categoriesOf(values: Values): GivenGrading['categories'] {
  const { categoryId, categoryTitle, weight, dropLowest, keepHighest } = values
  return categoryTitle.flatMap((title, place) =>
    title.trim() === ''
      ? []
      : {
          ...(categoryId[place] ? { id: categoryId[place] } : {}),
          title,
          weight: numberIn(weight[place]),
          dropLowest: numberIn(dropLowest[place]) ?? 0,
          keepHighest: numberIn(keepHighest[place]),
        },
  )
}

/** What cannot be read is out of every range, so that the domain says which. */
function numberIn(text = ''): number | null {
  const typed = text.trim().replace(',', '.').replace(/\s*%$/, '')
  return typed === '' ? null : /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : -1
}

type Steps = { from: number; word: string }[]

function schemeOf({ scheme, steps }: Values, presets: Record<'letters' | 'pass', Steps>): GivenGrading['scheme'] {
  if (scheme === 'percent' || scheme === 'points') return { kind: scheme }
  return { kind: 'words', steps: scheme === 'words' ? stepsIn(steps) : presets[scheme] }
}

/** A line each: from which percentage on, and the word. */
function stepsIn(text: string): Steps {
  const lines = text.split('\n').filter((line) => line.trim())
  return lines.map((line) => {
    const [, from, word] = /^\s*(\d+(?:[.,]\d+)?)\s*%?[\s:;=,]+(.+)$/.exec(line) ?? []
    if (!from || !word) throw new Invalid('steps', 'grading.lineUnread', { line: line.trim().slice(0, 60) })
    return { from: Number(from.replace(',', '.')), word }
  })
}
