import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Panel } from '../ui/card'
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
    <Shell view={view} title={view.t('media.captionsOf', { name })} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: back, label: view.t('media.back') }]} />
      <div class="page-head">
        <div>
          <h1>{view.t('media.captions')}</h1>
          <p>
            <bdi>{name}</bdi>
          </p>
        </div>
      </div>
      <Panel>
        <CaptionsForm view={view} back={back} {...form} />
      </Panel>
    </Shell>
  )
}
