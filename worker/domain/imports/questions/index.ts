export type { FormatName } from './formats'
export type { FoundQuestion, QuestionFile, QuestionReportKey, QuestionReportLine } from './plan'
export { readQuestionFile } from './read-file'
