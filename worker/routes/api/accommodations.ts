import { z } from 'zod'
import { findAccommodation, findOwnAccommodation, setAccommodation } from '../../domain/accommodations'
import { mostAccommodation, mostNote } from '../../lib/accommodation-bounds'
import { door } from './door'
import { undoable } from './reversals'

const upTo = (name: keyof typeof mostAccommodation, says: string) =>
  z.number().int().min(0).max(mostAccommodation[name]).describe(says)

const amounts = {
  extraTime: upTo('extraTime', 'Percent more of every time limit of a quiz, up to the next whole minute.'),
  breakMinutes: upTo('breakMinutes', 'Minutes in an attempt with a limit during which its clock may stand still.'),
  extraAttempts: upTo('extraAttempts', 'More attempts at every quiz that counts them.'),
  laterDays: upTo('laterDays', 'Days by which dates of everyone or of a group are later, on the course’s wall clock.'),
  laterHours: upTo('laterHours', 'Hours by which they are later, beside the days.'),
}
const told = z.object(amounts)
const whole = told.extend({ note: z.string().max(mostNote).describe('Why; only for those who may set it.') })

/** What stands for one person everywhere. */
export const accommodationDoors = [
  door(
    {
      method: 'get',
      path: '/me/accommodation',
      tag: 'Profile',
      personal: true,
      summary: 'What stands for you in every course; all 0 is nothing',
      scope: 'people.read',
      answer: told,
    },
    async (c) => findOwnAccommodation(c.var.tenant, c.var.actor),
  ),
  door(
    {
      method: 'get',
      path: '/people/:id/accommodation',
      tag: 'People',
      summary: 'What stands for a person in every course, and why; all 0 is nothing',
      scope: 'people.read',
      answer: whole,
    },
    async (c, { param }) => (await findAccommodation(c.var.tenant, c.var.actor, param('id'))).accommodation,
  ),
  door(
    {
      method: 'put',
      path: '/people/:id/accommodation',
      tag: 'People',
      summary: 'Say what stands for a person from now on; attempts under way get more time at once and never less',
      scope: 'people.write',
      body: z.object({
        extraTime: amounts.extraTime.default(0),
        breakMinutes: amounts.breakMinutes.default(0),
        extraAttempts: amounts.extraAttempts.default(0),
        laterDays: amounts.laterDays.default(0),
        laterHours: amounts.laterHours.default(0),
        note: z.string().max(mostNote).default(''),
      }),
    },
    async (c, { param, body }) => {
      undoable(c, 'people', await setAccommodation(c.var.tenant, c.var.actor, param('id'), body))
    },
  ),
]
