/** Answering a quiz: every change is saved by itself, kept on this device while there is no connection, and sent in order. */

import { openAttempt } from './quiz/attempt'
import { openBreak } from './quiz/break'
import { bringCode } from './quiz/bring-code'
import { openReview } from './quiz/review'

const attempt = document.querySelector<HTMLFormElement>('form[data-attempt]')
if (attempt) openAttempt(attempt)
if (attempt) bringCode(attempt)

const pause = document.querySelector<HTMLFormElement>('form[data-break-until]')
if (pause) openBreak(pause)

const review = document.querySelector<HTMLFormElement>('form[data-attempt-review]')
if (review) openReview(review)
