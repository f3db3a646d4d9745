import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import type { IconName } from '../ui/icon'
import type { View } from '../view'

type Props = {
  view: View
  href: string
  kind?: 'primary' | 'quiet'
  small?: boolean
  icon?: IconName
  children?: Child
}

/**
 * Leads to a page as a learner sees it. Having looked leaves no trace that could be found later, so the first time it
 * ticks the owner's step on the way.
 */
export function SeeAsLearner({ view, href, children, ...look }: Props) {
  if (!view.previewAwaited) {
    return (
      <LinkButton href={href} {...look}>
        {children}
      </LinkButton>
    )
  }
  return (
    <Form action={urls.checklistStep('preview')} method="put">
      <input type="hidden" name="next" value={href} />
      <Button {...look}>{children}</Button>
    </Form>
  )
}
