import { raw } from 'hono/html'
import { type Child, Fragment, type JSX, jsx } from 'hono/jsx'
import { namedIn } from './named'

type FormProps = {
  action: string
  /** What is not GET or POST goes as POST with `?_method=`. */
  method?: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Selector to swap with htmx ("this", "closest li"); without it the form is a plain one. */
  target?: string
  swap?: string
  /** Needed when a file goes along. */
  files?: boolean
  /** `view.once`, for a form that makes something: sent twice, it is done once. */
  once?: string
  /** Asks before one leaves with words that are not saved. */
  guard?: boolean
  children?: Child
} & Omit<JSX.IntrinsicElements['form'], 'action' | 'method' | 'children' | 'target'>

/**
 * Works without JavaScript, and in place with it. The browser's own bubbles are off: the server answers 422 with the
 * same form, a summary that takes focus and a sentence at each field.
 */
export function Form({ action, method = 'post', target, swap, files, guard, once, children, ...rest }: FormProps) {
  const place = method === 'get' || method === 'post' ? action : withParam(action, '_method', method.toUpperCase())
  const effective = once ? withParam(place, 'once', once) : place
  const live = target
    ? { [method === 'get' ? 'hx-get' : 'hx-post']: effective, 'hx-target': target, 'hx-swap': swap ?? 'outerHTML' }
    : {}
  return (
    <form
      {...rest}
      {...live}
      action={effective}
      method={method === 'get' ? 'get' : 'post'}
      enctype={files ? 'multipart/form-data' : undefined}
      data-guard={guard ? '' : undefined}
      novalidate
    >
      {named(children)}
    </form>
  )
}

/** What is in the form, its summary of what is wrong with the fields' own names. */
const named = (children: Child) => raw(namedIn(String(jsx(Fragment, {}, children as string))))

/** The address of a form that is written by hand, and done once. */
export const onceAt = (action: string, once: string) => withParam(action, 'once', once)

const withParam = (action: string, name: string, value: string) =>
  `${action}${action.includes('?') ? '&' : '?'}${name}=${value}`
