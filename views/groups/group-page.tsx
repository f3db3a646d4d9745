import type { GroupPerson } from '../../worker/domain/groups'
import type { GroupFound } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'
import type { FormState } from './groups-page'

type Props = { view: View; found: GroupFound; state: FormState }

/** One group: its people, those who look after it, and its name. */
export function GroupPage({ view, found, state }: Props) {
  const { t } = view
  const { group, members, managers, mayManage, hasRoom } = found
  const { values, errors } = state
  // A manager need not be in the course, nor run the organization.
  const trail =
    group.courseId && mayManage
      ? [
          { href: urls.course(group.courseId), label: <bdi>{group.courseTitle}</bdi> },
          { href: urls.courseGroups(group.courseId), label: t('groups.title') },
        ]
      : can(view.actor, 'group.manage', { courseId: null })
        ? [{ href: urls.groups(), label: t('groups.title') }]
        : []
  return (
    <Shell view={view} title={group.name} styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={trail} />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{group.name}</bdi>
          </h1>
          <p>{t('groups.count', { n: members.length, seats: group.seats ?? 0 })}</p>
        </div>
        <div class="buttons">
          {(can(view.actor, 'announcement.write', { courseId: null, managesGroup: false }) ||
            managers.some(({ id }) => id === view.actor?.id)) && (
            <LinkButton small icon="callout" href={urls.newAnnouncement({ group: group.id })}>
              {t('announcements.groupNew')}
            </LinkButton>
          )}
          {mayManage && (
            <Form action={urls.group(group.id)} method="delete">
              <Button small kind="danger" icon="trash">
                {t('groups.remove')}
              </Button>
            </Form>
          )}
        </div>
      </header>
      <ErrorSummary view={view} errors={errors} />
      <div class="columns">
        <section class="section" aria-labelledby="members-title">
          <h2 id="members-title">{t('groups.people')}</h2>
          <Form action={urls.groupMembers(group.id)}>
            <div class="inline-add">
              <Field
                name="member"
                label={t('people.emailOrUsername')}
                value={String(values.member ?? '')}
                error={errors.member}
                maxlength={254}
                autocomplete="off"
              />
              <Button small>{t('groups.add')}</Button>
            </div>
          </Form>
          <People
            view={view}
            people={members}
            none={t('groups.empty')}
            remove={(id) => urls.groupMember(group.id, id)}
          />
        </section>
        <div>
          <section class="section" aria-labelledby="managers-title">
            <h2 id="managers-title">{t('groups.managers')}</h2>
            <p class="muted small">{t('groups.managersHint')}</p>
            <People
              view={view}
              people={managers}
              none={t('groups.noManagers')}
              remove={mayManage ? (id) => urls.groupManager(group.id, id) : null}
            />
            {mayManage && (
              <Form action={urls.groupManagers(group.id)}>
                <div class="inline-add">
                  <Field
                    name="manager"
                    label={t('people.emailOrUsername')}
                    value={String(values.manager ?? '')}
                    error={errors.manager}
                    maxlength={254}
                    autocomplete="off"
                  />
                  <Button small>{t('groups.add')}</Button>
                </div>
              </Form>
            )}
          </section>
          <section class="section" aria-labelledby="chat-title">
            <h2 id="chat-title">{t('chat.groupRoom')}</h2>
            <div class="buttons">
              {hasRoom !== null && (
                <LinkButton small href={urls.chat(group.id)} icon="chat">
                  {t('chat.goToRoom')}
                </LinkButton>
              )}
              <Form action={urls.groupChat(group.id)} method={hasRoom ? 'delete' : 'post'}>
                <Button small>{t(hasRoom ? 'chat.closeGroupRoom' : 'chat.openGroupRoom')}</Button>
              </Form>
            </div>
          </section>
          {mayManage && (
            <section class="section" aria-labelledby="settings-title">
              <h2 id="settings-title">{t('groups.settings')}</h2>
              <Form action={urls.group(group.id)} method="put" class="form">
                <Field
                  name="name"
                  label={t('people.name')}
                  value={String(values.name ?? group.name)}
                  error={errors.name}
                  maxlength={100}
                  dir="auto"
                />
                {group.courseId && <SelfSignUp view={view} state={state} group={group} />}
                <p class="form-end">
                  <Button>{t('common.save')}</Button>
                </p>
              </Form>
            </section>
          )}
        </div>
      </div>
    </Shell>
  )
}

type SelfSignUpProps = { view: View; state: FormState; group?: { selfSignUp: boolean; seats: number | null } }

export function SelfSignUp({ view, state: { values, errors }, group }: SelfSignUpProps) {
  const { t } = view
  return (
    <>
      <Check
        name="selfSignUp"
        label={t('groups.selfSignUp')}
        sentence={t('groups.selfSignUpHint')}
        checked={values.selfSignUp === 'on' || group?.selfSignUp}
      />
      <Field
        name="seats"
        type="number"
        min={1}
        label={t('groups.seats')}
        optional={t('ui.optional')}
        value={String(values.seats ?? group?.seats ?? '')}
        error={errors.seats}
        inputmode="numeric"
      />
    </>
  )
}

type PeopleProps = { view: View; people: GroupPerson[]; none: string; remove: ((id: string) => string) | null }

function People({ view, people, none, remove }: PeopleProps) {
  if (people.length === 0) return <p class="muted above">{none}</p>
  return (
    <ul class="rows dense above" role="list">
      {people.map(({ id, name, email, username }) => (
        <li>
          <span class="two-lines">
            <a href={urls.personCard(id)} data-card>
              <bdi>{name}</bdi>
            </a>
            <bdi class="small muted">{email ?? username}</bdi>
          </span>
          {remove && (
            <Form action={remove(id)} method="delete">
              <button class="link-btn small" type="submit" aria-label={view.t('groups.takeOutOf', { name })}>
                {view.t('groups.takeOut')}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
