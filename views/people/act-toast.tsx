import { urls } from '../../worker/urls'
import { Toast } from '../ui/toast'
import type { View } from '../view'

export type DoneAct = { id: string; kind: string; count: number; redated: number; undoneAt: number | null }

type ActToastProps = {
  view: View
  act: DoneAct
  back: string
}

/** What was just done with people, and the way back. */
export function ActToast({ view, act, back }: ActToastProps) {
  return (
    <div class="toasts">
      <Toast
        view={view}
        sentence={act.undoneAt ? view.t('people.undone', { n: act.count }) : whatWasDone(view, act)}
        undo={act.undoneAt ? null : `${urls.peopleActReversal(act.id)}?back=${encodeURIComponent(back)}`}
      />
    </div>
  )
}

function whatWasDone({ t }: View, { kind, count, redated }: DoneAct): string {
  const others = count - redated
  return [others > 0 && t(doneSentence(kind), { n: others }), redated > 0 && t('people.done.redated', { n: redated })]
    .filter(Boolean)
    .join(' ')
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
