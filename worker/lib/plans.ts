const GB = 1_000_000_000

/** What an organization may use, and what it pays. Prices are euros a month; `people` null is without limit. */
export const plans = {
  free: { people: 100, storageBytes: 5 * GB, price: 0 },
  team: { people: 1_000, storageBytes: 100 * GB, price: 49 },
  organization: { people: null, storageBytes: 1_000 * GB, price: 249 },
} as const

export type Plan = keyof typeof plans

/** The plan that gives this much room; null where the operator gave another amount. */
export const planOf = (storageBytes: number): Plan | null =>
  (Object.keys(plans) as Plan[]).find((plan) => plans[plan].storageBytes === storageBytes) ?? null

/** Places of the plan: how many people it holds, and how many are here, invited or waiting. */
export type Places = { most: number; taken: number }

/** Time to tell those who add people. */
export const isNearlyFull = ({ most, taken }: Places): boolean => taken >= most * 0.9
