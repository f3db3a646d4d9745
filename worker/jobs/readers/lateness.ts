import { settleLatenessOf, settleLatenessOfItem } from '../../domain/assignments'
import type { Reader } from '../readers'

/** What lateness takes off grades that were given, after somebody's dates moved or grades were opened again. */
export const latenessReader: Reader = {
  async 'person.accommodated'(tenant, { subjectId, actorId }) {
    await settleLatenessOf(tenant, subjectId, { actorId })
  },
  async 'grades.unlocked'(tenant, { actorId, payload: { courseId, itemId } }) {
    if (typeof courseId !== 'string') return
    await settleLatenessOfItem(tenant, { courseId, itemId: typeof itemId === 'string' ? itemId : null }, { actorId })
  },
}
