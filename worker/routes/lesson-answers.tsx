import type { Context } from 'hono'
import { BlockEditor, Preview } from '../../views/lessons/edit/block-editor'
import { Insert } from '../../views/lessons/edit/edit-page'
import { Faults } from '../../views/lessons/edit/faults'
import { PublishBar } from '../../views/lessons/edit/publish-bar'
import { mediaMapOf } from '../../views/lessons/media-map'
import { type EditedLesson, readLessonToEdit } from '../domain/lessons'
import type { AppEnv } from '../env'
import { choices } from './lesson-edit-page'

export const wantsJson = (c: Context<AppEnv>) => c.req.header('Accept') === 'application/json'

/** The lesson, and what its blocks need around them. */
export async function around(c: Context<AppEnv>) {
  const { tenant, actor, view, organization } = c.var
  const read: EditedLesson = await readLessonToEdit(tenant, actor, c.req.param('id') ?? '')
  return { read, media: mediaMapOf(view.locale, read.files, read.tracks), embedHosts: organization.embedHosts }
}

/** A block that is new on the page: its whole editor, and behind which one it goes. */
export async function blockAnswer(c: Context<AppEnv>, blockId: string) {
  const { view } = c.var
  const { read, media, embedHosts } = await around(c)
  const at = read.blocks.findIndex(({ block }) => block.id === blockId)
  const edited = read.blocks[at]!
  const itemId = read.lesson.item.id
  const editor = (
    <>
      <BlockEditor
        view={view}
        itemId={itemId}
        edited={edited}
        media={media}
        embedHosts={embedHosts}
        choices={choices}
      />
      <Insert view={view} after={blockId} />
    </>
  )
  const after = read.blocks[at - 1]?.block.id ?? ''
  return { id: blockId, after, html: String(await editor), ...(await standing(c, read)) }
}

/** After saving: the new mark, what learners see now, and what still stands in somebody's way. */
export async function savedAnswer(c: Context<AppEnv>, blockId: string) {
  const { view } = c.var
  const { read, media, embedHosts } = await around(c)
  const edited = read.blocks.find(({ block }) => block.id === blockId)!
  const preview = <Preview view={view} edited={edited} media={media} embedHosts={embedHosts} />
  return { was: edited.mark, preview: String(await preview), ...(await standing(c, read)) }
}

/** How it stands with the whole lesson: what is in some readers' way, and what waits to be published. */
export async function standing(c: Context<AppEnv>, read: EditedLesson) {
  const { view } = c.var
  return {
    faults: String(await (<Faults view={view} faults={read.faults} />)),
    publish: String(await (<PublishBar view={view} page={read} />)),
    at: read.lesson.version.updatedAt,
  }
}
