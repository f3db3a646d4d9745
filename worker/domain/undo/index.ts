export { keepWayBack } from './keep-way-back'
export { type Reversal, reversal, type Statement, takeBack, type WaysBack } from './take-back'
export { UNDO_FOR } from './window'
