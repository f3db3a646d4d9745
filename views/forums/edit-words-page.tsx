import type { WordsToEdit } from '../../worker/domain/forums'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import type { View } from '../view'
import { ForumShell } from './forum-head'
import { WriteForm } from './write-form'

type Props = { view: View; found: WordsToEdit; state: FormState }

export function EditWordsPage({ view, found, state }: Props) {
  const { t } = view
  const { forum, reply } = found
  return (
    <ForumShell view={view} standing={found} title={t('forums.editTitle')} inside>
      <h1>{t('forums.editTitle')}</h1>
      <WriteForm
        view={view}
        action={urls.reply(forum.itemId, reply.id)}
        method="put"
        state={state}
        titled={reply.path === ''}
        label={t('forums.words')}
        send={t('forums.save')}
      />
    </ForumShell>
  )
}
