import type { QuestionKindName } from '../../../worker/domain/quizzes'
import { audioViews } from './audio'
import { calculatedViews } from './calculated'
import { categorisationViews } from './categorisation'
import { clozeViews } from './cloze'
import { essayViews } from './essay'
import { fileViews } from './file'
import type { KindViews } from './kind'
import { likertViews } from './likert'
import { matchingViews } from './matching'
import { multipleChoiceViews } from './multiple-choice'
import { numberViews } from './number'
import { orderingViews } from './ordering'
import { shortTextViews } from './short-text'
import { singleChoiceViews } from './single-choice'
import { trueFalseViews } from './true-false'
import { wordBankViews } from './word-bank'

const kindViews: { [Kind in QuestionKindName]: KindViews<Kind> } = {
  'single-choice': singleChoiceViews,
  'multiple-choice': multipleChoiceViews,
  'true-false': trueFalseViews,
  'short-text': shortTextViews,
  number: numberViews,
  calculated: calculatedViews,
  cloze: clozeViews,
  'word-bank': wordBankViews,
  matching: matchingViews,
  ordering: orderingViews,
  categorisation: categorisationViews,
  likert: likertViews,
  essay: essayViews,
  file: fileViews,
  audio: audioViews,
}

/** The views of a kind, for a question of that kind. */
export const viewsOf = (kind: QuestionKindName) =>
  kindViews[kind] as unknown as { [Name in keyof KindViews<QuestionKindName>]: AnyView<Name> }

type Of<Name extends keyof KindViews<QuestionKindName>> = NonNullable<KindViews<QuestionKindName>[Name]>
type AnyView<Name extends keyof KindViews<QuestionKindName>> = (props: Parameters<Of<Name>>[0]) => ReturnType<Of<Name>>
