import type { BankChoice } from '../../worker/domain/banks'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { FilterSentence } from '../ui/filter-sentence'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import type { BankFilter } from './bank-page'
import { nameOf } from './bank-trail'
import { DrawForm } from './draw-form'

type Props = {
  view: View
  choice: BankChoice
  filter: BankFilter
  /** What was typed and what was wrong with it; `of` the draw or the choice. */
  form: {
    of: 'draw' | 'choice' | null
    values: Record<string, string | string[]>
    errors: Record<string, string>
  }
}

/** Where a quiz gets questions of a bank: by chance, or one by one. */
export function ChoosePage(props: Props) {
  const { view, choice, form } = props
  const { t } = view
  const { item, course, bank, banks, draw } = choice
  const title = t(draw ? 'banks.changeDraw' : 'banks.chooseTitle')
  const problem = form.of === 'choice' ? Object.values(form.errors)[0] : undefined
  return (
    <Shell view={view} title={title} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          { href: urls.quizEdit(item.id), label: <bdi>{item.title}</bdi> },
        ]}
      />
      <h1>{title}</h1>
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {bank === null ? (
        <Empty drawing="page" sentence={t('banks.noneForQuiz')}>
          <LinkButton href={urls.courseBanks(course.id)} kind="primary">
            {t('banks.title')}
          </LinkButton>
        </Empty>
      ) : (
        <>
          {banks.length > 1 && <WhichBank {...props} />}
          <section class="section above" id="draw">
            <h2>{t('banks.drawTitle')}</h2>
            <DrawForm
              view={view}
              bank={bank}
              rubrics={choice.rubrics}
              action={draw ? urls.quizDraw(item.id, draw.id) : urls.quizDraws(item.id)}
              cancel={urls.quizEdit(item.id)}
              newId={draw ? null : newId()}
              values={
                form.of === 'draw'
                  ? form.values
                  : draw
                    ? {
                        count: String(draw.count),
                        category: draw.categoryId ?? '',
                        tag: draw.tag,
                        points: String(draw.points),
                        rubric: draw.rubricId ?? '',
                      }
                    : { count: '3', points: '1' }
              }
              errors={form.of === 'draw' ? form.errors : {}}
            />
          </section>
          {!draw && <OneByOne {...props} />}
        </>
      )}
    </Shell>
  )
}

function WhichBank({ view, choice: { item, banks, bank, draw } }: Props) {
  const { t } = view
  return (
    <form class="cluster above" method="get" action={draw ? urls.quizDraw(item.id, draw.id) : urls.quizBank(item.id)}>
      <label for="bank">{t('banks.bank')}</label>
      <select class="input" id="bank" name="bank">
        {banks.map(({ id, title }) => (
          <option value={id} selected={id === bank?.id}>
            {title}
          </option>
        ))}
      </select>
      <Button small>{t('media.show')}</Button>
    </form>
  )
}

function OneByOne({ view, choice, filter }: Props) {
  const { t } = view
  const { item, list, asked } = choice
  const bank = choice.bank!
  const here = urls.quizBank(item.id)
  const next = list.next
    ? `${here}?${new URLSearchParams({ bank: bank.id, q: filter.words, category: filter.category, tag: filter.tag, after: list.next })}`
    : null
  return (
    <section class="section far-above">
      <h2>{t('banks.oneByOne')}</h2>
      <FilterSentence
        action={here}
        target="#questions"
        submit={t('media.show')}
        kept={{ bank: bank.id }}
        parts={[
          {
            kind: 'words',
            before: `${t('banks.filter.show')} ${t('banks.filter.questions')} ${t('banks.filter.with')}`,
            name: 'q',
            label: t('banks.filter.words'),
            value: filter.words,
            empty: t('banks.filter.anyWords'),
          },
          {
            kind: 'choice',
            before: t('banks.filter.in'),
            name: 'category',
            label: t('banks.category'),
            value: filter.category,
            empty: t('banks.filter.allCategories'),
            options: bank.categories.map(({ id, path }) => ({ value: id, label: path })),
          },
          {
            kind: 'choice',
            before: t('banks.filter.tagged'),
            name: 'tag',
            label: t('banks.tag'),
            value: filter.tag,
            empty: t('banks.filter.anyTag'),
            options: bank.tags.map(({ tag }) => ({ value: tag, label: tag })),
          },
        ]}
      />
      <div id="questions">
        {list.lines.length === 0 ? (
          <Empty drawing="page" sentence={t('banks.nothingFound')} small />
        ) : (
          <Form action={urls.quizChoices(item.id)} once={view.once}>
            <input type="hidden" name="bank" value={bank.id} />
            <Table
              label={t('quizzes.questions')}
              lines={list.lines}
              pick={{
                name: 'question',
                value: ({ id }) => id,
                label: (line) => nameOf(view, line),
                all: t('banks.pickAll'),
              }}
              columns={[
                {
                  head: t('banks.question'),
                  cell: (line) => (
                    <span class="cluster">
                      <a href={urls.question(line.id)}>
                        <bdi>{nameOf(view, line)}</bdi>
                      </a>
                      {asked.includes(line.id) && <Tag tone="good">{t('banks.inThisQuiz')}</Tag>}
                    </span>
                  ),
                },
                { head: t('banks.kind'), cell: ({ kind }) => t(`quizzes.kind.${kind}`) },
                {
                  head: t('banks.tags'),
                  cell: ({ tags }) => <bdi>{tags.join(', ') || '—'}</bdi>,
                },
              ]}
            />
            <div class="buttons above">
              <Button kind="primary" icon="plus">
                {t('banks.choose')}
              </Button>
            </div>
          </Form>
        )}
        <Pager view={view} next={next} />
      </div>
    </section>
  )
}
