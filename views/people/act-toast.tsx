import { urls } from '../../worker/urls'
import { Toast } from '../ui/toast'
import type { View } from '../view'

type ActToastProps = {
  view: View
  act: { id: string; kind: string; count: number; undoneAt: number | null }
  back: string
}

/** What was just done with people, and the way back. */
export function ActToast({ view, act, back }: ActToastProps) {
  return (
    <div class="toasts">
      <Toast
        view={view}
        sentence={view.t(act.undoneAt ? 'people.undone' : doneSentence(act.kind), { n: act.count })}
        undo={act.undoneAt ? null : `${urls.peopleActReversal(act.id)}?back=${encodeURIComponent(back)}`}
      />
    </div>
  )
}

const doneSentences = {
  enroll: 'people.done.enroll',
  withdraw: 'people.done.withdraw',
  group: 'people.done.group',
  role: 'people.done.role',
  suspend: 'people.done.suspend',
  reinstate: 'people.done.reinstate',
  'sign-out': 'people.done.signOut',
  remove: 'people.done.remove',
  restore: 'people.done.restore',
} as const

const doneSentence = (kind: string) => doneSentences[kind as keyof typeof doneSentences] ?? 'people.done.role'
