import type { AttemptPage } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { GivenAnswer } from '../quizzes/given-answer'
import { Inline, splitPrompt } from '../quizzes/prompt'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; page: AttemptPage }

/** A survey that was handed in: thanks, and where it has names, what was said. */
export function AnsweredPage({ view, page }: Props) {
  const { attempt, item, course, quiz, learner, as, questions } = page
  const isOwn = as === 'learner'
  return (
    <Shell view={view} title={item.title} main="quiz" styles={['css/quiz.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
        ]}
      />
      {isOwn ? (
        <section class="outcome info">
          <Icon name="check-circle" />
          <div>
            <h1>{view.t('surveys.thanks')}</h1>
            <p>{view.t(quiz.survey === 'anonymous' ? 'surveys.givenAway' : 'surveys.givenNamed')}</p>
            <div class="buttons">
              <LinkButton href={urls.course(course.id)} kind="primary" iconAfter="arrow-right">
                {view.t('quizzes.backToCourse')}
              </LinkButton>
            </div>
          </div>
        </section>
      ) : (
        <>
          <h1>
            <bdi>{learner.name}</bdi>
          </h1>
          <p class="small muted">
            <Time view={view} at={attempt.submittedAt ?? view.now} />
          </p>
        </>
      )}
      {questions.length > 0 && (
        <section class="section far-above">
          <h2>{view.t(isOwn ? 'surveys.yourAnswers' : 'surveys.answers')}</h2>
          {questions.map((question) => (
            <section class="result">
              <h3>
                <span class="muted num">{number(view, question.number)}.</span>{' '}
                <Inline text={splitPrompt(question.question.body.prompt).first} />
              </h3>
              {question.isAnswered ? (
                <GivenAnswer view={view} question={question} />
              ) : (
                <p class="muted">{view.t('quizzes.notAnswered')}</p>
              )}
            </section>
          ))}
        </section>
      )}
    </Shell>
  )
}
