import type { Found } from '../../worker/domain/search'
import { urls } from '../../worker/urls'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import { addressOf, kindsOfHits } from './hits'
import { Marked } from './marked'

/** The field at the top of every page. A form that goes to the search page; while one types, the best hits stand below it. */
export function SearchBox({ view, action }: { view: View; action: string }) {
  const { t } = view
  return (
    <form
      class="search"
      role="search"
      aria-label={view.t('shell.searchFor')}
      action={action}
      method="get"
      data-search-box
    >
      <Icon name="search" />
      {/* Not type="search": that may not be a combobox (ARIA in HTML). */}
      <input
        name="q"
        maxlength={200}
        autocomplete="off"
        enterkeyhint="search"
        dir="auto"
        aria-label={t('shell.searchFor')}
        placeholder={t('shell.search')}
        aria-keyshortcuts="/"
        data-search
        hx-get={action}
        hx-trigger="input changed delay:200ms, look"
        hx-target="#found"
        hx-swap="innerHTML"
        hx-sync="this:replace"
      />
      <span class="slash" aria-hidden="true">
        /
      </span>
      <div id="found" class="found" hidden />
    </form>
  )
}

type ChoicesProps = { view: View; words: string; found: Found }

/** What stands below the field: a listbox whose options are links. */
export function SearchChoices({ view, words, found }: ChoicesProps) {
  const { t } = view
  if (!words) return null
  const n = found.reduce((sum, { hits }) => sum + hits.length, 0)
  if (n === 0) {
    const sentence = t('search.nothing', { words })
    return <p data-status={sentence}>{sentence}</p>
  }
  return (
    <div id="choices" role="listbox" aria-label={t('search.title')} data-status={t('search.found', { n })}>
      {found.map(({ kind, hits }) => (
        <div role="group" aria-label={t(kindsOfHits[kind].many)}>
          <div class="kind" aria-hidden="true">
            {t(kindsOfHits[kind].many)}
          </div>
          {hits.map((hit) => (
            <a role="option" id={`${kind}-${hit.subjectId}`} href={addressOf(hit)} tabindex={-1} aria-selected="false">
              <Icon name={kindsOfHits[kind].icon} />
              <Marked text={hit.title} words={words} />
              {kind !== 'course' && hit.courseTitle && <bdi class="small muted">{hit.courseTitle}</bdi>}
            </a>
          ))}
        </div>
      ))}
      <a role="option" id="choice-all" class="all" href={urls.search(words)} tabindex={-1} aria-selected="false">
        {t('search.all')}
        <Icon name="arrow-right" />
      </a>
    </div>
  )
}
