export { candidatesQuery, isDrawable, type Shortage, shortagesOf } from './candidates'
export { type Draw, drawQuestions } from './draw-questions'
export { inCategory } from './in-category'
export { drawnCount, quizPoints } from './quiz-size'
