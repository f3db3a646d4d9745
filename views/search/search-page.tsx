import type { SearchHit } from '../../worker/domain/search'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import { addressOf, kindsOfHits } from './hits'
import { Marked } from './marked'

type Props = { view: View; words: string; hits: SearchHit[] }

/** What was found of what the reader may see. */
export function SearchPage({ view, words, hits }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('search.title')} width="narrow">
      <h1>{t('search.title')}</h1>
      <form class="inline-add" action={urls.search()} method="get" role="search" aria-label={t('search.title')}>
        <input
          class="input grow"
          type="search"
          name="q"
          value={words}
          maxlength={200}
          aria-label={t('shell.searchFor')}
          dir="auto"
        />
        <Button small kind="primary" icon="search">
          {t('shell.search')}
        </Button>
      </form>
      <SearchHits view={view} words={words} hits={hits} />
    </Shell>
  )
}

function SearchHits({ view, words, hits }: Props) {
  const { t } = view
  if (!words) return <Empty drawing="search" small sentence={t('search.begin')} />
  if (hits.length === 0) return <Empty drawing="search" small sentence={t('search.nothing', { words })} />
  return (
    <ul class="rows hits" role="list" id="hits" aria-label={t('search.found', { n: hits.length })}>
      {hits.map((hit) => (
        <li>
          <a href={addressOf(hit)}>
            <Icon name={kindsOfHits[hit.kind].icon} />
            <Marked text={hit.title} words={words} />
          </a>
          <span class="small muted">{t(kindsOfHits[hit.kind].one)}</span>
          {(hit.excerpt || (hit.kind !== 'course' && hit.courseTitle)) && (
            <span class="below">
              {hit.kind !== 'course' && hit.courseTitle && <bdi>{hit.courseTitle}</bdi>}
              {hit.excerpt && hit.kind !== 'course' && hit.courseTitle && ' · '}
              {hit.excerpt && <Marked text={hit.excerpt} words={words} />}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
