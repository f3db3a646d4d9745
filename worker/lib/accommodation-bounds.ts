/** The most that may stand for one person of each, from 0. */
export const mostAccommodation = {
  extraTime: 300,
  breakMinutes: 240,
  extraAttempts: 20,
  laterDays: 60,
  laterHours: 23,
} as const
export const mostNote = 500
