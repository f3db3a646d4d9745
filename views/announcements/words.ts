import type { AnnouncementLine } from '../../worker/domain/announcements'
import type { View } from '../view'

type To = Pick<AnnouncementLine, 'course' | 'group' | 'audience'>

/** Whom it is said to: "Learners · Git for beginners". */
export function saidTo({ t, organization }: View, { course, group, audience }: To): string {
  const place = [group, course].filter(Boolean).join(' · ') || (organization?.name ?? '')
  return audience === 'everyone' ? place : `${t(`announcements.audience.${audience}`)} · ${place}`
}
