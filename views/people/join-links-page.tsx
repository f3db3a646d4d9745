import { raw } from 'hono/html'
import type { JoinLink } from '../../worker/domain/admissions'
import { spellCode } from '../../worker/lib/ids'
import type { Places } from '../../worker/lib/plans'
import { qrCode } from '../../worker/lib/qr'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Choices } from '../ui/choices'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import type { View } from '../view'
import { VerifyFirst } from './add-person'
import { IntoChoice } from './into-choice'
import { PeopleTabs } from './people-tabs'
import { PlacesNotice } from './places-notice'
import { roleNames, roleOptions } from './words'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Option = { id: string; name: string }

type Props = {
  view: View
  state: FormState
  links: (JoinLink & { isOpen: boolean })[]
  courses: Option[]
  groups: Option[]
  places: Places | null
  origin: string
  /** Whether newcomers may come by links at all. */
  isOpen: boolean
}

export function JoinLinksPage({ view, state, links, courses, groups, places, origin, isOpen }: Props) {
  const { t } = view
  const { values, errors } = state
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Shell view={view} title={t('joinLinks.title')} width="wide" styles={['css/staff.css']}>
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.joinLinks()} />
      <PlacesNotice view={view} places={places} />
      {!isOpen && (
        <Notice meaning="attention">
          {t('joinLinks.noNewcomers')} <a href={`${urls.organization()}#admission-panel`}>{t('joinLinks.letIn')}</a>
        </Notice>
      )}
      <div class="columns">
        <section class="section" aria-labelledby="links-title">
          <h2 id="links-title">{t('joinLinks.yours')}</h2>
          {links.length === 0 && <Empty drawing="door" small sentence={t('joinLinks.none')} />}
          <ul class="rows" role="list">
            {links.map((link) => (
              <LinkRow view={view} link={link} origin={origin} courses={courses} groups={groups} />
            ))}
          </ul>
        </section>
        <section class="section" aria-labelledby="make-title">
          <h2 id="make-title">{t('joinLinks.make')}</h2>
          {!view.actor!.verified && <VerifyFirst view={view} />}
          <Form action={urls.joinLinks()} once={view.once} class="form">
            <ErrorSummary view={view} errors={errors} />
            <Choices
              name="role"
              legend={t('joinLinks.role')}
              value={said('role') || 'learner'}
              error={errors.role}
              options={roleOptions(view, (role) => role === 'learner' || role === 'instructor')}
            />
            <IntoChoice view={view} courses={courses} groups={groups} values={values} />
            <div class="fields">
              <Field
                name="maxUses"
                type="number"
                min={1}
                label={t('joinLinks.limit')}
                optional={t('ui.optional')}
                value={said('maxUses')}
                error={errors.maxUses}
                inputmode="numeric"
              />
              <Field
                name="expiresOn"
                type="date"
                label={t('joinLinks.expires')}
                hint={view.homeZone && t('courses.dayInZone', { zone: view.homeZone })}
                optional={t('ui.optional')}
                value={said('expiresOn')}
                error={errors.expiresOn}
              />
            </div>
            <p class="form-end">
              <Button kind="primary" icon="link">
                {t('joinLinks.makeNow')}
              </Button>
            </p>
          </Form>
        </section>
      </div>
    </Shell>
  )
}

type RowProps = {
  view: View
  link: JoinLink & { isOpen: boolean }
  origin: string
  courses: Option[]
  groups: Option[]
}

function LinkRow({ view, link, origin, courses, groups }: RowProps) {
  const { t } = view
  const address = origin + urls.join(link.code)
  const named = (ids: string[], options: Option[]) =>
    options.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const into = [...named(link.courseIds, courses), ...named(link.groupIds, groups)]
  return (
    <li id={`link-${link.id}`}>
      <span class="two-lines">
        <b class="join-code" dir="ltr">
          {spellCode(link.code)}
        </b>
        {link.isOpen ? (
          <a class="small" href={address} dir="ltr">
            {address}
          </a>
        ) : (
          <Chip meaning="attention">{t(link.revokedAt === null ? 'joinLinks.isOver' : 'joinLinks.isClosed')}</Chip>
        )}
      </span>
      <div class="cluster">
        {link.isOpen && (
          <>
            <details class="menu">
              <summary class="btn small">{t('joinLinks.qr')}</summary>
              <div class="menu-list qr">
                <Qr text={address} label={t('joinLinks.qrOf', { code: spellCode(link.code) })} />
              </div>
            </details>
            <form method="post" action={`${urls.joinLink(link.id)}?_method=DELETE`}>
              <button
                class="btn small quiet"
                type="submit"
                aria-label={t('joinLinks.closeOf', { code: spellCode(link.code) })}
              >
                {t('joinLinks.close')}
              </button>
            </form>
          </>
        )}
      </div>
      <span class="below">
        {[t(roleNames[link.role]), ...into, t('joinLinks.uses', { n: link.uses, most: link.maxUses ?? 0 })].map(
          (part) => (
            <>
              <bdi>{part}</bdi>
              {' · '}
            </>
          ),
        )}
        {link.expiresAt ? (
          <>
            {t('joinLinks.until')} <Time view={view} at={link.expiresAt} as="day" />
          </>
        ) : (
          t('joinLinks.noEnd')
        )}
      </span>
    </li>
  )
}

function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = qrCode(text)
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      {raw(`<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/>`)}
    </svg>
  )
}
