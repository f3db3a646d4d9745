import { raw } from 'hono/html'
import type { Role } from '../../worker/db/schema/people'
import { roles } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { roleNames } from '../people/words'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import type { View } from '../view'
import { HelpFrame } from './frame'
import { type HelpName, helpNames, helpPages, rolesOf } from './pages'

type Texts = Record<HelpName, { title: string; summary: string }>

type IndexProps = { view: View; texts: Texts; words: string; found: HelpName[] | null }

/** All tasks by role, one's own role first; or those that answer what one searched for. */
export function HelpIndex({ view, texts, words, found }: IndexProps) {
  const { t } = view
  return (
    <HelpFrame view={view} title={t('shell.help')} description={t('help.lead')}>
      <h1>{t('shell.help')}</h1>
      <p class="muted">{t('help.lead')}</p>
      <HelpSearch view={view} words={words} />
      {found && found.length > 0 && (
        <section class="section" aria-labelledby="found">
          <h2 id="found">{t('help.found', { n: found.length, words })}</h2>
          <Tasks names={found} texts={texts} />
          <p class="above">
            <a href={urls.help()}>{t('help.all')}</a>
          </p>
        </section>
      )}
      {found?.length === 0 && <Empty drawing="search" small sentence={t('help.nothing', { words })} />}
      {!found?.length &&
        inOrderFor(view.actor?.role ?? 'learner').map((role) => (
          <section class="section" aria-labelledby={`for-${role}`}>
            <h2 id={`for-${role}`}>{t(`help.for.${role}`)}</h2>
            <Tasks names={helpNames.filter((name) => helpPages[name].role === role)} texts={texts} />
          </section>
        ))}
    </HelpFrame>
  )
}

type PageProps = { view: View; name: HelpName; texts: Texts; html: string }

/** One task: what it is for, its steps, what can go wrong. `html` has passed the sanitizer. */
export function HelpPage({ view, name, texts, html }: PageProps) {
  const { t } = view
  const { title, summary } = texts[name]
  const { role } = helpPages[name]
  const place = placeOf(name)
  const mayGo = place && view.actor && rolesOf(name).includes(view.actor.role)
  return (
    <HelpFrame view={view} title={title} description={summary}>
      <Breadcrumbs view={view} trail={[{ href: urls.help(), label: t('shell.help') }]} />
      <div class="help-columns">
        <article>
          <h1>{title}</h1>
          <p class="lead">{summary}</p>
          <p class="cluster">
            {rolesOf(name).map((one) => (
              <Chip>{t(roleNames[one])}</Chip>
            ))}
          </p>
          <div class="help-text">{raw(html)}</div>
          {mayGo && (
            <LinkButton href={place} iconAfter="arrow-right">
              {t('help.goThere')}
            </LinkButton>
          )}
          <p class="muted small above">{t('help.stillStuck')}</p>
        </article>
        <nav class="help-more" aria-labelledby="more">
          <h2 id="more">{t(`help.for.${role}`)}</h2>
          <ul role="list">
            {helpNames
              .filter((one) => helpPages[one].role === role)
              .map((one) => (
                <li>
                  <a href={urls.help(one)} aria-current={one === name ? 'page' : undefined}>
                    {texts[one].title}
                  </a>
                </li>
              ))}
          </ul>
          <p>
            <a href={urls.help()}>{t('help.all')}</a>
          </p>
        </nav>
      </div>
    </HelpFrame>
  )
}

/** For an address that no help page has: what to do instead. */
export function NoHelpPage({ view }: { view: View }) {
  const { t } = view
  return (
    <HelpFrame view={view} title={t('help.missing')}>
      <h1>{t('help.missing')}</h1>
      <p class="muted">{t('help.missingText')}</p>
      <HelpSearch view={view} words="" />
      <p class="above">
        <a href={urls.help()}>{t('help.all')}</a>
      </p>
    </HelpFrame>
  )
}

function HelpSearch({ view, words }: { view: View; words: string }) {
  return (
    <form class="inline-add" action={urls.help()} method="get" role="search" aria-label={view.t('help.search')}>
      <input
        class="input grow"
        type="search"
        name="q"
        value={words}
        maxlength={200}
        aria-label={view.t('help.search')}
        placeholder={view.t('help.search')}
        dir="auto"
      />
      <Button kind="primary" icon="search">
        {view.t('shell.search')}
      </Button>
    </form>
  )
}

function Tasks({ names, texts }: { names: readonly HelpName[]; texts: Texts }) {
  return (
    <ul class="tasks" role="list">
      {names.map((name) => (
        <li>
          <a href={urls.help(name)}>{texts[name].title}</a>
          <p>{texts[name].summary}</p>
        </li>
      ))}
    </ul>
  )
}

/** One's own role, then those with less, then those with more. */
function inOrderFor(role: Role): Role[] {
  const own = roles.indexOf(role)
  return [...roles.slice(own), ...roles.slice(0, own).reverse()]
}

/** Where the task is done, if that is one and the same address for everybody. */
const placeOf = (name: HelpName): string | undefined => helpPages[name].explains.find((page) => !page.includes(':'))
