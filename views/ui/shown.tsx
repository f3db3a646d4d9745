import { shownMark } from '../../worker/lib/shown'
import type { View } from '../view'

type ShownProps = {
  view: View
  /** What the form shows; `was` where it has been sent before. */
  values: Record<string, string | string[]>
  /** What somebody else saved meanwhile, by field. */
  theirs?: Record<string, string>
  /** Where one goes on with their version alone. */
  href: string
  /** Where the fields' ids are not their names. */
  ids?: Record<string, string>
}

/** Stands first in a form that two people, or two tabs, may have open: what it was shown goes along when it is sent. */
export function Shown({ view, values, theirs, href, ids = {} }: ShownProps) {
  return (
    <>
      <input type="hidden" name="was" value={String(values.was ?? shownMark(values))} />
      {theirs && (
        <div class="summary" role="group" aria-labelledby="stale-title" tabindex={-1} autofocus data-focus>
          <h2 id="stale-title">{view.t('form.stale.title')}</h2>
          <p class="small">{view.t('form.stale.text')}</p>
          <ul>
            {Object.entries(theirs).map(([name, value]) => (
              <li>
                <a href={`#${ids[name] ?? name}`}>
                  <b data-names={ids[name] ?? name} />
                  {view.t('form.stale.theirs')}
                </a>{' '}
                <bdi class="stale-theirs" data-says={`${name}=${value}`}>
                  {value === '' ? view.t('form.stale.empty') : value === 'on' ? view.t('form.stale.on') : value}
                </bdi>
              </li>
            ))}
          </ul>
          <p class="small">
            <a href={href}>{view.t('form.stale.take')}</a>
          </p>
        </div>
      )}
    </>
  )
}
