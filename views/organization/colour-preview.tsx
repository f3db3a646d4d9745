import { contrast, isColour, paletteOf } from '../../worker/lib/palette'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'

/**
 * How a colour will look on paper and in the dark, and how well it reads. The palette moves a colour only as far as
 * reading asks for, and says so where it did. Drawn as SVG: values cannot stand in style attributes.
 */
export function ColourPreview({ view, colour }: { view: View; colour: string }) {
  const { t } = view
  const palette = paletteOf(colour)
  const themes = [
    { name: 'organization.light', ground: '#fcf9f5', raised: '#ffffff', brand: palette.light, ink: palette.lightInk },
    { name: 'organization.dark', ground: '#181410', raised: '#221d19', brand: palette.dark, ink: palette.darkInk },
  ] as const
  const moved = isColour(colour) && palette.light.toLowerCase() !== colour.toLowerCase()
  return (
    <div id="colour-preview" class="colour-preview" aria-live="polite">
      {themes.map(({ name, ground, raised, brand, ink }) => (
        <figure>
          <svg viewBox="0 0 220 92" aria-hidden="true">
            <rect width="220" height="92" rx="10" fill={ground} />
            <rect x="14" y="14" width="192" height="64" rx="8" fill={raised} />
            <rect x="28" y="30" width="62" height="32" rx="6" fill={brand} />
            <text x="59" y="51" fill={ink} text-anchor="middle" font-size="14" font-weight="600">
              Aa
            </text>
            <text x="106" y="51" fill={brand} font-size="14" font-weight="600">
              Aa
            </text>
            <rect x="138" y="43" width="54" height="5" rx="2.5" fill={brand} opacity=".28" />
            <rect x="138" y="43" width="30" height="5" rx="2.5" fill={brand} />
          </svg>
          <figcaption>
            {t(name)}{' '}
            <span class="chip good">
              <Icon name="check" />
              {t('organization.contrast', { ratio: number(view, contrast(brand, ink), { maximumFractionDigits: 1 }) })}
            </span>
          </figcaption>
        </figure>
      ))}
      {moved && <p class="hint">{t('organization.colourMoved')}</p>}
    </div>
  )
}
