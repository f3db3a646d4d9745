import type { SurveyPeople } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import type { View } from '../view'

type Props = { view: View; found: SurveyPeople }

/** Who has answered a survey and who has not: to remind them, and nothing more where it is anonymous. */
export function SurveyPeoplePage({ view, found }: Props) {
  const { item, course, quiz, rows, people, answered, next } = found
  const { t } = view
  const isNamed = quiz.survey === 'named'
  return (
    <Shell view={view} title={t('surveys.peopleOf', { title: item.title })} styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
          { href: urls.surveyResults(item.id), label: t('surveys.results') },
        ]}
      />
      <h1>{t('surveys.people')}</h1>
      <p class="muted above-small">
        {t('surveys.answeredOf', { n: answered, all: people })} {!isNamed && t('surveys.peopleAnonymous')}
      </p>
      {rows.length === 0 ? (
        <Empty drawing="page" sentence={t('surveys.nobody')} small />
      ) : (
        <Table
          label={t('surveys.people')}
          lines={rows}
          columns={[
            { head: t('surveys.name'), cell: ({ name }) => <bdi>{name}</bdi> },
            {
              head: t('surveys.state'),
              cell: ({ hasAnswered }) =>
                hasAnswered ? (
                  <Chip meaning="good" icon="check">
                    {t('surveys.hasAnswered')}
                  </Chip>
                ) : (
                  <Chip>{t('surveys.notYet')}</Chip>
                ),
            },
            ...(isNamed
              ? [
                  {
                    head: t('surveys.answers'),
                    hidden: true,
                    cell: ({ attemptId, name }: (typeof rows)[number]) =>
                      attemptId ? (
                        <LinkButton small href={urls.attempt(attemptId)} aria-label={t('surveys.answersOf', { name })}>
                          {t('surveys.read')}
                        </LinkButton>
                      ) : null,
                  },
                ]
              : []),
          ]}
        />
      )}
      <Pager view={view} next={next && urls.surveyPeople(item.id, next)} />
    </Shell>
  )
}
