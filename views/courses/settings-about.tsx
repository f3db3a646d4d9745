import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { Check } from '../ui/choices'
import { Field, TextArea } from '../ui/field'
import { SelectField } from '../ui/select'
import type { SettingsPageProps } from './settings-page'
import { typedIn } from './settings-values'

/** What the course is: title, summary, picture, where it stands in the catalogue. */
export function AboutIt({ view, course, categories, category, values, errors = {} }: SettingsPageProps) {
  const { t } = view
  const { typed } = typedIn(values)
  return (
    <section id="about" aria-labelledby="about-title">
      <h2 id="about-title">{t('courses.aboutIt')}</h2>
      <Field
        name="title"
        label={t('courses.titleField')}
        value={typed('title', course.title)}
        maxlength={200}
        dir="auto"
        error={errors.title}
      />
      <TextArea
        name="summary"
        label={t('courses.summary')}
        hint={t('courses.summaryHint')}
        value={typed('summary', course.summary)}
        maxlength={2000}
        error={errors.summary}
      />
      <Field
        name="picture"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        label={t('courses.picture')}
        hint={t('courses.pictureHint')}
        error={errors.picture}
      />
      {course.pictureId && (
        <>
          <img class="picture-now" src={urls.media(course.pictureId)} alt="" width={270} height={152} />
          <Check name="noPicture" label={t('courses.noPicture')} />
        </>
      )}
      <div class="fields">
        <Field
          name="category"
          label={t('courses.category')}
          list="categories"
          value={typed('category', category)}
          maxlength={80}
          dir="auto"
          hint={t('courses.categoryHint')}
          error={errors.category}
        />
        <datalist id="categories">
          {categories.map(({ name }) => (
            <option value={name} />
          ))}
        </datalist>
        <Field
          name="tags"
          label={t('courses.tags')}
          value={typed('tags', course.tags.join(', '))}
          maxlength={600}
          dir="auto"
          hint={t('courses.tagsHint')}
          error={errors.tags}
        />
        <Field
          name="expectedHours"
          type="number"
          min="1"
          max="2000"
          inputmode="numeric"
          label={t('courses.expectedHours')}
          value={typed('expectedHours', course.expectedHours)}
          error={errors.expectedHours}
        />
        <SelectField
          name="locale"
          label={t('courses.language')}
          empty={t('courses.asOrganization')}
          value={typed('locale', course.locale)}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          error={errors.locale}
        />
      </div>
    </section>
  )
}
