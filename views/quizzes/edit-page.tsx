import type { QuizToEdit } from '../../worker/domain/quizzes'
import { questionKindNames } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { PublishItem } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { Inline, splitPrompt } from './prompt'
import { QuestionForm, type QuestionFormProps } from './question-form'
import { QuestionPreview } from './question-preview'
import { type QuizSettingsForm, SettingsForm } from './settings-form'

export type QuizEditPageProps = {
  view: View
  quiz: QuizToEdit
  /** The question that is being written; `questionId` null is a new one. */
  open: Pick<QuestionFormProps, 'questionId' | 'values' | 'errors'> | null
  settings: QuizSettingsForm
  /** What was refused, in a sentence. */
  problem?: string
  /** The button that keeps the focus: `up-<question>`. */
  focus?: string
}

/** The whole quiz on one page: its questions in order, each written in its place, and how it is taken. */
export function QuizEditPage({ view, quiz: page, open, settings, problem, focus = '' }: QuizEditPageProps) {
  const { item, course, questions, attempts, removed } = page
  const points = questions.reduce((sum, row) => sum + row.points, 0)
  return (
    <Shell
      view={view}
      title={view.t('quizzes.editOf', { title: item.title })}
      main="quiz-editor"
      styles={['css/quiz.css', 'css/editing.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.outline(course.id), label: view.t('courses.outline') },
        ]}
      />
      <div class="page-head">
        <div>
          <h1>{item.title}</h1>
          <p>{view.t('quizzes.size', { questions: questions.length, points })}</p>
        </div>
        <span class="cluster">
          <LinkButton href={urls.quiz(item.id)} icon="eye">
            {view.t('quizzes.look')}
          </LinkButton>
          {questions.length > 0 && <PublishItem view={view} item={item} />}
        </span>
      </div>
      {!item.publishedAt && (
        <p class="small muted above-small">
          {view.t('lessons.isDraft')} {questions.length === 0 && view.t('quizzes.emptyQuiz')}
        </p>
      )}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {attempts > 0 && <Notice>{view.t('quizzes.versionsNotice', { n: attempts })}</Notice>}
      {questions.length === 0 && !open && <Empty drawing="page" sentence={view.t('quizzes.noQuestions')} small />}
      <ol class="question-cards" role="list">
        {questions.map((row, i) => (
          <li id={row.questionId} class="question-card">
            {open?.questionId === row.questionId ? (
              <QuestionForm
                view={view}
                action={urls.quizQuestion(item.id, row.questionId)}
                cancel={urls.quizEdit(item.id)}
                {...open}
              />
            ) : (
              <QuestionPreview
                view={view}
                itemId={item.id}
                row={row}
                place={i + 1}
                last={questions.length}
                focus={focus}
              />
            )}
          </li>
        ))}
        {open?.questionId === null && (
          <li class="question-card" id={`new-${String(open.values.kind)}`}>
            <QuestionForm view={view} action={urls.quizQuestions(item.id)} cancel={urls.quizEdit(item.id)} {...open} />
          </li>
        )}
      </ol>
      <section class="section far-above">
        <h2>{view.t('quizzes.addQuestion')}</h2>
        <div class="buttons">
          {questionKindNames.map((kind) => (
            <LinkButton href={urls.quizEdit(item.id, `new-${kind}`)} icon="plus">
              {view.t(`quizzes.kind.${kind}`)}
            </LinkButton>
          ))}
        </div>
        <div class="buttons above">
          <LinkButton href={urls.newQuestionImport(item.id)} icon="upload">
            {view.t('imports.questionsTitle')}
          </LinkButton>
          {questions.length > 0 && (
            <LinkButton href={urls.questionExports(item.id)} icon="download">
              {view.t('imports.exportTitle')}
            </LinkButton>
          )}
        </div>
      </section>
      <Removed view={view} itemId={item.id} removed={removed} />
      <section class="section far-above">
        <h2>{view.t('quizzes.settings')}</h2>
        <SettingsForm view={view} itemId={item.id} zone={page.zone} form={settings} />
      </section>
    </Shell>
  )
}

function Removed({ view, itemId, removed }: { view: View; itemId: string; removed: QuizToEdit['removed'] }) {
  if (!removed.length) return null
  return (
    <details class="removed far-above">
      <summary>{view.t('quizzes.removed', { n: removed.length })}</summary>
      <ul class="rows" role="list">
        {removed.map(({ questionId, body }) => (
          <li>
            <span>
              <Inline text={splitPrompt((body as { prompt: string }).prompt).first || view.t('quizzes.questions')} />
            </span>
            <Form action={urls.quizQuestionRemoval(itemId, questionId)} method="delete">
              <Button small icon="undo">
                {view.t('quizzes.putBack')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  )
}
