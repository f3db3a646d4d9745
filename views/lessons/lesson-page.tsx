import type { ReadLesson } from '../../worker/domain/lessons'
import type { FormState } from '../../worker/http/form'
import type { AssetName } from '../../worker/lib/assets'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { SeeAsLearner } from '../organization/see-as-learner'
import { sayClause } from '../rules/say-rule'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { duration } from '../ui/time'
import type { View } from '../view'
import { LessonBlocks } from './blocks'
import { CoursePath, CoursePathButton } from './course-path'
import { mediaMapOf } from './media-map'
import { NoteForm } from './note-form'
import { ReportForm } from './report-form'
import { sayCompletion } from './say-completion'

type LessonPageProps = {
  view: View
  page: ReadLesson
  embedHosts: string[]
  /** Staff who see it as a learner would. */
  asLearner?: boolean
  /** Its authors look at changes that learners do not see yet. */
  draft?: boolean
  report?: FormState
  note?: FormState
}

/** The reader of documents is dressed only where there is one. */
const sheetsFor = (blocks: ReadLesson['blocks']): AssetName[] =>
  blocks.some(({ kind }) => kind === 'document') ? ['css/reading.css', 'css/document.css'] : ['css/reading.css']

/** Nothing but the lesson; beside it the path, at its end the way on. */
export function LessonPage({
  view,
  page,
  embedHosts,
  asLearner = false,
  draft = false,
  report,
  note,
}: LessonPageProps) {
  const { t } = view
  const { access, blocks } = page
  const { item, module, course, outline } = access
  const suffix = asLearner ? '?as=learner' : ''
  const isReader = access.as === 'learner' && access.enrollment?.role === 'learner' && !access.isReadOnly
  const isLocked = access.lock.length > 0
  const resume = isReader && !isLocked ? page.resume : {}
  const counts = isReader && !isLocked
  return (
    <Shell
      view={view}
      title={item.title}
      main="course reading-page"
      serif
      styles={sheetsFor(blocks)}
      scripts={['js/reading.js']}
    >
      {outline.enrollment?.role === 'learner' && (
        <progress class="line thin" max="100" value={outline.percent} aria-label={t('lessons.progress')} />
      )}
      <CoursePath view={view} outline={outline} here={item.id} suffix={suffix} />
      <article
        class="lesson"
        lang={course.locale || undefined}
        data-lesson={item.id}
        data-beats={counts ? urls.lessonBeats(item.id) : undefined}
        data-scroll={resume.scroll ? String(resume.scroll) : undefined}
        data-videos={placesOf(resume.videos)}
        data-pages={placesOf(resume.pages)}
        data-done={t('lessons.doneNow')}
        data-here={t('lessons.resumed')}
      >
        {(access.as === 'staff' || asLearner) && (
          <StaffBar view={view} page={page} asLearner={asLearner} draft={draft} />
        )}
        <header>
          <div class="spread lesson-place">
            <span class="small muted">
              <bdi>{module.title}</bdi> · {t('lessons.place', { number: item.number, all: outline.items.length })}
            </span>
            <CoursePathButton view={view} />
          </div>
          <h1>
            <bdi>{item.title}</bdi>
          </h1>
          <div class="cluster">
            {item.expectedMinutes !== null && <Chip icon="clock">{duration(view, item.expectedMinutes * 60)}</Chip>}
            <LessonState view={view} state={item.state} completion={sayCompletion(view, item.completion)} />
          </div>
          {item.overrideReason && <p class="small muted">{t('lessons.byHand', { reason: item.overrideReason })}</p>}
        </header>
        {isLocked ? (
          <Notice meaning="attention">
            <p>
              <strong>{t('lessons.locked')}</strong>
            </p>
            {access.lock.map((clause) => (
              <p>{sayClause(view, clause)}.</p>
            ))}
          </Notice>
        ) : blocks.length === 0 ? (
          <p class="muted">{t('lessons.nothingYet')}</p>
        ) : (
          <div class="prose" dir="auto">
            <LessonBlocks
              view={view}
              blocks={blocks}
              media={mediaMapOf(view.locale, page.files, page.tracks)}
              embedHosts={embedHosts}
            />
          </div>
        )}
        {counts && item.state !== 'done' && (
          <template id="lesson-done">
            <Chip meaning="good">{t('lessons.isDone')}</Chip>
          </template>
        )}
        <WayOn view={view} page={page} suffix={suffix} counts={counts} />
        {!isLocked && !asLearner && (
          <aside class="margin no-print" aria-label={t('lessons.aside')}>
            <NoteForm view={view} itemId={item.id} note={page.note} form={note} />
            <ReportForm view={view} itemId={item.id} version={page.versionNumber} parts={page.parts} form={report} />
          </aside>
        )}
      </article>
    </Shell>
  )
}

const placesOf = (places: Record<string, number> = {}) =>
  Object.keys(places).length ? JSON.stringify(places) : undefined

type LessonStateProps = { view: View; state: ReadLesson['access']['item']['state']; completion: string }

/** Done, or what makes it so; reading.ts changes it when the last bit was done. */
function LessonState({ view, state, completion }: LessonStateProps) {
  return (
    <span id="lesson-state">
      {state === 'done' ? (
        <Chip meaning="good">{view.t('lessons.isDone')}</Chip>
      ) : (
        <Chip icon="circle">{completion}</Chip>
      )}
    </span>
  )
}

type StaffBarProps = { view: View; page: ReadLesson; asLearner: boolean; draft: boolean }

function StaffBar({ view, page, asLearner, draft }: StaffBarProps) {
  const { t } = view
  const { item } = page.access
  return (
    <div class="staff-bar no-print" role="group" aria-label={t('lessons.staff')}>
      <span class="small">
        {draft
          ? t('lessons.draftShown')
          : asLearner
            ? t('lessons.asLearner')
            : t(item.publishedAt ? 'lessons.isPublished' : 'lessons.isDraft')}
        {!draft && page.hasDraft && ` ${t('lessons.changesWait')}`}
      </span>
      <span class="cluster">
        {asLearner ? (
          <LinkButton small kind="quiet" icon="eye-off" href={urls.lesson(item.id)}>
            {t('lessons.asStaff')}
          </LinkButton>
        ) : (
          <SeeAsLearner view={view} small kind="quiet" icon="eye" href={`${urls.lesson(item.id)}?as=learner`}>
            {t('lessons.seeAsLearner')}
          </SeeAsLearner>
        )}
        <LinkButton small icon="edit" href={urls.lessonEdit(item.id)}>
          {t('lessons.edit')}
        </LinkButton>
      </span>
    </div>
  )
}

type WayOnProps = { view: View; page: ReadLesson; suffix: string; counts: boolean }

function WayOn({ view, page, suffix, counts }: WayOnProps) {
  const { t } = view
  const { item, previous, next, course } = page.access
  const marks = counts && item.completion.kind === 'marked' && item.state !== 'done'
  const onward = (next ? urls.itemOfKind(next.kind, next.id) : urls.course(course.id)) + suffix
  return (
    <footer class="way-on">
      <nav class="next" aria-label={t('lessons.wayOn')}>
        {previous ? (
          <a class="way back" href={urls.itemOfKind(previous.kind, previous.id) + suffix} rel="prev">
            <span class="small muted">{t('lessons.previous')}</span>
            <span>
              <Icon name="arrow-left" />
              <bdi>{previous.title}</bdi>
            </span>
          </a>
        ) : (
          <span />
        )}
        {counts ? (
          <form method="post" action={marks ? urls.lessonCompletion(item.id) : urls.lessonNext(item.id)}>
            <button type="submit" class="way on">
              <NextWords view={view} page={page} marks={marks} />
            </button>
          </form>
        ) : (
          <a class="way on" href={onward} rel="next">
            <NextWords view={view} page={page} />
          </a>
        )}
      </nav>
      {marks && (
        <p class="small way-past">
          <a href={onward}>{t('lessons.goOnOnly')}</a>
        </p>
      )}
    </footer>
  )
}

type NextWordsProps = { view: View; page: ReadLesson; marks?: boolean }

function NextWords({ view, page, marks = false }: NextWordsProps) {
  const { course } = page.access
  const next = page.completesCourse ? null : page.access.next
  const words = page.completesCourse
    ? 'lessons.courseDone'
    : marks
      ? 'lessons.markDoneNext'
      : next
        ? 'lessons.next'
        : 'lessons.backTo'
  return (
    <>
      <span class="small">{view.t(words)}</span>
      <span>
        <bdi>{next ? next.title : course.title}</bdi>
        <Icon name="arrow-right" />
      </span>
    </>
  )
}
