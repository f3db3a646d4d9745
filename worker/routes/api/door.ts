import { zValidator } from '@hono/zod-validator'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { Scope } from '../../domain/people'
import { isPerson } from '../../domain/policy'
import type { AppEnv } from '../../env'
import { type Fault, problem } from '../../http/api/problem'

type Schema = z.ZodType
type Read<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined

/** One door of the JSON API: what it takes, what it gives, and who may come in. The OpenAPI document is made from the same. */
export type Spec<
  Query extends Schema | undefined,
  Body extends Schema | undefined,
  Answer extends Schema | undefined,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As Hono writes it: /courses/:id */
  path: string
  summary: string
  tag: string
  /** `any`: whoever has a token, whatever it may touch. Null: anybody, without a token. */
  scope: Scope | 'any' | null
  /** Only for tokens of a person: an organization's own token has nothing of its own to learn or hand in. */
  personal?: true
  query?: Query
  body?: Body
  /** Types of a body that is not JSON; the handler reads it by `c.req.arrayBuffer()`. */
  takes?: readonly string[]
  answer?: Answer
  /** Type of an answer that is not JSON; the handler gives the response. */
  gives?: string
  /** Of success; 200 with an answer and 204 without, unless said. */
  status?: 200 | 201 | 202 | 204
}

export type Input<Query extends Schema | undefined, Body extends Schema | undefined> = {
  query: Read<Query>
  body: Read<Body>
  param: (name: string) => string
}

// biome-ignore lint/suspicious/noExplicitAny: a list of doors holds doors of every shape
export type ApiDoor = { spec: Spec<any, any, any>; mount: (app: Hono<AppEnv>) => void }

/** A door and its handler, with the shapes flowing from one to the other. */
export function door<
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answer extends Schema | undefined = undefined,
>(
  spec: Spec<Query, Body, Answer>,
  run: (
    c: Context<AppEnv>,
    input: Input<Query, Body>,
    // biome-ignore lint/suspicious/noConfusingVoidType: a handler that answers nothing returns nothing
  ) => Promise<Answer extends Schema ? z.input<Answer> : Response | void>,
): ApiDoor {
  return {
    spec,
    mount(app) {
      const checks = [
        ...(spec.scope && spec.scope !== 'any' ? [needs(spec.scope)] : []),
        ...(spec.personal ? [needsPerson] : []),
        zValidator('query', spec.query ?? z.looseObject({}), refuse('query')),
        ...(spec.body ? [onlyJson, zValidator('json', spec.body, refuse('body'))] : []),
      ]
      // biome-ignore lint/suspicious/noExplicitAny: the list of checks is dynamic, so Hono cannot follow its types
      app.on([spec.method.toUpperCase()], [spec.path], ...(checks as any), async (c: Context<AppEnv>) => {
        const input = {
          query: spec.query ? c.req.valid('query' as never) : undefined,
          body: spec.body ? c.req.valid('json' as never) : undefined,
          param: (name: string) => c.req.param(name) ?? '',
        } as Input<Query, Body>
        const answer = await run(c, input)
        if (answer instanceof Response) return answer
        if (!spec.answer) return c.body(null, 204)
        return c.json(answer as object, (spec.status ?? 200) as 200)
      })
    },
  }
}

const needs = (scope: Scope) => async (c: Context<AppEnv>, next: () => Promise<void>) => {
  if (!c.var.actor.scopes?.includes(scope)) return problem(c, 403, 'Forbidden', `The token lacks the scope ${scope}.`)
  await next()
}

const needsPerson = async (c: Context<AppEnv>, next: () => Promise<void>) => {
  if (!isPerson(c.var.actor)) return problem(c, 403, 'Forbidden', 'This door is for tokens of a person.')
  await next()
}

/** A form of another site could send anything but this type. */
const onlyJson = async (c: Context<AppEnv>, next: () => Promise<void>) => {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? ''))
    return problem(c, 415, 'Unsupported media type', 'Send application/json.')
  await next()
}

const refuse = (place: string) => (result: { success: boolean; error?: z.core.$ZodError }, c: Context) => {
  if (result.success) return
  const faults: Fault[] = (result.error?.issues ?? []).map((issue) => ({
    pointer: issue.path.map((step) => `/${String(step)}`).join(''),
    detail: issue.message,
  }))
  return problem(c as Context<AppEnv>, 422, 'Invalid', `The ${place} does not have the right shape.`, faults)
}
