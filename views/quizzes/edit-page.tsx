import type { QuizToEdit } from '../../worker/domain/quizzes'
import { isByHand, isQuestionKind, questionKindNames } from '../../worker/domain/quizzes/questions'
import { plainText } from '../../worker/lib/markdown'
import { isSurveyKind, surveyKinds } from '../../worker/lib/survey'
import { together } from '../../worker/lib/together'
import { urls } from '../../worker/urls'
import { PublishItem } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { SurveySettingsForm } from '../surveys/settings-form'
import { UseForm } from '../surveys/use-form'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { classes } from '../ui/classes'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { DrawCard } from './draw-card'
import { type OpenPassage, PassageCard, PassageForm } from './passage-fields'
import { Inline, splitPrompt } from './prompt'
import { QuestionForm, type QuestionFormProps } from './question-form'
import { QuestionPreview } from './question-preview'
import { first } from './questions/kind'
import { SectionCard } from './section-card'
import { type OpenSection, SectionForm } from './section-form'
import { type QuizSettingsForm, SettingsForm } from './settings-form'

export type QuizEditPageProps = {
  view: View
  quiz: QuizToEdit
  /** The question that is being written; `questionId` null is a new one. */
  open: Pick<QuestionFormProps, 'questionId' | 'values' | 'errors'> | null
  /** The section that is being written. */
  section?: OpenSection | null
  /** The text that is being written, with a question about it. */
  passage?: (OpenPassage & { questionId: string }) | null
  settings: QuizSettingsForm
  /** What was refused, in a sentence. */
  problem?: string
  /** The button that keeps the focus: `up-<question>`. */
  focus?: string
}

/** The whole quiz on one page: its questions in order, each written in its place, and how it is taken. */
export function QuizEditPage({
  view,
  quiz: page,
  open,
  section,
  passage,
  settings,
  problem,
  focus = '',
}: QuizEditPageProps) {
  const { item, course, quiz, questions, draws, sections, size, attempts, removed } = page
  const isSurvey = quiz.survey !== null
  const points =
    questions.reduce((sum, row) => sum + row.points, 0) + draws.reduce((sum, row) => sum + row.points * row.count, 0)
  const parts = partsOf(page)
  const passages = [...new Set(questions.flatMap(({ question }) => question.body.passage ?? []))]
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
          <h1 dir="auto">{item.title}</h1>
          <p>
            {isSurvey ? view.t('surveys.summary', { n: size }) : view.t('quizzes.size', { questions: size, points })}
          </p>
        </div>
        <span class="cluster">
          <LinkButton href={urls.quiz(item.id)} icon="eye">
            {view.t('quizzes.look')}
          </LinkButton>
          {size > 0 && <PublishItem view={view} item={item} />}
        </span>
      </div>
      {!item.publishedAt && (
        <p class="small muted above-small">
          {view.t('lessons.isDraft')} {size === 0 && view.t(isSurvey ? 'surveys.emptyDraft' : 'quizzes.emptyQuiz')}
        </p>
      )}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {attempts > 0 && (
        <Notice>
          {isSurvey ? (
            view.t('surveys.versionsNotice', { n: attempts })
          ) : (
            <>
              {view.t('quizzes.versionsNotice', { n: attempts })}{' '}
              <a href={urls.quizRegrade(item.id)}>{view.t('quizzes.regrade.open')}</a>
            </>
          )}
        </Notice>
      )}
      {parts.length === 0 && !open && !section && (
        <Empty drawing="page" sentence={view.t('quizzes.noQuestions')} small />
      )}
      <ol class="question-cards" role="list">
        {parts.map((part, i) =>
          'section' in part ? (
            <li id={part.section.id} class="question-card section-card">
              {section?.sectionId === part.section.id ? (
                <SectionForm view={view} quiz={page} {...section} places={[]} />
              ) : (
                <SectionCard
                  view={view}
                  itemId={item.id}
                  section={part.section}
                  place={sections.indexOf(part.section) + 1}
                  last={sections.length}
                  count={part.count}
                  focus={focus}
                />
              )}
            </li>
          ) : (
            <>
              <PassagePart view={view} quiz={page} parts={parts} at={i} open={passage ?? null} />
              <li id={part.id} class={classes('question-card', passageOf(part) && 'about-passage')}>
                {'draw' in part ? (
                  <DrawCard
                    view={view}
                    itemId={item.id}
                    draw={part.draw}
                    place={i + 1}
                    last={parts.length}
                    from={part.n}
                    focus={focus}
                    sections={sections}
                    within={part.within}
                  />
                ) : open?.questionId === part.id && !part.row.bank ? (
                  <QuestionForm
                    view={view}
                    action={urls.quizQuestion(item.id, part.id)}
                    cancel={urls.quizEdit(item.id)}
                    isSurvey={isSurvey}
                    passages={passages}
                    {...open}
                  >
                    <RubricField view={view} quiz={page} values={open.values} errors={open.errors} />
                  </QuestionForm>
                ) : (
                  <QuestionPreview
                    view={view}
                    itemId={item.id}
                    row={part.row}
                    rubrics={page.rubrics}
                    place={i + 1}
                    last={parts.length}
                    n={part.n}
                    focus={focus}
                    sections={sections}
                    within={part.within}
                    isSurvey={isSurvey}
                  />
                )}
              </li>
            </>
          ),
        )}
        {section?.sectionId === null && (
          <li class="question-card section-card" id="new-section">
            <SectionForm view={view} quiz={page} {...section} places={placesOf(view, parts)} />
          </li>
        )}
        {open?.questionId === null && (
          <li class="question-card" id={`new-${String(open.values.kind)}`}>
            <QuestionForm
              view={view}
              action={urls.quizQuestions(item.id)}
              cancel={urls.quizEdit(item.id)}
              isSurvey={isSurvey}
              passages={passages}
              {...open}
            >
              <RubricField view={view} quiz={page} values={open.values} errors={open.errors} />
            </QuestionForm>
          </li>
        )}
      </ol>
      <section class="section far-above">
        <h2>{view.t('quizzes.addQuestion')}</h2>
        <div class="buttons">
          {(isSurvey ? surveyKinds : questionKindNames).map((kind) => (
            <LinkButton href={urls.quizEdit(item.id, `new-${kind}`)} icon="plus">
              {view.t(isSurveyKind(kind) && isSurvey ? `surveys.kind.${kind}` : `quizzes.kind.${kind}`)}
            </LinkButton>
          ))}
        </div>
        {!isSurvey && (
          <div class="buttons above">
            <LinkButton href={urls.newQuizSection(item.id)} icon="layers">
              {view.t('quizzes.sections.add')}
            </LinkButton>
            <LinkButton href={urls.quizBank(item.id)} icon="archive">
              {view.t('banks.chooseTitle')}
            </LinkButton>
            {questions.some(({ bank }) => !bank) && (
              <LinkButton href={urls.quizKeeping(item.id)} icon="archive">
                {view.t('banks.keepTitle')}
              </LinkButton>
            )}
            <LinkButton href={urls.newQuestionImport({ kind: 'quiz', id: item.id })} icon="upload">
              {view.t('imports.questionsTitle')}
            </LinkButton>
            {questions.length > 0 && (
              <LinkButton href={urls.questionExports({ kind: 'quiz', id: item.id })} icon="download">
                {view.t('imports.exportTitle')}
              </LinkButton>
            )}
          </div>
        )}
      </section>
      <Removed view={view} itemId={item.id} removed={removed} />
      <section class="section far-above">
        <h2>{view.t('quizzes.settings')}</h2>
        {isSurvey ? (
          <SurveySettingsForm view={view} itemId={item.id} zone={page.zone} form={settings} />
        ) : (
          <SettingsForm view={view} itemId={item.id} zone={page.zone} form={settings} />
        )}
      </section>
      <section class="section far-above" id="use">
        <h2>{view.t('surveys.useTitle')}</h2>
        <UseForm view={view} quiz={page} />
      </section>
    </Shell>
  )
}

type RubricProps = { view: View; quiz: QuizToEdit } & Pick<QuestionFormProps, 'values' | 'errors'>

/** By which its answers are marked, where somebody marks them and there is any. */
function RubricField({ view, quiz: { quiz, rubrics }, values, errors }: RubricProps) {
  const kind = first(values.kind)
  if (quiz.survey || !isQuestionKind(kind) || !isByHand(kind) || !rubrics.length) return null
  return (
    <SelectField
      name="rubricId"
      label={view.t('rubrics.choose')}
      value={first(values.rubricId)}
      empty={view.t('rubrics.noRubric')}
      options={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
      error={errors.rubricId}
    />
  )
}

type Placed = { id: string; position: string }
type Asking = Placed & {
  /** What an attempt calls it, or its first question. */
  n: number
  /** The section in which it stands. */
  within: string
} & ({ row: QuizToEdit['questions'][number] } | { draw: QuizToEdit['draws'][number] })
/** So many questions an attempt asks in it. */
type Beginning = Placed & { section: QuizToEdit['sections'][number]; count: number }

/** Sections, questions and draws in their order. */
function partsOf({ questions, draws, sections }: QuizToEdit): (Asking | Beginning)[] {
  let n = 1
  let last: Beginning | null = null
  const parts = [
    ...questions.map((row) => ({ id: row.questionId, position: row.position, row })),
    ...draws.map((draw) => ({ id: draw.id, position: draw.position, draw })),
    ...sections.map((section) => ({ id: section.id, position: section.position, section, count: 0 })),
  ].toSorted((a, b) => (a.position < b.position ? -1 : 1))
  return inGroups(parts).map((part) => {
    if ('section' in part) {
      last = part
      return part
    }
    const count = 'draw' in part ? part.draw.count : 1
    const numbered = { ...part, n, within: last?.id ?? '' }
    if (last) last.count += count
    n += count
    return numbered
  })
}

const passageOf = (part: object) =>
  'row' in part ? (part as { row: QuizToEdit['questions'][number] }).row.question.body.passage : undefined

/** Questions of one section about the same text stand together, as they are asked. */
function inGroups<One extends object>(parts: One[]): One[] {
  const bySection: One[][] = [[]]
  for (const part of parts) {
    if ('section' in part) bySection.push([])
    bySection.at(-1)!.push(part)
  }
  return bySection.flatMap((list) => together(list, passageOf).flatMap((group) => group.list))
}

type PassagePartProps = {
  view: View
  quiz: QuizToEdit
  parts: (Asking | Beginning)[]
  at: number
  open: (OpenPassage & { questionId: string }) | null
}

/** Before the first question about a text: the text. */
function PassagePart({ view, quiz: { item }, parts, at, open }: PassagePartProps) {
  const part = parts[at]!
  const text = passageOf(part)
  if (!text || passageOf(parts[at - 1] ?? {}) === text) return null
  const end = parts.findIndex((one, i) => i > at && passageOf(one) !== text)
  const about = parts.slice(at, end < 0 ? undefined : end)
  const isOpen = open !== null && about.some(({ id }) => id === open.questionId)
  const isBanked = about.some((one) => 'row' in one && one.row.bank)
  return (
    <li class="question-card passage-card" id={`text-${part.id}`}>
      {isOpen ? (
        <PassageForm
          view={view}
          action={urls.quizQuestionPassage(item.id, part.id)}
          cancel={urls.quizEdit(item.id)}
          hint={view.t('quizzes.passage.changeHint')}
          values={open.values}
          errors={open.errors}
        />
      ) : (
        <PassageCard
          view={view}
          text={text}
          name={`t${at}`}
          count={about.length}
          edit={isBanked ? null : urls.quizEdit(item.id, `text-${part.id}`)}
        />
      )}
    </li>
  )
}

/** Where a new section can begin. */
const placesOf = (view: View, parts: (Asking | Beginning)[]) =>
  parts.flatMap((part) => {
    if ('section' in part) return []
    const what = 'row' in part ? plainText(part.row.question.body.prompt) : view.t('banks.draw', { n: part.draw.count })
    return [{ id: part.id, name: `${part.n}. ${what.slice(0, 80)}` }]
  })

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
