import { later } from './resolve-deadline'

/** Null: as for everyone; 0 minutes: no limit; 0 attempts: as many as one likes. */
export type QuizChange = {
  opensAt: number | null
  closesAt: number | null
  timeLimitMinutes: number | null
  attemptsAllowed: number | null
}

export type Standing = { extraTime: number; extraAttempts: number; laterDays: number; laterHours: number }

/** The rule that `quizFor` says in SQL; null in what comes out is none. */
export function resolveQuiz({
  base,
  zone,
  personal,
  groups = [],
  standing,
}: {
  base: QuizChange
  zone: string
  personal?: QuizChange | null
  groups?: QuizChange[]
  standing?: Standing | null
}): QuizChange & { extraMinutes: number } {
  const { extraTime = 0, extraAttempts = 0, laterDays = 0, laterHours = 0 } = standing ?? {}
  const of = (name: keyof QuizChange) => groups.flatMap((group) => group[name] ?? [])
  const most = (values: number[]) => (values.includes(0) ? 0 : values.length ? Math.max(...values) : null)
  const opens = of('opensAt')
  const closes = of('closesAt')
  const limit = most(of('timeLimitMinutes')) ?? base.timeLimitMinutes
  const attempts = most(of('attemptsAllowed')) ?? base.attemptsAllowed
  const extraMinutes = personal?.timeLimitMinutes == null ? Math.ceil(((limit ?? 0) * extraTime) / 100) : 0
  const closesAt =
    personal?.closesAt ?? later(closes.length ? Math.max(...closes) : base.closesAt, laterDays, laterHours, zone)
  return {
    opensAt: personal?.opensAt ?? (opens.length ? Math.min(...opens) : base.opensAt),
    closesAt: closesAt === null ? null : closesAt + extraMinutes * 60_000,
    timeLimitMinutes: (personal?.timeLimitMinutes ?? (limit ?? 0) + extraMinutes) || null,
    attemptsAllowed: (personal?.attemptsAllowed ?? (attempts ? attempts + extraAttempts : 0)) || null,
    extraMinutes,
  }
}
