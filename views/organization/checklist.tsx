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

/** The first steps of a new space, on the owner's home page until they are done or put away: what remains, then what is done. */
export function OwnerChecklist({ view, state, links }: OwnerChecklistProps) {
  const { t } = view
  const open = state.steps.filter(({ done }) => !done)
  const done = state.steps.filter(({ done }) => done)
  return (
    <section class="panel first-steps" aria-labelledby="first-steps">
      <div class="section-head">
        <h2 id="first-steps">{t('checklist.title')}</h2>
        <span class="muted small">{t('checklist.progress', { done: done.length, all: state.steps.length })}</span>
      </div>
      {!state.verified && <VerifyNotice view={view} />}
      <Checklist
        items={open.map(({ step }, i) => ({
          title: t(`checklist.${step}` as MessageKey),
          sentence: <StepSentence view={view} step={step} />,
          done: false,
          state: t('checklist.open'),
          action: links[step] && <StepAction view={view} step={step} href={links[step]} isNext={i === 0} />,
        }))}
      />
      {done.length > 0 && (
        <details class="done-steps">
          <summary class="small">{t('checklist.doneSteps', { n: done.length })}</summary>
          <Checklist
            items={done.map(({ step }) => ({
              title: t(`checklist.${step}` as MessageKey),
              done: true,
              state: t('checklist.done'),
            }))}
          />
        </details>
      )}
      <div class="cluster above">
        <Form action={urls.checklistDismissal()}>
          <Button kind="quiet" small>
            {t('checklist.dismiss')}
          </Button>
        </Form>
        {state.hasSample && (
          <Form action={urls.sampleCourse()} method="delete">
            <Button kind="quiet" small icon="trash">
              {t('welcome.sampleRemove')}
            </Button>
          </Form>
        )}
      </div>
    </section>
  )
}

function StepSentence({ view, step }: { view: View; step: Step }) {
  const sentence = view.t(`checklist.${step}Text` as MessageKey)
  if (step !== 'course') return sentence
  return (
    <>
      {sentence} <a href={urls.newImport()}>{view.t('imports.newTitle')}</a>
    </>
  )
}

type StepActionProps = { view: View; step: Step; href: string; isNext: boolean }

/** One button of a page is the loudest: that of the step to go on with. */
function StepAction({ view, step, href, isNext }: StepActionProps) {
  const label = view.t(`checklist.${step}Action` as MessageKey)
  const kind = isNext ? 'primary' : undefined
  if (step === 'preview') {
    return (
      <SeeAsLearner view={view} href={href} kind={kind} small>
        {label}
      </SeeAsLearner>
    )
  }
  return (
    <LinkButton href={href} kind={kind} small>
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
