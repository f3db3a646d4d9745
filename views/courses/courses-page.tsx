import { can } from '../../worker/domain/policy'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { ProgressCell } from '../ui/progress'
import { Table } from '../ui/table'
import { Tabs } from '../ui/tabs'
import { Tag } from '../ui/tag'
import type { View } from '../view'

const shelves = ['current', 'draft', 'archived', 'bin'] as const
type Shelf = (typeof shelves)[number]

type CourseLine = {
  id: string
  title: string
  publishedAt: number | null
  category: string | null
  learners: number
  percent: number | null
  requests: number
  toMark: number
}

type CoursesPageProps = {
  view: View
  courses: CourseLine[]
  next: string | null
  filter: { shelf?: Shelf; words?: string }
  mayCreate: boolean
  /** What was typed as a title, and what was wrong with it. */
  typed?: string
  error?: string
}

export function CoursesPage({ view, courses, next, filter, mayCreate, typed, error }: CoursesPageProps) {
  const { t } = view
  const shelf = filter.shelf ?? 'current'
  const mayEdit = (courseId: string) => can(view.actor, 'course.edit', { courseId })
  const href = (one: Shelf, more: Record<string, string> = {}) => {
    const words = new URLSearchParams({ ...(one === 'current' ? {} : { shelf: one }), ...more })
    return words.size ? `${urls.courses()}?${words}` : urls.courses()
  }
  const kept: Record<string, string> = filter.words ? { q: filter.words } : {}
  return (
    <Shell view={view} title={t('courses.title')} width="wide" styles={['css/staff.css']}>
      <header class="head-line">
        <h1>{t('courses.title')}</h1>
        <div class="buttons">
          {mayCreate && (
            <LinkButton href={urls.newImport()} icon="upload">
              {t('imports.newTitle')}
            </LinkButton>
          )}
          {can(view.actor, 'bank.read', { courseId: null }) && (
            <LinkButton href={urls.banks()}>{t('banks.title')}</LinkButton>
          )}
          <LinkButton href={urls.catalogue()}>{t('catalogue.title')}</LinkButton>
        </div>
      </header>
      {mayCreate && <NewCourse view={view} typed={typed} error={error} />}
      <Tabs
        label={t('courses.shelves')}
        current={href(shelf)}
        tabs={shelves.map((one) => ({ href: href(one), label: t(`courses.shelf.${one}`) }))}
      />
      <form class="find" role="search" aria-label={t('catalogue.search')} action={urls.courses()} method="get">
        {shelf !== 'current' && <input type="hidden" name="shelf" value={shelf} />}
        <input
          type="search"
          name="q"
          class="input"
          value={filter.words}
          maxlength={200}
          dir="auto"
          placeholder={t('catalogue.search')}
          aria-label={t('catalogue.search')}
        />
        <Button icon="search">{t('catalogue.find')}</Button>
      </form>
      {courses.length === 0 ? (
        <Empty drawing="books" sentence={t(filter.words ? 'catalogue.nothingFound' : `courses.none.${shelf}`)} />
      ) : (
        <Table
          label={t('courses.title')}
          lines={courses}
          idOf={({ id }) => `course-${id}`}
          columns={[
            {
              head: t('courses.course'),
              cell: (course) =>
                shelf === 'bin' ? (
                  <bdi>{course.title}</bdi>
                ) : (
                  <a href={mayEdit(course.id) ? urls.outline(course.id) : urls.course(course.id)}>
                    <bdi>{course.title}</bdi>
                  </a>
                ),
            },
            {
              head: t('courses.state'),
              cell: ({ publishedAt }) =>
                publishedAt ? <Tag tone="good">{t('courses.published')}</Tag> : <Tag>{t('courses.draft')}</Tag>,
            },
            { head: t('courses.category'), cell: ({ category }) => category ?? '' },
            {
              head: t('courses.learners'),
              align: 'end',
              cell: ({ learners }) => <span class="num">{number(view, learners)}</span>,
            },
            {
              head: t('courses.progress'),
              cell: ({ learners, percent, title }) =>
                learners > 0 && (
                  <ProgressCell
                    view={view}
                    value={(percent ?? 0) / 100}
                    label={t('courses.progressIn', { course: title })}
                  />
                ),
            },
            {
              head: t('courses.waiting'),
              cell: ({ requests, toMark, id }) =>
                requests + toMark > 0 && (
                  <span class="waiting">
                    {toMark > 0 && (
                      <a href={urls.marking(id)}>
                        <Chip meaning="attention" icon="assignment">
                          {t('courses.toMark', { n: toMark })}
                        </Chip>
                      </a>
                    )}
                    {requests > 0 && (
                      <a href={urls.course(id)}>
                        <Chip meaning="attention" icon="person-plus">
                          {t('courses.asking', { n: requests })}
                        </Chip>
                      </a>
                    )}
                  </span>
                ),
            },
            {
              head: t('courses.actions'),
              hidden: true,
              cell: (course) => <Acts view={view} course={course} shelf={shelf} />,
            },
          ]}
        />
      )}
      <Pager view={view} next={next && href(shelf, { ...kept, after: next })} />
    </Shell>
  )
}

function Acts({ view: { t }, course, shelf }: { view: View; course: CourseLine; shelf: Shelf }) {
  if (shelf === 'bin') {
    return (
      <Form action={urls.courseRestoration(course.id)}>
        <Button small icon="undo" aria-label={t('courses.restoreWhat', { title: course.title })}>
          {t('courses.restore')}
        </Button>
      </Form>
    )
  }
  if (shelf === 'archived') {
    return (
      <Form action={urls.courseArchive(course.id)} method="delete">
        <Button small icon="restore" aria-label={t('courses.bringBackWhat', { title: course.title })}>
          {t('courses.bringBack')}
        </Button>
      </Form>
    )
  }
  return (
    <Form action={urls.courseArchive(course.id)}>
      <Button small kind="quiet" icon="archive" aria-label={t('courses.archiveWhat', { title: course.title })}>
        {t('courses.archive')}
      </Button>
    </Form>
  )
}

/** A course is made from one field. */
function NewCourse({ view, typed, error }: { view: View; typed?: string; error?: string }) {
  const { t } = view
  return (
    <Form action={urls.courses()} once={view.once} class="new-course">
      <input type="hidden" name="id" value={newId()} />
      <input
        id="title"
        name="title"
        class="input"
        maxlength={200}
        dir="auto"
        autocomplete="off"
        value={typed}
        placeholder={t('courses.newPlaceholder')}
        aria-label={t('courses.newTitleOf')}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'title-error' : undefined}
      />
      <Button kind="primary" icon="plus">
        {t('courses.create')}
      </Button>
      {error && (
        <p class="hint problem" id="title-error">
          <Icon name="problem" />
          {error}
        </p>
      )}
    </Form>
  )
}
