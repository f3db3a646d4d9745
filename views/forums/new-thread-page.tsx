import type { ForumStanding } from '../../worker/domain/forums'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import type { View } from '../view'
import { ForumShell } from './forum-head'
import { WriteForm } from './write-form'

type Props = { view: View; standing: ForumStanding; state: FormState }

export function NewThreadPage({ view, standing, state }: Props) {
  const { t } = view
  const { forum, groups, moderates } = standing
  const asks = forum.kind === 'questions'
  const title = t(asks ? 'forums.ask' : 'forums.open')
  const isApart = forum.groupMode !== 'none' && (moderates || groups.length > 1)
  return (
    <ForumShell view={view} standing={standing} title={title} inside>
      <h1>{title}</h1>
      <WriteForm
        view={view}
        action={urls.threads(forum.itemId)}
        state={state}
        once
        titled
        label={t(asks ? 'forums.question' : 'forums.words')}
        send={t(asks ? 'forums.sendQuestion' : 'forums.sendThread')}
        groups={isApart ? { options: groups, everybody: moderates } : undefined}
        anonymous={forum.anonymous}
      />
    </ForumShell>
  )
}
