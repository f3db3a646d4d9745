import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import type { Learning } from '../home/learner-home'
import { YourCourses } from '../home/learner-lists'
import { Document } from '../layouts/document'
import { LanguageChoice } from '../layouts/language-choice'
import { Mark } from '../layouts/mark'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Pager } from '../ui/pager'
import type { View } from '../view'

type CataloguePageProps = {
  view: View
  courses: {
    id: string
    title: string
    summary: string
    pictureId: string | null
    category: string | null
    expectedHours: number | null
    joining: 'staff' | 'code' | 'open' | 'request'
    /** The reader's own; null where they are not in it. */
    role: 'instructor' | 'assistant' | 'learner' | 'observer' | null
  }[]
  categories: { id: string; name: string; courses: number }[]
  /** What one learns already, above a catalogue that is not searched. */
  learning: Learning[]
  next: string | null
  filter: { words?: string; categoryId?: string }
}

export function CataloguePage(props: CataloguePageProps) {
  const { view, courses, categories, learning, next, filter } = props
  const { t } = view
  const hasOwn = learning.length > 0
  const query = (more: Record<string, string>) => {
    const words = new URLSearchParams({ ...(filter.words ? { q: filter.words } : {}), ...more })
    return words.size ? `${urls.catalogue()}?${words}` : urls.catalogue()
  }
  return (
    <Frame view={view} title={t('catalogue.title')}>
      <header class="head-line">
        <h1>{t(hasOwn ? 'courses.title' : 'catalogue.title')}</h1>
        {view.actor && (
          <LinkButton href={urls.join()} icon="key">
            {t('catalogue.haveCode')}
          </LinkButton>
        )}
      </header>
      {hasOwn && (
        <div class="own-courses">
          <YourCourses view={view} courses={learning} />
        </div>
      )}
      {hasOwn && <h2>{t('catalogue.title')}</h2>}
      <form class="find" role="search" aria-label={t('catalogue.search')} action={urls.catalogue()} method="get">
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
        {filter.categoryId && <input type="hidden" name="category" value={filter.categoryId} />}
        <Button icon="search">{t('catalogue.find')}</Button>
      </form>
      {categories.length > 0 && (
        <nav class="chips" aria-label={t('catalogue.categories')}>
          <a href={query({})} aria-current={filter.categoryId ? undefined : 'true'}>
            {t('catalogue.all')}
          </a>
          {categories.map(({ id, name, courses }) => (
            <a href={query({ category: id })} aria-current={filter.categoryId === id ? 'true' : undefined}>
              <bdi>{name}</bdi> <span class="num muted">{courses}</span>
            </a>
          ))}
        </nav>
      )}
      {courses.length === 0 ? (
        <Empty
          drawing="search"
          sentence={t(filter.words ? 'catalogue.nothingFound' : hasOwn ? 'catalogue.allYours' : 'catalogue.empty')}
        >
          {(filter.words || filter.categoryId) && (
            <LinkButton href={urls.catalogue()}>{t('catalogue.showAll')}</LinkButton>
          )}
        </Empty>
      ) : (
        <div class="cards">
          {courses.map((course) => (
            <Card
              href={urls.course(course.id)}
              title={<bdi>{course.title}</bdi>}
              picture={course.pictureId && urls.media(course.pictureId)}
              seed={course.id}
            >
              {course.summary && (
                <p class="clamp" dir="auto">
                  {course.summary}
                </p>
              )}
              <p class="card-foot">
                {course.role ? (
                  <Chip meaning="good">
                    {t(course.role === 'instructor' ? 'catalogue.teaching' : 'catalogue.enrolled')}
                  </Chip>
                ) : (
                  <Chip icon={course.joining === 'open' ? 'door' : course.joining === 'code' ? 'key' : 'person'}>
                    {t(`catalogue.joining.${course.joining}`)}
                  </Chip>
                )}
                {course.expectedHours && (
                  <Chip icon="clock">{t('courses.aboutHours', { hours: course.expectedHours })}</Chip>
                )}
                {course.category && <Chip>{course.category}</Chip>}
              </p>
            </Card>
          ))}
        </div>
      )}
      <Pager
        view={view}
        next={next && query({ ...(filter.categoryId ? { category: filter.categoryId } : {}), after: next })}
      />
    </Frame>
  )
}

function Frame({ view, title, children }: { view: View; title: string; children?: Child }) {
  if (view.actor) {
    return (
      <Shell view={view} title={title} width="wide" styles={['css/course.css']}>
        {children}
      </Shell>
    )
  }
  return (
    <Document view={view} title={title} description={title} class="open" styles={['css/course.css']}>
      <header class="top">
        <Mark organization={view.organization} href={urls.catalogue()} />
        <div class="top-end">
          <LinkButton small href={urls.signIn(view.path)}>
            {view.t('courses.signIn')}
          </LinkButton>
        </div>
      </header>
      <div class="page">
        <main id="main" tabindex={-1} class="wide">
          {children}
          <LanguageChoice view={view} />
        </main>
      </div>
    </Document>
  )
}
