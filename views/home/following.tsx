import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { Section } from './home-section'

export type Observed = { id: string; name: string; photoId: string | null; going: number; completed: number }

type Props = {
  view: View
  observed: Observed[]
  /** It is what the page is about: then its button is the page's. */
  alone?: boolean
}

/** The learners whom somebody follows; the way to how they are getting on. */
export function Following({ view, observed, alone }: Props) {
  const { t } = view
  const [first] = observed
  if (!first) return null
  const isOne = observed.length === 1
  return (
    <Section heading={t('observed.title')}>
      <Rows>
        {observed.map(({ id, name, photoId, going, completed }) => (
          <Row
            href={urls.observedLearner(id)}
            title={<Person name={name} photo={photoId && urls.media(photoId)} />}
            below={t('home.coursesOf', { going, completed })}
          />
        ))}
      </Rows>
      {alone && (
        <div class="buttons above">
          <LinkButton
            kind="primary"
            iconAfter="arrow-right"
            href={isOne ? urls.observedLearner(first.id) : urls.observed()}
          >
            {isOne ? t('home.seeHow', { name: first.name }) : t('home.seeHowAll')}
          </LinkButton>
          <LinkButton kind="quiet" href={urls.catalogue()}>
            {t('home.findOwnCourse')}
          </LinkButton>
        </div>
      )}
    </Section>
  )
}
