import type { WorkReviewsPage as Reviews, WorkReview } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { sayParticipants } from '../assignments/participant'
import { scriptsForPreviews, sheetsForPreviews } from '../assignments/previews'
import { Work } from '../assignments/work'
import { Shell } from '../layouts/shell'
import { RubricShown } from '../rubrics/rubric-shown'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import { SelectField } from '../ui/select'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; found: Reviews; errors?: Record<string, string> }

/** One work and everything that peers said of it, for those who mark. */
export function WorkReviewsPage({ view, found, errors = {} }: Props) {
  const { page, reviews, people, round } = found
  const { item, course, submission, files, learner, participants } = page
  const { t } = view
  const name = participants ? sayParticipants(view, participants) : (page.groupName ?? learner.name)
  return (
    <Shell
      view={view}
      title={t('peers.reviewsOf', { name, title: item.title })}
      width="wide"
      main="marking"
      styles={['css/work.css', 'css/staff.css', ...sheetsForPreviews(files)]}
      scripts={[...scriptsForPreviews(files)]}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.assignment(item.id), label: item.title },
          { href: urls.peers(item.id), label: t('peers.title') },
        ]}
      />
      <div class="spread">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <LinkButton href={urls.submissionMarking(submission.id)} icon="checklist">
          {t('peers.markYourself')}
        </LinkButton>
      </div>
      <p class="muted above-small">{t('peers.yourMarkWins')}</p>
      <ErrorSummary view={view} errors={errors} />
      <div class="marking-columns above">
        <section aria-labelledby="work-title">
          <h2 id="work-title">{t('marking.work')}</h2>
          <Work view={view} submission={submission} files={files} whole />
        </section>
        <section aria-labelledby="reviews-title">
          <h2 id="reviews-title">{t('peers.reviewsTitle', { n: reviews.length })}</h2>
          {reviews.map((review) => (
            <Review view={view} found={found} review={review} />
          ))}
          {round && people.length > 0 && (
            <Form action={urls.workReviews(submission.id)} class="above">
              <SelectField
                name="reviewerId"
                label={t('peers.askSomebody')}
                value=""
                empty={t('peers.choose')}
                error={errors.reviewerId}
                options={people.map((one) => ({ value: one.id, label: sayPerson(view, one) }))}
              />
              <div class="buttons above">
                <Button icon="plus">{t('peers.ask')}</Button>
              </div>
            </Form>
          )}
        </section>
      </div>
    </Shell>
  )
}

type Somebody = { name: string | null; participant: number | null; open?: number }
const sayName = (view: View, { name, participant }: Somebody) =>
  name ?? sayParticipants(view, participant ? [participant] : [])
const sayPerson = (view: View, one: Somebody) =>
  view.t('peers.withOpen', { name: sayName(view, one), n: one.open ?? 0 })

function Review({ view, found, review }: Props & { review: WorkReview }) {
  const { page, people } = found
  const { t } = view
  const itemId = page.item.id
  const { given, version, doneAt, excludedAt } = review
  const name = sayName(view, review)
  return (
    <article class="receipt above">
      <h3 class="spread">
        <bdi>{name}</bdi>
        {doneAt === null ? (
          <Chip>{t(review.isBegun ? 'peers.state.begun' : 'peers.state.open')}</Chip>
        ) : excludedAt !== null ? (
          <Chip meaning="attention">{t('peers.state.excluded')}</Chip>
        ) : (
          review.points !== null && (
            <span class="num">
              {t('peers.pointsOf', {
                points: number(view, review.points),
                most: number(view, page.item.maxPoints ?? 100),
              })}
            </span>
          )
        )}
      </h3>
      <p class="small muted cluster">
        {doneAt !== null && <Time view={view} at={doneAt} as={page.participants ? 'day' : 'full'} />}
        {review.byHand && <span>{t('peers.byHand')}</span>}
        {review.distance !== null && <span>{t('peers.isAway', { n: number(view, review.distance) })}</span>}
      </p>
      {given?.comment && (
        <div class="comment pre-line" dir="auto">
          {given.comment}
        </div>
      )}
      {given && version && given.choices.length > 0 && (
        <details class="task">
          <summary>{t('rubrics.how')}</summary>
          <RubricShown view={view} body={version.body} choices={given.choices} />
        </details>
      )}
      {doneAt !== null ? (
        <Form action={urls.reviewExclusion(itemId, review.id)} method={excludedAt === null ? 'post' : 'delete'}>
          <Button small kind="quiet">
            {t(excludedAt === null ? 'peers.exclude' : 'peers.include')}
            <span class="visually-hidden"> {name}</span>
          </Button>
        </Form>
      ) : (
        <details class="above-small">
          <summary>{t('peers.handOver')}</summary>
          <Form action={urls.reviewer(itemId, review.id)} method="put" class="cluster">
            <select class="input" name="reviewerId" aria-label={t('peers.handOverTo', { name })}>
              <option value="">{t('peers.nobody')}</option>
              {people.map((one) => (
                <option value={one.id}>{sayPerson(view, one)}</option>
              ))}
            </select>
            <Button small>{t('peers.handOver')}</Button>
          </Form>
        </details>
      )}
    </article>
  )
}
