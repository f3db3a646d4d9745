import type { Accommodation } from '../../worker/domain/accommodations'
import type { View } from '../view'

/** What stands for somebody, in plain words; nothing where nothing does. */
export function AccommodationLines({ view, of }: { view: View; of: Accommodation }) {
  const lines = accommodationLines(view, of)
  if (!lines.length) return null
  return (
    <ul role="list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

export function accommodationLines({ t }: View, of: Accommodation): string[] {
  return [
    ...(of.extraTime ? [t('accommodations.says.extraTime', { n: of.extraTime })] : []),
    ...(of.breakMinutes ? [t('accommodations.says.breakMinutes', { n: of.breakMinutes })] : []),
    ...(of.extraAttempts ? [t('accommodations.says.extraAttempts', { n: of.extraAttempts })] : []),
    ...(of.laterDays ? [t('accommodations.says.laterDays', { n: of.laterDays })] : []),
    ...(of.laterHours ? [t('accommodations.says.laterHours', { n: of.laterHours })] : []),
  ]
}
