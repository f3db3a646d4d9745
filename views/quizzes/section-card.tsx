import type { QuizToEdit } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Menu, MenuButton } from '../ui/menu'
import type { View } from '../view'
import { Mover } from './mover'
import { Prose } from './prompt'

type Section = QuizToEdit['sections'][number]
type CardProps = {
  view: View
  itemId: string
  section: Section
  /** Its place among sections, and the last one. */
  place: number
  last: number
  /** So many questions an attempt asks in it. */
  count: number
  focus: string
}

/** In the list of a quiz: where a section begins. */
export function SectionCard({ view, itemId, section, place, last, count, focus }: CardProps) {
  const { t } = view
  const { id, title, introduction, shuffle } = section
  const mover = { view, action: urls.quizSectionPosition(itemId, id), id, focus, name: title }
  return (
    <>
      <header>
        <h2 dir="auto">{title}</h2>
        <div class="card-tools">
          <Mover {...mover} by="up" disabled={place === 1} />
          <Mover {...mover} by="down" disabled={place === last} />
          <Form action={urls.quizSection(itemId, id)} method="delete">
            <button
              class="iconbtn"
              type="submit"
              aria-label={t('quizzes.remove', { name: title })}
              title={t('quizzes.remove', { name: title })}
            >
              <Icon name="trash" />
            </button>
          </Form>
          <LinkButton
            href={urls.quizEdit(itemId, id)}
            small
            icon="edit"
            aria-label={t('quizzes.change', { name: title })}
          >
            {t('quizzes.changeShort')}
          </LinkButton>
        </div>
      </header>
      <Prose text={introduction} name={`s${place}`} />
      <p class="small muted">
        {count ? t('quizzes.sections.holds', { n: count }) : t('quizzes.sections.isEmpty')}
        {shuffle && ` · ${t('quizzes.sections.shuffled')}`}
      </p>
    </>
  )
}

type ToProps = {
  view: View
  /** Where the move is sent. */
  action: string
  id: string
  name: string
  sections: Section[]
  /** In which it stands; '' before the first. */
  within: string
  focus: string
}

/** Moves a question or a draw to the end of another section. */
export function ToSection({ view, action, id, name, sections, within, focus }: ToProps) {
  if (!sections.length) return null
  const others = [{ id: '', title: view.t('quizzes.sections.first') }, ...sections].filter((one) => one.id !== within)
  return (
    <Menu label={view.t('quizzes.sections.moveTo', { name })} icon="move" autofocus={focus === `menu-${id}`}>
      <p class="small muted menu-note">{view.t('quizzes.sections.moveToShort')}</p>
      {others.map((section) => (
        <Form action={action} method="put" once={view.once}>
          <MenuButton name="section" value={section.id}>
            <bdi>{section.title}</bdi>
          </MenuButton>
        </Form>
      ))}
    </Menu>
  )
}
