import type { Context } from 'hono'
import type { NoteState } from '../../views/assignments/notes'
import { findResponseToMark, findSubmissionToMark, type ResponsePlace, textOfAnswer } from '../domain/assignments'
import type { Annotated } from '../domain/rubrics'
import type { AppEnv } from '../env'
import { urls } from '../urls'
import { showMarking } from './marking'
import { queryOf, showResponse, toward, wayOf } from './response-marking'

/** Work that was handed in or an answer to a question, as its marker comments on it. */
export async function readAnnotated(c: Context<AppEnv>, subject: Annotated) {
  const { tenant, actor } = c.var
  if (subject.kind === 'submission') {
    const { submission, files, annotations, comments } = await findSubmissionToMark(tenant, actor, subject.id)
    const add = urls.submissionAnnotations(submission.id, c.req.query('group'))
    return { id: submission.id, text: submission.text, files, annotations, comments, add }
  }
  const place = placeOfAnswer(subject)
  const { question, annotations, comments } = await findResponseToMark(tenant, actor, place)
  const add = urls.responseAnnotations(place.attemptId, place.versionId, queryOf(wayOf(c)))
  return { id: question.versionId, text: textOfAnswer(question), files: question.files, annotations, comments, add }
}

/** The page where it is marked, with what is being written at a place of it. */
export const showAnnotated = (c: Context<AppEnv>, subject: Annotated, noting?: NoteState) =>
  subject.kind === 'submission'
    ? showMarking(c, subject.id, undefined, noting)
    : showResponse(c, placeOfAnswer(subject), undefined, noting)

export const annotatedPage = (c: Context<AppEnv>, subject: Annotated) =>
  subject.kind === 'submission'
    ? urls.submissionMarking(subject.id, c.req.query('group'))
    : toward(placeOfAnswer(subject), wayOf(c))

function placeOfAnswer({ id }: Annotated): ResponsePlace {
  const [attemptId = '', versionId = ''] = id.split(':')
  return { attemptId, versionId }
}
