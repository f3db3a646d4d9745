import type { QuizToEdit } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Mover } from './mover'
import { ToSection } from './section-card'

type Props = {
  view: View
  itemId: string
  draw: QuizToEdit['draws'][number]
  place: number
  last: number
  /** The number of its first question. */
  from: number
  focus: string
  /** Of its quiz, and in which it stands. */
  sections: QuizToEdit['sections']
  within: string
}

/** In the list of a quiz: what is drawn anew for each attempt. */
export function DrawCard({ view, itemId, draw, place, last, from, focus, sections, within }: Props) {
  const { t } = view
  const { id, count, source, tag, points, shortage, bankId, categoryId } = draw
  const name = t('banks.draw', { n: count })
  const found = new URLSearchParams({ ...(categoryId ? { category: categoryId } : {}), ...(tag ? { tag } : {}) })
  const numbers = count === 1 ? number(view, from) : `${number(view, from)}–${number(view, from + count - 1)}`
  return (
    <>
      <header>
        <h2>
          <span class="muted num">{numbers}.</span> {name}
        </h2>
        <div class="card-tools">
          <Mover
            view={view}
            action={urls.quizDrawPosition(itemId, id)}
            id={id}
            by="up"
            disabled={place === 1}
            focus={focus}
            name={name}
          />
          <Mover
            view={view}
            action={urls.quizDrawPosition(itemId, id)}
            id={id}
            by="down"
            disabled={place === last}
            focus={focus}
            name={name}
          />
          <ToSection
            view={view}
            action={urls.quizDrawPosition(itemId, id)}
            id={id}
            name={name}
            sections={sections}
            within={within}
            focus={focus}
          />
          <Form action={urls.quizDraw(itemId, id)} method="delete">
            <button
              class="iconbtn"
              type="submit"
              aria-label={t('quizzes.remove', { name })}
              title={t('quizzes.remove', { name })}
            >
              <Icon name="trash" />
            </button>
          </Form>
          <LinkButton href={urls.quizDraw(itemId, id)} small icon="edit" aria-label={t('quizzes.change', { name })}>
            {t('quizzes.changeShort')}
          </LinkButton>
        </div>
      </header>
      <p>
        {t('banks.drawFrom')}{' '}
        <a href={`${urls.bank(bankId)}?${found}`}>
          <bdi>{source}</bdi>
        </a>
        {tag && (
          <>
            {' '}
            <span class="tag">
              <bdi>{tag}</bdi>
            </span>
          </>
        )}
      </p>
      {shortage && (
        <Notice meaning="attention">{t('banks.drawShort', { wanted: shortage.wanted, found: shortage.found })}</Notice>
      )}
      <p class="small muted">{t('banks.drawWorth', { points, sum: points * count })}</p>
    </>
  )
}
