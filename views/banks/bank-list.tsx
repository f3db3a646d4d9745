import type { QuestionLine } from '../../worker/domain/banks'
import { questionKindNames } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { FilterSentence } from '../ui/filter-sentence'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { Select } from '../ui/select'
import { SelectionBar } from '../ui/selection'
import { Table } from '../ui/table'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import type { BankFilter, BankPageProps } from './bank-page'
import { nameOf } from './bank-trail'

type Props = BankPageProps & { mayEdit: boolean }

/** What a filter looks like in the address. */
export function filterQuery({ words, category, tag, kind, retired }: BankFilter, after: string | null = null): string {
  const said = { q: words, category, tag, kind, state: retired ? 'retired' : '', after: after ?? '' }
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
  return query.size ? `?${query}` : ''
}

/** The questions of a bank, filtered, with what can be done with several at once. */
export function BankList(props: Props) {
  const { view, bank, filter, lines, next, mayEdit } = props
  const { t } = view
  const here = urls.bank(bank.id)
  const isNarrowed = Boolean(filter.words || filter.category || filter.tag || filter.kind || filter.retired)
  return (
    <>
      {bank.questions + bank.retired > 0 && (
        <FilterSentence
          action={here}
          target="#questions"
          submit={t('media.show')}
          parts={[
            {
              kind: 'choice',
              before: t('banks.filter.show'),
              name: 'state',
              label: t('banks.filter.state'),
              value: filter.retired ? 'retired' : '',
              empty: t('banks.filter.questions'),
              options: [{ value: 'retired', label: t('banks.filter.retired') }],
            },
            {
              kind: 'words',
              before: t('banks.filter.with'),
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
              options: bank.categories.length
                ? [
                    ...bank.categories.map(({ id, path }) => ({ value: id, label: path })),
                    { value: 'none', label: t('banks.filter.noCategory') },
                  ]
                : [],
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
            {
              kind: 'choice',
              before: t('banks.filter.of'),
              name: 'kind',
              label: t('banks.kind'),
              value: filter.kind,
              empty: t('banks.filter.anyKind'),
              options: questionKindNames.map((kind) => ({ value: kind, label: t(`quizzes.kind.${kind}`) })),
            },
          ]}
        />
      )}
      <div id="questions">
        {lines.length === 0 ? (
          <Empty drawing="page" sentence={t(isNarrowed ? 'banks.nothingFound' : 'banks.emptyBank')} small />
        ) : mayEdit ? (
          <Form action={`${urls.bankChanges(bank.id)}${filterQuery(filter)}`} once={view.once}>
            <Questions {...props} />
            <Acts {...props} />
          </Form>
        ) : (
          <Questions {...props} />
        )}
        <Pager
          view={view}
          total={isNarrowed ? undefined : t('banks.questions', { n: bank.questions })}
          next={next && `${here}${filterQuery(filter, next)}`}
        />
      </div>
    </>
  )
}

function Questions({ view, bank, lines, mayEdit }: Props) {
  const { t } = view
  const paths = new Map(bank.categories.map(({ id, path }) => [id, path]))
  return (
    <Table
      label={t('quizzes.questions')}
      lines={lines}
      pick={
        mayEdit
          ? {
              name: 'question',
              value: ({ id }) => id,
              label: (line) => nameOf(view, line),
              all: t('banks.pickAll'),
            }
          : undefined
      }
      columns={[
        {
          head: t('banks.question'),
          cell: (line) => (
            <a href={urls.question(line.id)}>
              <bdi>{nameOf(view, line)}</bdi>
            </a>
          ),
        },
        { head: t('banks.kind'), cell: ({ kind }) => t(`quizzes.kind.${kind}`) },
        {
          head: t('banks.category'),
          cell: ({ categoryId }) => <bdi>{paths.get(categoryId ?? '') ?? '—'}</bdi>,
        },
        { head: t('banks.tags'), cell: (line) => <Tags view={view} line={line} /> },
        {
          head: t('banks.inQuizzes'),
          align: 'end',
          cell: ({ quizzes }) => <span class="num">{number(view, quizzes)}</span>,
        },
      ]}
    />
  )
}

function Tags({ line }: { view: View; line: QuestionLine }) {
  if (line.tags.length === 0) return <>—</>
  return (
    <span class="cluster">
      {line.tags.map((tag) => (
        <Tag>
          <bdi>{tag}</bdi>
        </Tag>
      ))}
    </span>
  )
}

function Acts({ view, bank, filter }: Props) {
  const { t } = view
  return (
    <SelectionBar view={view}>
      {filter.retired ? (
        <Button small name="act" value="restore" icon="undo">
          {t('quizzes.putBack')}
        </Button>
      ) : (
        <>
          {bank.categories.length > 0 && (
            <>
              <Select
                name="category"
                label={t('banks.category')}
                value=""
                empty={t('banks.filter.noCategory')}
                options={bank.categories.map(({ id, path }) => ({ value: id, label: path }))}
              />
              <Button small name="act" value="category">
                {t('banks.move')}
              </Button>
            </>
          )}
          <input
            class="input"
            name="tag"
            list="bank-tags"
            maxlength={40}
            autocomplete="off"
            aria-label={t('banks.tag')}
            placeholder={t('banks.tag')}
            size={12}
          />
          <datalist id="bank-tags">
            {bank.tags.map(({ tag }) => (
              <option value={tag} />
            ))}
          </datalist>
          <Button small name="act" value="tag">
            {t('banks.addTag')}
          </Button>
          <Button small name="act" value="untag">
            {t('banks.removeTag')}
          </Button>
          <Button small name="act" value="retire" icon="trash">
            {t('banks.retire')}
          </Button>
        </>
      )}
    </SelectionBar>
  )
}
