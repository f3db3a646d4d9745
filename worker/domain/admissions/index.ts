export { type ActKind, actKinds } from './acts'
export { type Added, addPerson } from './add-person'
export {
  type InvitedInto,
  type InvitedLine,
  invitePastedList,
  MOST_INVITED,
} from './invite-people'
export { MOST_SELECTED, performAct, undoAct } from './selected-people'
export { renewSignInCard, type SignInCard } from './sign-in-cards'
