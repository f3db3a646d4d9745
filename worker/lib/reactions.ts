/** What may be felt about somebody's words; the signs stand in the views. */
export const reactionKinds = ['like', 'thanks', 'agree', 'funny', 'surprised'] as const
export type ReactionKind = (typeof reactionKinds)[number]
