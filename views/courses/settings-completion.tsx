import { Check, Choices } from '../ui/choices'
import { Field } from '../ui/field'
import type { SettingsPageProps } from './settings-page'
import { optionOf, typedIn } from './settings-values'

/** What completes it, and whether a certificate comes of it. */
export function WhenComplete({ view, course, belated, values, errors = {} }: SettingsPageProps) {
  const { t } = view
  const { typed, ticked } = typedIn(values)
  const { completion } = course
  return (
    <section id="completion" aria-labelledby="completion-title">
      <h2 id="completion-title">{t('courses.whenComplete')}</h2>
      <Choices
        name="rule"
        legend={t('courses.ruleLegend')}
        value={typed('rule', completion.kind)}
        options={['all', 'count', 'average'].map((value) => optionOf(view, 'rule', value))}
        error={errors.rule}
      />
      <div class="fields">
        <Field
          name="count"
          type="number"
          min="1"
          max="300"
          inputmode="numeric"
          label={t('courses.countField')}
          value={typed('count', completion.kind === 'count' ? completion.n : '')}
          error={errors.count}
        />
        <Field
          name="percent"
          type="number"
          min="1"
          max="100"
          inputmode="numeric"
          label={t('courses.averageField')}
          after="%"
          value={typed('percent', completion.kind === 'average' ? completion.percent : '')}
          error={errors.percent}
        />
      </div>
      <Check
        name="certificate"
        label={t('courses.certificate')}
        sentence={t('courses.certificateSentence')}
        checked={ticked('certificate', course.certificate)}
      />
      {!course.certificate && belated > 0 && <p class="hint">{t('courses.belated', { n: belated })}</p>}
      <p class="hint">{t('courses.certificateAsks')}</p>
    </section>
  )
}
