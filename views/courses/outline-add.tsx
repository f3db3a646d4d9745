import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Select } from '../ui/select'
import type { EditedModule } from './outline-module'
import type { OutlineProps } from './outline-page'
import { kindKey, kinds } from './words'

export function AddItem({ view, module, refused }: OutlineProps & { module: EditedModule }) {
  const { t } = view
  const wrong = refused?.in === module.id ? refused : null
  return (
    <Form
      action={urls.moduleItems(module.id)}
      once={view.once}
      target="#outline"
      swap="outerMorph"
      class="add"
      data-add
    >
      <input type="hidden" name="id" value={newId()} />
      <Select
        name="kind"
        label={t('courses.kindOfNew')}
        bare
        value="lesson"
        options={[
          ...kinds.map((kind) => ({ value: kind, label: t(kindKey[kind]) })),
          { value: 'named', label: t('courses.kind.survey') },
          { value: 'anonymous', label: t('surveys.use.anonymous') },
          { value: 'course-feedback', label: t('surveys.feedback.title') },
        ]}
      />
      <input
        name="title"
        maxlength={200}
        dir="auto"
        autocomplete="off"
        placeholder={t('courses.addItem')}
        aria-label={t('courses.addItemTo', { module: module.title })}
        value={wrong?.typed}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `add-error-${module.id}` : undefined}
      />
      <Button small kind="quiet" icon="plus">
        {t('courses.add')}
      </Button>
      {wrong && (
        <p class="hint problem" id={`add-error-${module.id}`}>
          {wrong.sentence}
        </p>
      )}
    </Form>
  )
}

export function AddModule({ view, course, refused }: OutlineProps) {
  const { t } = view
  const wrong = refused?.in === course.id ? refused : null
  return (
    <Form
      action={urls.modules(course.id)}
      once={view.once}
      target="#outline"
      swap="outerMorph"
      class="add add-module"
      data-add
    >
      <input type="hidden" name="id" value={newId()} />
      <input
        name="title"
        maxlength={200}
        dir="auto"
        autocomplete="off"
        placeholder={t('courses.addModule')}
        aria-label={t('courses.addModule')}
        value={wrong?.typed}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? 'add-module-error' : undefined}
      />
      <Button small icon="plus">
        {t('courses.addModuleButton')}
      </Button>
      {wrong && (
        <p class="hint problem" id="add-module-error">
          {wrong.sentence}
        </p>
      )}
    </Form>
  )
}
