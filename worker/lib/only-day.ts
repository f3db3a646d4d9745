const DAY = 86_400_000

/** When something happened, where the moment would say who it was: the day (UTC) only. */
export const onlyDay = (at: number): number => at - (at % DAY)
