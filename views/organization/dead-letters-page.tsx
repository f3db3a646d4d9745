import type { DeadLetter } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { Row, Rows } from '../ui/rows'
import { humanAgo, Time } from '../ui/time'
import type { View } from '../view'
import { followedAct, readerTask } from './dead-letter-words'

type Props = { view: View; found: { letters: DeadLetter[]; next: string | null; hasOpen: boolean } }

/** What should have followed from an act and could not be done, with a button to try again. */
export function DeadLettersPage({ view, found }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('deadLetters.title')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.organization(), label: t('organization.title') }]} />
      <div class="page-head">
        <div>
          <h1>{t('deadLetters.title')}</h1>
          <p>{t('deadLetters.lead')}</p>
        </div>
        {found.hasOpen && (
          <Form action={urls.deadLetterTries()}>
            <Button kind="primary" icon="refresh">
              {t('deadLetters.retryAll')}
            </Button>
          </Form>
        )}
      </div>
      {found.letters.length === 0 ? (
        <Empty drawing="done" sentence={t('deadLetters.none')} />
      ) : (
        <Rows label={t('deadLetters.title')}>
          {found.letters.map((letter) => (
            <Letter view={view} letter={letter} />
          ))}
        </Rows>
      )}
      <Pager view={view} next={found.next && `${urls.deadLetters()}?after=${encodeURIComponent(found.next)}`} />
    </Shell>
  )
}

function Letter({ view, letter }: { view: View; letter: DeadLetter }) {
  const { person, subject } = letter
  return (
    <Row
      title={readerTask(view, letter.reader)}
      end={<End view={view} letter={letter} />}
      below={
        <>
          {followedAct(view, letter.event)}
          {person && (
            <>
              {' · '}
              <bdi>{person}</bdi>
            </>
          )}
          {subject && (
            <>
              {' · '}
              <bdi>{subject}</bdi>
            </>
          )}
          {' · '}
          <Time view={view} at={letter.actedAt} />
        </>
      }
    >
      {letter.resolvedAt === null && (
        <p class="small muted">
          {view.t('deadLetters.failed', { when: humanAgo(view, letter.at), error: letter.error })}
        </p>
      )}
    </Row>
  )
}

/** Done since, waiting to be tried, or open. */
function End({ view, letter }: { view: View; letter: DeadLetter }) {
  const { t } = view
  if (letter.resolvedAt !== null) return <Chip meaning="good">{t('deadLetters.resolved')}</Chip>
  if (letter.retriedAt !== null) return <Chip meaning="info">{t('deadLetters.waiting')}</Chip>
  return (
    <Form action={urls.deadLetterTry(letter.id)}>
      <Button small aria-label={`${t('deadLetters.retry')}: ${readerTask(view, letter.reader)}`}>
        {t('deadLetters.retry')}
      </Button>
    </Form>
  )
}
