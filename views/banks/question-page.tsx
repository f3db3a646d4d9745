import type { BankQuestion } from '../../worker/domain/banks'
import { can } from '../../worker/domain/policy'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Passage } from '../quizzes/passage'
import { type OpenPassage, PassageForm } from '../quizzes/passage-fields'
import { Inline, Prose, splitPrompt } from '../quizzes/prompt'
import { viewsOf } from '../quizzes/questions'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { SelectField } from '../ui/select'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import { banksTrail, nameOf } from './bank-trail'
import { Versions } from './question-versions'
import { UsedIn } from './used-in'

type Props = {
  view: View
  question: BankQuestion
  /** Others that it may move to. */
  banks: { id: string; title: string; courseTitle: string | null }[]
  /** The text that it is about, while it is written. */
  passage?: OpenPassage | null
  /** What was refused, in a sentence. */
  problem?: string
}

/** A question of a bank: as learners read it, with what is right, where it is used and what it was. */
export function BankQuestionPage({ view, question: found, banks, passage, problem }: Props) {
  const { t } = view
  const { bank, kind, question, tags, categoryId, points, retiredAt } = found
  const { first, rest } = splitPrompt(question.body.prompt)
  const { Preview } = viewsOf(kind)
  const mayEdit = can(view.actor, 'bank.edit', bank)
  const category = bank.categories.find(({ id }) => id === categoryId)
  const how = t(`quizzes.kind.${kind}`)
  return (
    <Shell view={view} title={nameOf(view, found)} main="quiz-editor" styles={['css/quiz.css', 'css/editing.css']}>
      <Breadcrumbs
        view={view}
        trail={[...banksTrail(view, bank), { href: urls.bank(bank.id), label: <bdi>{bank.title}</bdi> }]}
      />
      <div class="page-head">
        <div>
          <h1>{first ? <Inline text={first} /> : nameOf(view, found)}</h1>
          <p class="cluster">
            <span class="small muted">{isUnscored(kind) ? how : t('quizzes.pointsAndHow', { n: points, how })}</span>
            {category && (
              <a class="small" href={`${urls.bank(bank.id)}?category=${category.id}`}>
                <bdi>{category.path}</bdi>
              </a>
            )}
            {tags.map((tag) => (
              <Tag>
                <bdi>{tag}</bdi>
              </Tag>
            ))}
          </p>
        </div>
        {mayEdit && (
          <div class="cluster">
            <LinkButton href={urls.questionEdit(found.id)} icon="edit" kind="primary">
              {t('quizzes.changeShort')}
            </LinkButton>
            <Form action={urls.questionCopies(found.id)} once={view.once}>
              <Button icon="plus">{t('banks.duplicate')}</Button>
            </Form>
            {retiredAt === null ? (
              <Form action={urls.questionRetirement(found.id)}>
                <Button icon="trash">{t('banks.retire')}</Button>
              </Form>
            ) : (
              <Form action={urls.questionRetirement(found.id)} method="delete">
                <Button icon="undo">{t('quizzes.putBack')}</Button>
              </Form>
            )}
          </div>
        )}
      </div>
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {retiredAt !== null && <Notice>{t('banks.isRetired')}</Notice>}
      {question.body.passage &&
        (passage ? (
          <div class="question-card above">
            <PassageForm
              view={view}
              action={urls.questionPassage(found.id)}
              cancel={urls.question(found.id)}
              hint={t('banks.passageHint')}
              {...passage}
            />
          </div>
        ) : (
          <section class="above">
            <Passage view={view} text={question.body.passage} name="passage" />
            {mayEdit && (
              <LinkButton href={`${urls.question(found.id)}?open=text`} small icon="edit">
                {t('quizzes.passage.change')}
              </LinkButton>
            )}
          </section>
        ))}
      <div class="question-card above">
        <Prose text={rest} name="prompt" />
        <Preview view={view} body={question.body} />
      </div>
      <UsedIn view={view} question={found} mayEdit={mayEdit} />
      {mayEdit && banks.length > 0 && (
        <section class="section far-above">
          <h2>{t('banks.moveTitle')}</h2>
          <Form action={urls.questionPlace(found.id)} method="put" class="form">
            <SelectField
              name="bank"
              label={t('banks.bank')}
              options={banks.map(({ id, title, courseTitle }) => ({
                value: id,
                label: courseTitle ? `${courseTitle} › ${title}` : title,
              }))}
            />
            <Button>{t('banks.move')}</Button>
          </Form>
        </section>
      )}
      <Versions view={view} question={found} mayEdit={mayEdit} />
    </Shell>
  )
}
