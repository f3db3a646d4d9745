export { carryRule, withoutItems } from './change-rule'
export { describeRule, type Names } from './describe-rule'
export { type Clause, evaluateRule, type Facts, nextTurn, type Verdict } from './evaluate-rule'
export { groupIdsIn, itemIdsIn, leavesOf, noRule, type Rule, ruleBounds, ruleSchema } from './rule'
