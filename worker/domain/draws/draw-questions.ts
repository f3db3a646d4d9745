/** So many questions are wanted by one draw of a quiz. */
export type Draw = { id: string; count: number }
type Candidate = { drawId: string; questionId: string }

/**
 * Chooses questions for every draw of a quiz by chance, none of them twice, and gives each draw's in the order of chance. Where
 * draws could take the same questions they leave each other what they need: a draw gets fewer than it wants only if no choice
 * would give everybody enough. `random` gives numbers in [0, 1).
 */
export function drawQuestions(
  draws: readonly Draw[],
  candidates: readonly Candidate[],
  random: () => number,
): Map<string, string[]> {
  const wanted = new Map(draws.map(({ id }) => [id, [] as string[]]))
  for (const { drawId, questionId } of candidates) wanted.get(drawId)?.push(questionId)
  for (const list of wanted.values()) shuffle(list, random)

  const slots = draws.flatMap(({ id, count }) => Array.from({ length: count }, () => id))
  const takenBy = new Map<string, number>()
  /** Takes a free question, or one whose holder finds another. */
  const seat = (slot: number, asked: Set<string>): boolean => {
    const list = wanted.get(slots[slot]!)!
    const free = list.find((question) => !takenBy.has(question))
    if (free !== undefined) {
      takenBy.set(free, slot)
      return true
    }
    return list.some((question) => {
      if (asked.has(question)) return false
      asked.add(question)
      if (!seat(takenBy.get(question)!, asked)) return false
      takenBy.set(question, slot)
      return true
    })
  }
  for (const slot of slots.keys()) seat(slot, new Set())

  const drawn = new Map(draws.map(({ id }) => [id, [] as string[]]))
  for (const [question, slot] of takenBy) drawn.get(slots[slot]!)!.push(question)
  for (const list of drawn.values()) shuffle(list, random)
  return drawn
}

function shuffle(list: string[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[list[last], list[other]] = [list[other]!, list[last]!]
  }
}
