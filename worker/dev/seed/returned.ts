import type { Tenant } from '../../../tenants/tenant'
import { addAnnotation, addManualItem, attachFeedback, releaseMark } from '../../domain/assignments'
import { holdGrades, setGrades } from '../../domain/grades'
import { storeFile } from '../../domain/media'
import type { Actor } from '../../domain/policy'
import { utf8 } from '../../lib/bytes'
import { newId } from '../../lib/ids'
import { at } from '.'
import { hum, paper } from './files'
import { firstModule, hand, madeIn, openTo } from './work'

const DAY_MS = 24 * 3_600_000

type Place = { courseId: string; learners: Actor[] }

/** Work with a paper and a recording that came back with marks on it, grades that nobody has seen yet, and those of a talk. */
export async function giveBack(
  tenant: Tenant,
  teaching: Actor,
  { courseId, learners }: Place,
  now: number,
): Promise<void> {
  const make = await madeIn(at(tenant, now - 10 * DAY_MS), teaching, courseId)
  const aloud = await make('Say what the chart says', {
    takesFiles: true,
    instructions: 'Hand in the chart as a PDF, and say in half a minute what it shows.',
    dueAt: now + 5 * DAY_MS,
    maxPoints: 20,
  })
  const those = await openTo(at(tenant, now - 9 * DAY_MS), learners, aloud)
  await spoken(tenant, teaching, { itemId: aloud, learner: those[0]! }, now)
  const [later] = await filesOf(at(tenant, now - 4 * DAY_MS), those[1]!, 'submission', [['chart.pdf', await chart()]])
  await hand(at(tenant, now - 4 * DAY_MS), those[1]!, aloud, 'Only the paper: my microphone is broken.', [later!])

  const held = await make('Count the stock again', {
    instructions: 'Count one shelf twice, a day apart, and write down what did not agree.',
    dueAt: null,
    maxPoints: 10,
  })
  await holdGrades(at(tenant, now - 9 * DAY_MS), teaching, { courseId, itemId: held }, true)
  const counts = [
    'Two boxes of rolls were behind the door.',
    'It agreed. I did not believe it and counted a third time.',
  ]
  for (const [place, text] of counts.entries()) {
    const work = await hand(at(tenant, now - (6 - place) * DAY_MS), those[place]!, held, text)
    const given = { points: 8 + place, comment: 'Good: you said what you did before you looked.' }
    await releaseMark(at(tenant, now - 2 * DAY_MS), teaching, work, given)
  }

  const talk = await addManualItem(at(tenant, now - 8 * DAY_MS), teaching, courseId, {
    title: 'Your table in two minutes',
    maxPoints: 5,
    categoryId: null,
    dueAt: null,
    moduleId: await firstModule(tenant, courseId),
  })
  const cells = [5, 4, 3.5].map((points, place) => ({ userId: those[place]!.id, itemId: talk.id, points }))
  await setGrades(at(tenant, now - DAY_MS), teaching, courseId, { cells, reason: 'The talks of Monday' })
}

/** Handed in, said something at, given back with a voice and a sheet. */
async function spoken(
  tenant: Tenant,
  teaching: Actor,
  { itemId, learner }: { itemId: string; learner: Actor },
  now: number,
) {
  const files = await filesOf(at(tenant, now - 4 * DAY_MS), learner, 'submission', [
    ['chart.pdf', await chart()],
    ['what-it-says.wav', hum(180)],
  ])
  const text = 'The line goes up because we count more shops since June. Per shop it goes down.'
  const work = await hand(at(tenant, now - 4 * DAY_MS), learner, itemId, text, files)
  const then = at(tenant, now - 2 * DAY_MS)
  const paperId = files[0]!
  for (const [place, comment] of [
    [{ exact: 'Per shop it goes down' }, 'This is the sentence that the chart needs as its title.'],
    [
      { mediaId: paperId, shape: { kind: 'area', page: 1, x: 0.07, y: 0.2, width: 0.62, height: 0.18 } },
      'Say from which month on there are more shops.',
    ],
    [{ mediaId: paperId, shape: { kind: 'pin', page: 2, x: 0.4, y: 0.3 } }, 'Two numbers, one unit: thank you.'],
  ] as const)
    await addAnnotation(then, teaching, { kind: 'submission', id: work }, { key: newId(), at: place, comment })
  const back = await filesOf(then, teaching, 'feedback', [
    ['what-i-heard.wav', hum(220)],
    ['per-shop.csv', utf8('month,shops,boxes,per shop\nMay,4,480,120\nJune,6,660,110\n')],
  ])
  await attachFeedback(then, teaching, work, back)
  await releaseMark(then, teaching, work, { points: 17, comment: 'I heard at once what you wanted to say.' })
}

const chart = () =>
  paper([
    ['Boxes delivered, January to July', 'January  420     April  470', 'May  480     June  660     July  690'],
    ['Boxes for each shop', 'May  120 boxes', 'June  110 boxes'],
  ])

async function filesOf(
  tenant: Tenant,
  owner: Actor,
  purpose: 'submission' | 'feedback',
  files: [string, Uint8Array<ArrayBuffer>][],
) {
  const ids: string[] = []
  for (const [name, bytes] of files) ids.push((await storeFile(tenant, owner, { name, bytes, purpose })).id)
  return ids
}
