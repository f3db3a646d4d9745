import { z } from 'zod'
import type { PlaceGiven } from '../../domain/assignments'
import type { Annotation } from '../../domain/rubrics'
import { mostPlace, type Place } from '../../lib/place'
import { id, time, toTime } from './shapes'

const share = z.number().min(0).max(1)
const page = z.number().int().min(1).max(mostPlace.pages).default(1)

/** How a place is told, in the selectors of the W3C Web Annotation Data Model where it is text. */
const shapeJson = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('page'), page }),
    z.object({ kind: z.literal('pin'), page, x: share, y: share }),
    z.object({ kind: z.literal('area'), page, x: share, y: share, width: share, height: share }),
    z.object({
      kind: z.literal('ink'),
      page,
      strokes: z
        .array(
          z
            .array(share)
            .min(4)
            .max(2 * mostPlace.points),
        )
        .min(1)
        .max(mostPlace.strokes),
    }),
  ])
  .describe('On a page, or a picture (page 1): shares of its width and height, from the left and the top.')

const offset = z.number().int().min(0)
const words = z.string().max(4 * mostPlace.words)

export const annotationJson = z.object({
  id: z.string(),
  fileId: z.string().nullable().describe('The file in which it stands; null is the text.'),
  position: z
    .object({ start: offset, end: offset })
    .nullable()
    .describe('TextPositionSelector: code points of the text.'),
  quote: z
    .object({ exact: z.string(), prefix: z.string(), suffix: z.string() })
    .nullable()
    .describe('TextQuoteSelector.'),
  shape: shapeJson.nullable(),
  comment: z.string(),
  revision: z.number(),
  by: z.string().nullable().describe('Who wrote last; null for its learner.'),
  updatedAt: time,
})

export function toAnnotation({ id, mediaId, place, comment, revision, by, updatedAt }: Annotation) {
  const { position, quote, shape } = selectorsOf(place)
  return { id, fileId: mediaId, position, quote, shape, comment, revision, by, updatedAt: toTime(updatedAt) }
}

function selectorsOf(place: Place) {
  if (place.kind !== 'text') return { position: null, quote: null, shape: place }
  const { start, end, exact, prefix, suffix } = place
  return { position: { start, end }, quote: { exact, prefix, suffix }, shape: null }
}

/** Where something is said: one of the three. */
export const placeBody = {
  position: z.object({ start: offset, end: offset }).optional().describe('Code points of the text.'),
  quote: z
    .object({ exact: words, prefix: words.default(''), suffix: words.default('') })
    .optional()
    .describe('The same by its words: of several the one that stands between these.'),
  fileId: id.optional(),
  shape: shapeJson.optional().describe('In the file.'),
}

export type PlaceBody = z.output<z.ZodObject<typeof placeBody>>

export function placeIn({ position, quote, fileId, shape }: PlaceBody): PlaceGiven | null {
  if (fileId && shape) return { mediaId: fileId, shape }
  return position ?? quote ?? null
}
