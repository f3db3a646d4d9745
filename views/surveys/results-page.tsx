import type { SurveyQuestion, SurveyResults } from '../../worker/domain/quizzes'
import { leastShown } from '../../worker/lib/survey'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Passage } from '../quizzes/passage'
import { Inline, Prose, splitPrompt } from '../quizzes/prompt'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Figures } from '../ui/figures'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import { ChoiceChart } from './choice-chart'
import { ScaleChart } from './scale-chart'

type Props = { view: View; found: SurveyResults }

/** What was answered in a survey, question by question; nothing that fewer than five have said. */
export function SurveyResultsPage({ view, found }: Props) {
  const { item, course, quiz, questions, people, answered, waiting } = found
  const { t } = view
  const isAnonymous = quiz.survey === 'anonymous'
  return (
    <Shell
      view={view}
      title={t('surveys.resultsOf', { title: item.title })}
      styles={['css/staff.css', 'css/survey.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
        ]}
      />
      <div class="page-head">
        <div>
          <h1>{t('surveys.results')}</h1>
          <p class="muted above-small">{t(isAnonymous ? 'surveys.resultsAnonymous' : 'surveys.resultsNamed')}</p>
        </div>
        <span class="cluster">
          <LinkButton href={urls.surveyPeople(item.id)}>{t('surveys.people')}</LinkButton>
          {questions.some(({ isShown }) => isShown) && (
            <LinkButton href={urls.surveyFile(item.id)} icon="download">
              {t('surveys.file')}
            </LinkButton>
          )}
        </span>
      </div>
      <Figures
        figures={[
          { value: number(view, answered), meaning: t('surveys.haveAnswered', { n: answered }) },
          { value: number(view, people), meaning: t('surveys.learners', { n: people }) },
        ]}
      />
      {waiting > 0 && (
        <Notice meaning="info">
          <p>{t('surveys.waiting', { n: waiting, least: leastShown })}</p>
        </Notice>
      )}
      {questions.length === 0 ? (
        <Empty drawing="page" sentence={t('surveys.isEmpty')} small />
      ) : (
        <ol class="survey-results" role="list">
          {questions.map((one, i) => (
            <li>
              <Answered view={view} line={one} n={i + 1} />
            </li>
          ))}
        </ol>
      )}
    </Shell>
  )
}

type OneProps = { view: View; line: SurveyQuestion; n: number }

function Answered({ view, line, n }: OneProps) {
  const { question, answered, isShown, isOld } = line
  const { first, rest } = splitPrompt(question.body.prompt)
  const id = `result-${n}`
  return (
    <section class="survey-result" aria-labelledby={id}>
      <h2 id={id}>
        <span class="muted num">{number(view, n)}.</span>{' '}
        {first ? <Inline text={first} /> : view.t('quizzes.question', { n })}
      </h2>
      <Passage view={view} text={question.body.passage} name={`t${n}`} />
      <Prose text={rest} name={`r${n}`} />
      <p class="small muted">
        {view.t('surveys.answersToIt', { n: answered })} {isOld && <Tag>{view.t('surveys.isOld')}</Tag>}
      </p>
      {isShown ? (
        <Shown view={view} line={line} n={n} />
      ) : (
        <p class="muted">{view.t('surveys.tooFew', { least: leastShown })}</p>
      )}
    </section>
  )
}

function Shown({ view, line, n }: OneProps) {
  const { question } = line
  if (question.kind === 'likert')
    return <ScaleChart view={view} body={question.body} tallies={line.tallies} label={`result-${n}`} />
  if (question.kind === 'single-choice' || question.kind === 'multiple-choice')
    return <ChoiceChart view={view} choices={question.body.choices} line={line} label={`result-${n}`} />
  return (
    <>
      <ul class="survey-said" role="list">
        {line.texts.map((text) => (
          <li class="pre-line" dir="auto">
            {text}
          </li>
        ))}
      </ul>
      {line.answered > line.texts.length && (
        <p class="small muted">{view.t('surveys.moreInFile', { n: line.texts.length, all: line.answered })}</p>
      )}
    </>
  )
}
