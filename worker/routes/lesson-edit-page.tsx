import type { Context } from 'hono'
import { EditPage, type EditPageProps } from '../../views/lessons/edit/edit-page'
import { readLessonToEdit, revealRoles, tones } from '../domain/lessons'
import type { AppEnv } from '../env'
import { urls } from '../urls'

export const choices = { tones, roles: revealRoles }
export const editAt = (id: string, blockId?: string) => urls.lessonEdit(id) + (blockId ? `#block-${blockId}` : '')

type Shown = Partial<Omit<EditPageProps, 'view' | 'page' | 'embedHosts' | 'choices'>>

/** The lesson `:id` as its authors write it, with what just happened to it. */
export async function editPage(c: Context<AppEnv>, shown: Shown = {}) {
  const { tenant, actor, view, organization } = c.var
  const read = await readLessonToEdit(tenant, actor, c.req.param('id') ?? '')
  return <EditPage view={view} page={read} embedHosts={organization.embedHosts} choices={choices} {...shown} />
}
