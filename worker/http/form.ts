import { zValidator } from '@hono/zod-validator'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { View } from '../../views/view'
import type { AppEnv } from '../env'
import { Conflict, Invalid, TooMany } from '../errors'

/** What was typed and what was wrong, by field; '' is the form as a whole. Messages are already in the reader's language. */
export type FormState = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  /** What somebody else saved meanwhile, by field: `refuseStale`. */
  theirs?: Record<string, string>
}
export type FormView = (c: Context<AppEnv>, state: FormState) => Response | Promise<Response>

export const emptyForm: FormState = { values: {}, errors: {} }

/**
 * Reads a form by its schema. What breaks it comes back as the same form, status 422, with what was typed.
 * A schema's messages are message keys; one that is none reads as "check this".
 */
export function form<Schema extends z.ZodObject>(schema: Schema, formView: FormView) {
  return zValidator('form', schema, (result, c) => {
    if (result.success) return
    const context = c as unknown as Context<AppEnv>
    const errors: Record<string, string> = {}
    for (const issue of result.error.issues) {
      const field = String(issue.path[0] ?? '')
      errors[field] ??= say(context.var.view, issue.message, issueValues(issue))
    }
    return withStatus(show(context, formView, { values: typed(result.data), errors }), 422)
  })
}

/** Runs the domain's verb; a rule of the school that it breaks comes back in the same form, as 422 (409 for a Conflict, 429 for TooMany). */
export async function orForm<T>(
  c: Context<AppEnv>,
  formView: FormView,
  values: Record<string, unknown>,
  verb: () => Promise<T>,
) {
  try {
    return { done: await verb() }
  } catch (error) {
    if (error instanceof TooMany) return { refused: await tooMany(c, formView, values, error) }
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const wrong = error instanceof Invalid ? [error, ...error.others] : [{ ...error, field: '' }]
    const errors: Record<string, string> = {}
    for (const { field, reason, values } of wrong) errors[field] ??= say(c.var.view, reason, values)
    const state = { values: typed(values), errors }
    return { refused: await withStatus(show(c, formView, state), error instanceof Invalid ? 422 : 409) }
  }
}

async function tooMany(c: Context<AppEnv>, formView: FormView, values: Record<string, unknown>, { seconds }: TooMany) {
  const errors = { '': c.var.view.t('form.tooMany', { minutes: Math.ceil(seconds / 60) }) }
  const answer = await withStatus(show(c, formView, { values: typed(values), errors }), 429)
  answer.headers.set('Retry-After', String(seconds))
  return answer
}

/** A page behind a link in a mail: one comes back to it by its code, as after choosing another language. */
function show(c: Context<AppEnv>, formView: FormView, state: FormState): Response | Promise<Response> {
  const { view } = c.var
  const { code } = state.values
  if (code && !view.actor && !view.path.includes('?'))
    c.set('view', { ...view, path: `${view.path}?code=${encodeURIComponent(String(code))}` })
  return formView(c, state)
}

export async function withStatus(answer: Response | Promise<Response>, status: number): Promise<Response> {
  const response = await answer
  // A form that is over meanwhile says so itself.
  return new Response(response.body, { status: response.ok ? status : response.status, headers: response.headers })
}

/** A message key, as a sentence; text that is no key (zod's own) becomes the general one. */
function say(view: View, key: string, values?: Record<string, string | number>): string {
  return view.t((/^[a-z][A-Za-z]*\.[A-Za-z.-]+$/.test(key) ? key : 'form.check') as 'form.check', values)
}

function issueValues(issue: z.core.$ZodIssue): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  if ('maximum' in issue) values.most = Number(issue.maximum)
  if ('minimum' in issue) values.least = Number(issue.minimum)
  if (issue.code === 'custom') Object.assign(values, issue.params)
  return values
}

const isSecret = /^password(?!Length)/

/** What was sent, as the values of the same form; passwords and files are never shown again. */
export function typed(data: unknown): FormState['values'] {
  const values: FormState['values'] = {}
  for (const [name, value] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    if (isSecret.test(name)) continue
    if (Array.isArray(value)) values[name] = value.map(String)
    else if (value !== undefined && value !== null && !(value instanceof File)) values[name] = String(value)
  }
  return values
}
