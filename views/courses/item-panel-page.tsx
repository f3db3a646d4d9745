import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import { CourseHead } from './course-head'

type ItemPanelPageProps = {
  view: View
  course: { id: string; title: string }
  heading: string
  children?: Child
}

/** A form of the outline on a page of its own, for those without JavaScript; in the outline it opens under its row. */
export function ItemPanelPage({ view, course, heading, children }: ItemPanelPageProps) {
  if (view.partial) {
    return (
      <section class="panel row-form" aria-label={heading}>
        <div class="panel-head">
          <h3 data-focus tabindex={-1}>
            {heading}
          </h3>
          <a
            class="iconbtn"
            href={urls.outline(course.id)}
            data-close-panel
            aria-label={view.t('ui.close')}
            title={view.t('ui.close')}
          >
            <Icon name="close" />
          </a>
        </div>
        {children}
      </section>
    )
  }
  return (
    <Shell view={view} title={heading} main="editor" styles={['css/staff.css']}>
      <CourseHead view={view} course={course} current={urls.outline(course.id)} mayEdit />
      <section class="panel">
        <h2>{heading}</h2>
        {children}
      </section>
    </Shell>
  )
}
