export { addCategory, categoryBack, mostCategories, removeCategory, renameCategory } from './categories'
export { type Category, deepest, treeOf } from './categories-tree'
export { type BulkAct, changeManyQuestions, manyBack, placeBack } from './change-many'
export { type BankChoice, findBankChoice } from './choose-page'
export { binBank, editBank, makeBank, mostBanks, restoreBank } from './edit-banks'
export { indexQuestions, questionEntry, titleOf } from './entries'
export {
  type Bank,
  type BankHead,
  findBank,
  findBankForm,
  findBankToEdit,
  headFor as bankHeadFor,
  headQueries as bankHeadQueries,
} from './find-bank'
export {
  type BankQuestion,
  type DrawUse,
  findBankQuestion,
  findBankQuestionForm,
  findBankQuestionPage,
  findBankQuestionToEdit,
  type QuestionVersion,
  type Use,
} from './find-question'
export { findKeeping, type Keeping, keepQuestions, keptBack } from './keep-questions'
export { type BankLine, listBanks, listCourseBanks, readableBanks } from './list-banks'
export { listQuestions, type QuestionFilter, type QuestionLine } from './list-questions'
export { changeBankPassage } from './passages'
export { carryPictures, spreadPictures } from './pictures'
export {
  bringQuestionBack,
  duplicateBankQuestion,
  moveBankQuestion,
  retireQuestion,
  retireStatements,
} from './place-questions'
export { purgeBank } from './purge-bank'
export { readBankQuestions } from './read-questions'
export { mostTags, readTag, readTags } from './tags'
export {
  addDraw,
  changeDraw,
  chooseQuestions,
  type DrawDraft,
  drawBack,
  mostDraws,
  removeDraw,
  takeNewestVersion,
  weighQuestion,
} from './use-in-quiz'
export {
  addBankQuestion,
  bankQuestionRows,
  bringVersionBack,
  changeBankQuestion,
  mostInBank,
  roomFor,
  useNewestVersion,
} from './write-questions'
