import { and, desc, eq, isNotNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { importRuns } from '../../db/schema'
import { NotFound } from '../../errors'
import type { Actor } from '../policy'
import { cameTo, findPlaceWith, type PlaceHead, type QuestionPlace } from './question-place'
import type { ImportRun, QuestionPlan } from './run'

/** An import of questions; its plan is there. */
export type QuestionRun = Omit<ImportRun, 'questions'> & { questions: QuestionPlan; place: PlaceHead }

/** A quiz or a bank with what was imported into it, newest first. */
export async function findQuestionImports(tenant: Tenant, actor: Actor, to: QuestionPlace) {
  const query = tenant.db
    .select({
      id: importRuns.id,
      fileName: importRuns.fileName,
      state: importRuns.state,
      createdAt: importRuns.createdAt,
    })
    .from(importRuns)
    .where(and(cameTo(to), ne(importRuns.state, 'planned')))
    .orderBy(desc(importRuns.createdAt), desc(importRuns.id))
    .limit(50)
  const { place, rows } = await findPlaceWith(tenant, actor, to, query)
  return { place, runs: rows }
}

export async function findQuestionRun(
  tenant: Tenant,
  actor: Actor,
  to: QuestionPlace,
  id: string,
): Promise<QuestionRun> {
  const query = tenant.db
    .select()
    .from(importRuns)
    .where(and(eq(importRuns.id, id), cameTo(to), isNotNull(importRuns.questions)))
    .limit(1)
  const { place, rows } = await findPlaceWith(tenant, actor, to, query)
  const [run] = rows
  if (!run?.questions) throw new NotFound()
  return { ...run, questions: run.questions, place }
}
