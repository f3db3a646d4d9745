import type { BankHead, QuestionLine } from '../../worker/domain/banks'
import { can } from '../../worker/domain/policy'
import { questionKindNames } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { BankAbout } from './bank-about'
import { BankCategories } from './bank-categories'
import { BankList } from './bank-list'
import { banksTrail } from './bank-trail'

export type BankFilter = { words: string; category: string; tag: string; kind: string; retired: boolean }

export type BankPageProps = {
  view: View
  bank: BankHead
  lines: QuestionLine[]
  next: string | null
  filter: BankFilter
  /** What was typed and what was wrong with it, by the form it belongs to. */
  form: {
    of: 'about' | 'category' | 'many' | null
    values: Record<string, string | string[]>
    errors: Record<string, string>
  }
}

/** A bank: what is in it, and how it is sorted. */
export function BankPage(props: BankPageProps) {
  const { view, bank, form } = props
  const { t } = view
  const mayEdit = can(view.actor, 'bank.edit', bank)
  return (
    <Shell view={view} title={bank.title} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={banksTrail(view, bank)} />
      <header class="head-line">
        <h1>
          <bdi>{bank.title}</bdi>
        </h1>
        {mayEdit && (
          <div class="buttons">
            <LinkButton href={`${urls.bank(bank.id)}#add`} icon="plus" kind="primary">
              {t('quizzes.addQuestion')}
            </LinkButton>
          </div>
        )}
      </header>
      {bank.description && (
        <p class="muted measure" dir="auto">
          {bank.description}
        </p>
      )}
      {form.of === 'many' && Object.values(form.errors)[0] && (
        <Notice meaning="problem">{Object.values(form.errors)[0]}</Notice>
      )}
      <BankList {...props} mayEdit={mayEdit} />
      {mayEdit && (
        <>
          <section class="section far-above" id="add">
            <h2>{t('quizzes.addQuestion')}</h2>
            <div class="buttons">
              {questionKindNames.map((kind) => (
                <LinkButton href={urls.newBankQuestion(bank.id, kind)} icon="plus">
                  {t(`quizzes.kind.${kind}`)}
                </LinkButton>
              ))}
            </div>
            <div class="buttons above">
              <LinkButton href={urls.newQuestionImport({ kind: 'bank', id: bank.id })} icon="upload">
                {t('imports.questionsTitle')}
              </LinkButton>
              {bank.questions > 0 && (
                <LinkButton href={urls.questionExports({ kind: 'bank', id: bank.id })} icon="download">
                  {t('imports.exportTitle')}
                </LinkButton>
              )}
            </div>
          </section>
          <BankCategories {...props} />
          <BankAbout {...props} />
        </>
      )}
    </Shell>
  )
}
