import type { ExportFormat, QuestionExports } from '../../worker/domain/imports'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import type { View } from '../view'
import { placeTrail } from './new-questions-page'

/** Names that no language changes. */
const names: Record<ExportFormat, string> = { gift: 'GIFT', 'moodle-xml': 'Moodle XML', 'qti-2.1': 'QTI 2.1' }

const MOST_PLACES = 12

type Props = { view: View; exports: QuestionExports }

/** Each form with what it is for, and what of this quiz it cannot hold. */
export function QuestionExportsPage({ view, exports }: Props) {
  const { t } = view
  const { place, formats } = exports
  return (
    <Shell view={view} title={t('imports.exportTitle')} width="narrow" styles={['css/staff.css', 'css/imports.css']}>
      <Breadcrumbs view={view} trail={placeTrail(view, place)} />
      <div class="import-page">
        <h1>{t('imports.exportTitle')}</h1>
        <p class="muted">{t('imports.exportLead')}</p>
        {place.questions === 0 && <Empty drawing="page" sentence={t('imports.exportEmpty')} small />}
        {place.questions > 0 &&
          formats.map(({ format, losses }) => (
            <section class="section">
              <h2>{names[format]}</h2>
              <p class="muted">{t(`imports.exportHint.${format}`)}</p>
              {losses.length === 0 ? (
                <p>{t('imports.exportWhole')}</p>
              ) : (
                <ul class="losses">
                  {losses.map(({ loss, places }) => (
                    <li>
                      {t(`imports.loss.${loss}`)}{' '}
                      <span class="muted small">
                        {t('imports.lossPlaces', { n: places.length, places: listed(view, places) })}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              <div class="buttons">
                <LinkButton href={urls.questionExport(place, format)} icon="download" download>
                  {t('imports.exportDownload', { format: names[format] })}
                </LinkButton>
              </div>
            </section>
          ))}
      </div>
    </Shell>
  )
}

function listed({ locale }: View, places: number[]): string {
  const shown = places.slice(0, MOST_PLACES).map((place) => place.toLocaleString(locale))
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(shown)
  return places.length > MOST_PLACES ? `${list} …` : list
}
