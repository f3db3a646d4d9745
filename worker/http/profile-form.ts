import { z } from 'zod'
import { isLocale } from '../../views/translate'
import type { Profile } from '../domain/people'
import { isZone } from '../lib/zones'

const shown = z.enum(['photo', 'pronouns', 'bio', 'courses'])

/** The fields of a profile, as the person and admins send them. */
export const profileSchema = z.object({
  name: z.string().max(200, 'form.tooLong'),
  pronouns: z.string().max(100, 'form.tooLong').default(''),
  bio: z.string().max(8_000, 'form.tooLong').default(''),
  locale: z
    .string()
    .refine((text) => text === '' || isLocale(text))
    .default(''),
  zone: z
    .string()
    .max(64)
    .refine((text) => text === '' || isZone(text))
    .default(''),
  shows: z
    .union([shown, z.array(shown)])
    .default([])
    .transform((parts) => [parts].flat()),
})

export function toProfile({ shows, ...rest }: z.output<typeof profileSchema>): Profile {
  const has = (part: z.output<typeof shown>) => shows.includes(part)
  return {
    ...rest,
    visibility: { photo: has('photo'), bio: has('bio'), pronouns: has('pronouns'), courses: has('courses') },
  }
}
