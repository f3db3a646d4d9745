import type { ChecklistState, Step } from '../../worker/domain/organization'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Checklist } from '../ui/steps'
import type { View } from '../view'
import { SeeAsLearner } from './see-as-learner'

type OwnerChecklistProps = {
  view: View
  state: ChecklistState
  /** Where each step is done; one without an address has no button. */
  links: Partial<Record<Step, string>>
}

/** The first steps of a new space, on the owner's home page until they are done or put away. */
export function OwnerChecklist({ view, state, links }: OwnerChecklistProps) {
  const { t } = view
  const done = state.steps.filter((step) => step.done).length
  return (
    <section class="section first-steps" aria-labelledby="first-steps">
      <div class="section-head">
        <h2 id="first-steps">{t('checklist.title')}</h2>
        <Form action={urls.checklistDismissal()}>
          <Button kind="quiet" small>
            {t('checklist.dismiss')}
          </Button>
        </Form>
      </div>
      <p class="muted small checklist-progress">{t('checklist.progress', { done, all: state.steps.length })}</p>
      {!state.verified && <VerifyNotice view={view} />}
      <Checklist
        items={state.steps.map(({ step, done }) => ({
          title: t(`checklist.${step}` as MessageKey),
          sentence: t(`checklist.${step}Text` as MessageKey),
          done,
          state: t(done ? 'checklist.done' : 'checklist.open'),
          action: links[step] && <StepAction view={view} step={step} href={links[step]} />,
        }))}
      />
      {state.hasSample && (
        <Form action={urls.sampleCourse()} method="delete" class="above">
          <Button kind="quiet" small icon="trash">
            {t('welcome.sampleRemove')}
          </Button>
        </Form>
      )}
    </section>
  )
}

function StepAction({ view, step, href }: { view: View; step: Step; href: string }) {
  const label = view.t(`checklist.${step}Action` as MessageKey)
  if (step === 'preview') {
    return (
      <SeeAsLearner view={view} href={href} small>
        {label}
      </SeeAsLearner>
    )
  }
  return (
    <LinkButton href={href} small>
      {label}
    </LinkButton>
  )
}

/** Until the address is confirmed one may build, but not invite. */
export function VerifyNotice({ view }: { view: View }) {
  const { t } = view
  return (
    <Notice meaning="attention">
      <p>{t('checklist.verify')}</p>
      <Form action={urls.verificationMails()} once={view.once}>
        <button type="submit" class="link-btn">
          {t('account.sendAgain')}
        </button>
      </Form>
    </Notice>
  )
}
