import type { ReadLesson } from '../../worker/domain/lessons'
import type { FormState } from '../../worker/http/form'
import type { AssetName } from '../../worker/lib/assets'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { sayClause } from '../rules/say-rule'
import { Chip } from '../ui/chip'
import { Notice } from '../ui/notice'
import { duration } from '../ui/time'
import type { View } from '../view'
import { LessonBlocks } from './blocks'
import { CoursePath, CoursePathButton } from './course-path'
import { LessonState } from './lesson-state'
import { mediaMapOf } from './media-map'
import { NoteForm } from './note-form'
import { ReportForm } from './report-form'
import { sayCompletion } from './say-completion'
import { StaffBar } from './staff-bar'
import { WayOn } from './way-on'

type LessonPageProps = {
  view: View
  page: ReadLesson
  embedHosts: string[]
  /** Staff who see it as a learner would. */
  asLearner?: boolean
  /** Its authors look at changes that learners do not see yet. */
  draft?: boolean
  /** For browsers without a script: when this page was opened, signed. */
  opened?: string
  /** Seconds that are missing before a film counts as watched. */
  missing?: number
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
  opened,
  missing,
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
          <h1 dir="auto">{item.title}</h1>
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
        <WayOn view={view} page={page} suffix={suffix} counts={counts} opened={opened} missing={missing} />
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
