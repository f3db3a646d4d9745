import { type AssetName, asset } from '../../worker/lib/assets'
import type { View } from '../view'

type Name = 'roster' | 'home' | 'lesson'
type Look = { name: Name; width: number; height: number }

/** Taken by bin/lib/screenshots.ts, which knows the same sizes. */
const looks: Look[] = [
  { name: 'roster', width: 1200, height: 750 },
  { name: 'home', width: 440, height: 904 },
  { name: 'lesson', width: 440, height: 904 },
]

/** Pictures of the product itself, in the reader's theme; fetched only when one comes near them. */
export function Looks({ view }: { view: View }) {
  const { t } = view
  return (
    <section aria-labelledby="looks" class="looks-section">
      <h2 id="looks">{t('landing.look.title')}</h2>
      <ul class="looks" role="list">
        {looks.map(({ name, width, height }) => (
          <li class={`look-${name}`}>
            <figure>
              <picture>
                <source media="(prefers-color-scheme: dark)" srcset={picture(name, 'dark')} />
                <img
                  src={picture(name, 'light')}
                  alt=""
                  width={width}
                  height={height}
                  loading="lazy"
                  decoding="async"
                />
              </picture>
              <figcaption>{t(`landing.look.${name}`)}</figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  )
}

const picture = (name: Name, theme: 'light' | 'dark') => asset(`images/${name}-${theme}.webp` satisfies AssetName)
