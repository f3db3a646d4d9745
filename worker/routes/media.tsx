import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { languageName } from '../../views/languages'
import { CaptionsForm } from '../../views/media/captions-form'
import { CaptionsPage } from '../../views/media/captions-page'
import { FileRow, type LibraryRow } from '../../views/media/file-row'
import { LibraryPage } from '../../views/media/library-page'
import { ToastPartial } from '../../views/ui/toast'
import { addCaptions, removeCaptions } from '../domain/lessons'
import {
  binMedia,
  keepThumbnail,
  kindOfType,
  type LibraryFile,
  listLibrary,
  maxCaptionBytes,
  maxPlainBytes,
  maxThumbnailBytes,
  mediaKinds,
  renameMedia,
  restoreMedia,
  storeFile,
} from '../domain/media'
import { openCaptions, openMediaToEdit, readCourseLibrary } from '../domain/pages'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { readBody } from '../http/body'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo, pathBack, wantsFragment } from '../http/respond'
import { urls } from '../urls'
import { fileOf, orSentence } from './uploads'

/** The library of files, and what is done to one of them. */
export const media = new Hono<AppEnv>()

media.get('/media', (c) => library(c))

media.get('/courses/:id/media', (c) => library(c, emptyForm, c.req.param('id')))

async function library(c: Context<AppEnv>, state: FormState = emptyForm, courseId?: string) {
  const { tenant, actor, view } = c.var
  if (!courseId) authorize(actor, 'media.library')
  const kind = mediaKinds.find((name) => name === c.req.query('kind')) ?? null
  const query = (c.req.query('q') ?? '').slice(0, 100)
  const wanted = { kind, query, after: c.req.query('after') }
  const { course, files, next } = courseId
    ? await readCourseLibrary(tenant, actor, courseId, wanted)
    : { course: null, ...(await listLibrary(tenant, actor, wanted)) }
  return c.html(
    <LibraryPage
      view={view}
      files={files.map(toRow)}
      next={next}
      filter={{ kind: kind ?? '', query }}
      course={course}
      form={state}
    />,
  )
}

const toRow = ({ type, ...file }: LibraryFile): LibraryRow => ({ ...file, kind: kindOfType(type) })

const newFile = z.object({ file: z.instanceof(File, { message: 'media.empty' }), back: z.string().max(500).optional() })
const libraryForm = (c: Context<AppEnv>, state: FormState) => library(c, state)

/** A whole file in one go: the plain form, and pictures that were pasted into a lesson. */
media.post('/media', form(newFile, libraryForm), async (c) => {
  const { tenant, actor } = c.var
  const { file, back } = c.req.valid('form')
  const store = async () => {
    if (file.size > maxPlainBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 16 })
    return storeFile(tenant, actor, {
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      purpose: 'content',
    })
  }
  if (c.req.header('Accept') === 'application/json')
    return orSentence(c, async () => c.json(fileOf(await store()), 201))
  const { refused } = await orForm(c, libraryForm, {}, store)
  return refused ?? goTo(c, pathBack(back, urls.library()), 'media.uploadedNotice')
})

const description = z.object({ name: z.string().min(1).max(1_000), alt: z.string().max(4_000).default('') })

media.patch(
  '/media/:id',
  form(description, (c, state) => row(c, c.req.param('id') ?? '', state)),
  async (c) => {
    const file = await openMediaToEdit(c.var.tenant, c.var.actor, c.req.param('id'))
    await renameMedia(c.var.tenant, c.var.actor, file, c.req.valid('form'))
    return wantsFragment(c) ? row(c, file.id) : goTo(c, urls.library(), 'media.saved')
  },
)

/** One row anew; without JavaScript the library. */
async function row(c: Context<AppEnv>, id: string, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  if (!wantsFragment(c)) return library(c, state)
  const { files } = await listLibrary(tenant, actor, { id })
  return c.html(files.map((file) => <FileRow view={view} file={toRow(file)} open />).at(0) ?? '')
}

media.delete('/media/:id', async (c) => {
  const { tenant, actor, view } = c.var
  const file = await openMediaToEdit(tenant, actor, c.req.param('id'))
  await binMedia(tenant, actor, file)
  if (!wantsFragment(c)) return goTo(c, urls.library(), 'media.deletedNotice')
  const sentence = view.t('media.deleted', { name: file.name })
  return c.html(<ToastPartial view={view} sentence={sentence} undo={urls.mediaRestoration(file.id)} />)
})

media.post('/media/:id/restoration', async (c) => {
  const { tenant, actor } = c.var
  await restoreMedia(tenant, actor, c.req.param('id'))
  return goTo(c, urls.library(), 'media.restoredNotice')
})

media.put('/media/:id/thumbnail', async (c) => {
  const { tenant, actor } = c.var
  const file = await openMediaToEdit(tenant, actor, c.req.param('id'))
  const measured = (name: string) => Number(c.req.query(name)) || undefined
  return orSentence(c, async () => {
    await keepThumbnail(tenant, file, await readBody(c.req.raw, maxThumbnailBytes), {
      width: measured('width'),
      height: measured('height'),
      seconds: measured('seconds'),
    })
    return c.body(null, 204)
  })
})

const newTrack = z.object({
  file: z.instanceof(File, { message: 'media.notCaptions' }),
  language: z.string().min(1, 'media.noLanguage').max(35),
  label: z.string().max(200).default(''),
  back: z.string().max(500).optional(),
})

media.post('/media/:id/tracks', form(newTrack, captions), async (c) => {
  const { tenant, actor } = c.var
  const { file, back, ...given } = c.req.valid('form')
  const subject = await openMediaToEdit(tenant, actor, c.req.param('id'))
  const add = async () => {
    if (file.size > maxCaptionBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 2 })
    return addCaptions(tenant, actor, subject, { ...given, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  const { done, refused } = await orForm(c, captions, { language: given.language, back }, add)
  return refused ?? afterCaptions(c, 'media.captionsAdded', back, done!.actId, given.language)
})

media.delete('/media/:id/tracks/:track', async (c) => {
  const { tenant, actor } = c.var
  const subject = await openMediaToEdit(tenant, actor, c.req.param('id'))
  const { tracks } = await openCaptions(tenant, actor, c.req.param('id'))
  const actId = await removeCaptions(tenant, actor, subject, c.req.param('track'))
  const { back } = await c.req.parseBody<{ back?: string }>()
  const gone = tracks.find(({ id }) => id === c.req.param('track'))
  return afterCaptions(c, 'media.captionsRemoved', back, actId, gone?.language ?? '')
})

/** The list anew, with the way back of what was lost. */
async function afterCaptions(
  c: Context<AppEnv>,
  notice: 'media.captionsAdded' | 'media.captionsRemoved',
  back: string | undefined,
  actId: string | null,
  tag: string,
) {
  const { view } = c.var
  const language = languageName(view.locale, tag)
  if (!wantsFragment(c)) return goToWithUndo(c, pathBack(back, urls.library()), notice, actId, { language })
  const here = URL.parse(c.req.header('HX-Current-URL') ?? '')
  const undo = actId && urls.reversal(actId, pathBack(here ? here.pathname + here.search : undefined, urls.library()))
  return captions(c, emptyForm, <ToastPartial view={view} sentence={view.t(notice, { language })} undo={undo} />)
}

media.get('/media/:id/captions', (c) => captions(c, emptyForm))

/** The list anew beside the film; without JavaScript a page of its own. */
async function captions(c: Context<AppEnv>, state: FormState, toast?: Child) {
  const { tenant, actor, view } = c.var
  const { file, tracks } = await openCaptions(tenant, actor, c.req.param('id') ?? '')
  const error = state.errors.file ?? state.errors.language ?? null
  const language = String(state.values.language ?? '')
  const form = { view, mediaId: file.id, languages: tracks, language, error }
  if (wantsFragment(c))
    return c.html(
      <>
        <CaptionsForm {...form} />
        {toast}
      </>,
    )
  const back = pathBack(c.req.query('back') ?? String(state.values.back ?? ''), urls.library())
  return c.html(<CaptionsPage {...form} name={file.name} back={back} />)
}
