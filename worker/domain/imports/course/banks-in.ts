import type { CoursePlan, ReportLine } from '../markdown'
import { compareWithStored } from './compare'
import type { Stored } from './read-stored'
import type { References } from './references'
import { settleBanked } from './settle-banked'
import { settleBanks } from './settle-banks'

/** What comes of banks, and a line for everything that quizzes ask from banks that are not here. Nothing is written. */
export function banksIn(plan: CoursePlan, stored: Stored | null, references: References): ReportLine[] {
  const { banks, lines } = settleBanks(plan, stored)
  const { storedOf } = compareWithStored(plan, stored)
  const asked = plan.modules
    .flatMap(({ items }) => items)
    .flatMap((item) => settleBanked(item, storedOf(item)?.id ?? null, { banks, references, stored }).lines)
  return [...lines, ...asked]
}
