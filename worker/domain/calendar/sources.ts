import type { CalendarSource } from '../../db/calendar-dates'
import { assignmentDates } from '../assignments'
import { courseDates } from '../courses'
import { quizDates } from '../quizzes'

/** Every room that has dates. A further one is a line here. */
export const sources: CalendarSource[] = [courseDates, quizDates, assignmentDates]
