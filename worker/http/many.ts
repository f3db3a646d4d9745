import { z } from 'zod'

const id = z.string().min(1).max(64)

/** Boxes of one name: none, one or many of them were ticked. */
export const manyIds = z
  .union([id, z.array(id).max(2_000)])
  .default([])
  .transform((ids) => [ids].flat())
