import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import type { MessageKey } from '../translate'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import type { View } from '../view'

type Props = { view: View; found: { courses: number; parts: number; coursesAPart: number } }

const lists = ['people', 'enrollments', 'grades', 'replies'] as const

/** Everything that other programs read, as files. The forms are plain: what comes is a file and no page. */
export function TakeawayPage({ view, found }: Props) {
  const { t } = view
  const parts = Array.from({ length: found.parts }, (_, i) => i + 1)
  const lastOf = (part: number) => Math.min(found.courses, part * found.coursesAPart)
  return (
    <Shell view={view} title={t('takeaway.title')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.organization(), label: t('organization.title') }]} />
      <div class="page-head">
        <div>
          <h1>{t('takeaway.title')}</h1>
          <p>{t('takeaway.lead')}</p>
        </div>
      </div>
      <div class="stack-loose">
        <Panel id="takeaway-courses">
          <h2>{t('courses.title')}</h2>
          <p class="muted">{t(found.courses ? 'takeaway.courses' : 'takeaway.noCourses')}</p>
          <div class="buttons above">
            {parts.map((part) => (
              <form method="post" action={urls.takeawayCourses(part)}>
                <Button icon="download">
                  {t('takeaway.coursesFile', { from: (part - 1) * found.coursesAPart + 1, to: lastOf(part) })}
                </Button>
              </form>
            ))}
          </div>
        </Panel>
        {lists.map((list) => (
          <Panel id={`takeaway-${list}`}>
            <h2>{t(`takeaway.${list}` as MessageKey)}</h2>
            <p class="muted">{t(`takeaway.${list}Text` as MessageKey)}</p>
            <form method="post" action={urls.takeawayList(list)} class="above">
              <Button icon="download">{t('takeaway.csv')}</Button>
            </form>
          </Panel>
        ))}
        <p class="muted">{t('takeaway.rest')}</p>
      </div>
    </Shell>
  )
}
