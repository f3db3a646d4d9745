import type { Actor, CourseRole, Role } from '../../worker/domain/policy'

export type { Actor, Role }

export const actorOf = (
  { id, name, role }: { id: string; name: string; role: Role },
  courseRoles: Record<string, CourseRole> = {},
): Actor => ({
  id,
  name,
  role,
  photoId: null,
  courseRoles,
  verified: true,
  locale: 'en',
  zone: 'Europe/Berlin',
  scopes: null,
})
