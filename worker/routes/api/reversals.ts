import type { Context } from 'hono'
import { type UndoArea, undoAreas, undoOwnAct } from '../../domain/pages'
import type { AppEnv } from '../../env'
import { door } from './door'

/** Says in the header `Undo` where a POST takes back what was just done. */
export function undoable(c: Context<AppEnv>, area: UndoArea, actId: string | null): void {
  if (actId) c.header('Undo', `/api/v1/acts/${area}/${actId}/reversal`)
}

export const reversalDoors = undoAreas.map((area) =>
  door(
    {
      method: 'post',
      path: `/acts/${area}/:id/reversal`,
      tag: 'Acts',
      summary: 'Take back what you did within a day: its address stood in the header `Undo` of the answer',
      scope: `${area}.write`,
    },
    async (c, { param }) => undoOwnAct(c.var.tenant, c.var.actor, param('id'), area),
  ),
)
