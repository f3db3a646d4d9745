import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import type { View } from '../view'
import { CaptionsForm, type CaptionsFormProps } from './captions-form'

/** Captions of one film, on a page of their own; `back` is where one came from. */
export function CaptionsPage({
  name,
  back,
  view,
  ...form
}: CaptionsFormProps & { name: string; back: string; view: View }) {
  return (
    <Shell view={view} title={view.t('media.captions')} width="narrow" styles={['css/staff.css']}>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <CaptionsForm view={view} back={back} {...form} />
      <p class="far-above">
        <LinkButton kind="quiet" href={back} icon="arrow-left">
          {view.t('media.back')}
        </LinkButton>
      </p>
    </Shell>
  )
}
