import type { GroupLine } from '../../worker/domain/groups'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { PeopleTabs } from '../people/people-tabs'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import { Table } from '../ui/table'
import type { View } from '../view'
import { UndoRemoval } from './undo-removal'

export type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = { view: View; groups: GroupLine[]; state: FormState; removed: string | null }

/** The groups of the organization. */
export function GroupsPage({ view, groups, state, removed }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('groups.title')} width="wide" styles={['css/staff.css']}>
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.groups()} />
      <Form action={urls.groups()} class="one-row">
        <ErrorSummary view={view} errors={state.errors} />
        <div class="inline-add">
          <Field
            name="name"
            label={t('groups.new')}
            value={String(state.values.name ?? '')}
            error={state.errors.name}
            maxlength={100}
            autocomplete="off"
            dir="auto"
          />
          <Button kind="primary" icon="plus">
            {t('groups.make')}
          </Button>
        </div>
      </Form>
      {groups.length === 0 ? (
        <Empty drawing="people" sentence={t('groups.none')} />
      ) : (
        <div class="above">
          <Table
            label={t('groups.title')}
            lines={groups}
            columns={[
              {
                head: t('people.name'),
                cell: ({ id, name }) => (
                  <a href={urls.group(id)}>
                    <bdi>{name}</bdi>
                  </a>
                ),
              },
              {
                head: t('groups.people'),
                align: 'end',
                cell: ({ members }) => <span class="num">{number(view, members)}</span>,
              },
            ]}
          />
        </div>
      )}
      <UndoRemoval view={view} removed={removed} />
    </Shell>
  )
}
