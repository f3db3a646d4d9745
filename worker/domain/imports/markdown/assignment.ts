import { fileKinds } from '../../../lib/file-kinds'
import { groupWorks } from '../../../lib/group-work'
import { type LatePolicy, mostLate, mostMegabytes, mostStatement, resubmissions } from '../../../lib/late-policy'
import { mostPeer, newPeerSettings, type PeerSettings, peerMakes } from '../../../lib/peer-review'
import { cleanText } from '../../../lib/text'
import { isoInZone } from '../../../lib/zones'
import { momentIn, onlySaid, type Place, said } from './conditions'
import { listOf, numberOf, textOf, type Values } from './front-matter'
import { type PlannedAssignment, unsaid } from './plan'

/** What a page says of an assignment beside its text. */
export function readAssignment(values: Values, markdown: string, zone: string, place: Place): PlannedAssignment {
  const takes = listOf(values, 'takes')
  const isSaid = takes.length > 0
  const points = numberOf(values, 'points')
  const files = numberOf(values, 'files')
  const within = (key: string, least: number, most: number) => {
    const number = numberOf(values, key)
    return number === null ? undefined : Math.min(most, Math.max(least, Math.round(number)))
  }
  return {
    instructions: markdown.trim(),
    maxPoints: points === null ? undefined : Math.min(10_000, Math.max(0, points)),
    takesText: isSaid ? takes.includes('text') : undefined,
    takesFiles: isSaid ? takes.includes('files') : undefined,
    maxFiles: files === null ? undefined : Math.min(20, Math.max(1, files)),
    fileKinds: fileKinds.find((kind) => kind === textOf(values, 'accepts')) ?? null,
    ...onlySaid<AssignmentRules>({
      takesUrl: takes.includes('url') || undefined,
      maxMegabytes: within('megabytes', 1, mostMegabytes),
      statement: Object.hasOwn(values, 'statement')
        ? cleanText(String(values.statement ?? ''), mostStatement)
        : undefined,
      resubmission: resubmissions.find((one) => one === textOf(values, 'again')),
      passPercent: within('pass', 1, 100),
      closesAt: momentIn(values, 'closes', zone, place, true),
      late: said(values, 'late', readLate, () => ignored(place, 'late')),
      missingPercent: within('missing', 0, 100),
      groupWork: groupWorks.find((one) => one === textOf(values, 'together')),
      anonymous: typeof values.anonymous === 'boolean' ? values.anonymous : undefined,
      peers: said(
        values,
        'peers',
        (value) => readPeers(value, zone, place),
        () => ignored(place, 'peers'),
      ),
      rubric: said(
        values,
        'rubric',
        (value) => String(value).slice(0, 200),
        () => {},
      ),
    }),
  }
}

type AssignmentRules = Pick<
  Required<PlannedAssignment>,
  | 'takesUrl'
  | 'maxMegabytes'
  | 'statement'
  | 'resubmission'
  | 'passPercent'
  | 'closesAt'
  | 'late'
  | 'missingPercent'
  | 'groupWork'
  | 'anonymous'
  | 'peers'
  | 'rubric'
>

function readLate(value: unknown): LatePolicy | null {
  if (typeof value !== 'object' || value === null) return null
  const { percent, per, most = 100 } = value as Record<string, unknown>
  if (typeof percent !== 'number' || typeof most !== 'number' || (per !== 'hour' && per !== 'day')) return null
  if (!(percent >= mostLate.least && percent <= 100 && most > 0 && most <= 100)) return null
  return { percent, per, most }
}

function readPeers(value: unknown, zone: string, place: Place): PeerSettings | null {
  if (typeof value !== 'object' || value === null) return null
  const { reviews, days, begins, late, everyone, shows, makes, reviewing } = value as Record<string, unknown>
  const number = (said: unknown, otherwise: number, least: number, most: number) =>
    typeof said === 'number' && Number.isInteger(said) ? Math.min(most, Math.max(least, said)) : otherwise
  const names = Array.isArray(shows) ? shows : []
  return {
    reviews: number(reviews, newPeerSettings.reviews, 1, mostPeer.reviews),
    opensAt: begins === undefined ? null : (momentIn({ begins } as Values, 'begins', zone, place) ?? null),
    days: number(days, newPeerSettings.days, 1, mostPeer.days),
    late: late !== false,
    everyone: everyone === true,
    showAuthors: names.includes('authors'),
    showReviewers: names.includes('reviewers'),
    makes: peerMakes.find((one) => one === makes) ?? newPeerSettings.makes,
    reviewingPercent: number(reviewing, 0, 0, 100),
  }
}

const writePeers = ({ reviews, opensAt, days, makes, reviewingPercent, ...peers }: PeerSettings, zone: string) => ({
  reviews,
  days,
  ...(opensAt !== null && { begins: isoInZone(opensAt, zone) }),
  late: peers.late,
  ...(peers.everyone && { everyone: true }),
  shows: [...(peers.showAuthors ? ['authors'] : []), ...(peers.showReviewers ? ['reviewers'] : [])],
  makes,
  ...(reviewingPercent > 0 && { reviewing: reviewingPercent }),
})

const ignored = ({ path, report }: Place, name: string) =>
  report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name, text: '' } })

/** What differs from a new assignment. */
export function writeAssignment(assignment: PlannedAssignment, zone: string) {
  const { maxPoints, takesText, takesFiles, maxFiles, fileKinds, ...rules } = { ...unsaid.assignment, ...assignment }
  const {
    takesUrl,
    maxMegabytes,
    statement,
    resubmission,
    passPercent,
    closesAt,
    late,
    missingPercent,
    groupWork,
    anonymous,
    peers,
    rubric,
  } = rules
  return {
    points: maxPoints,
    takes: listed([takesText && 'text', takesFiles && 'files', takesUrl && 'url']),
    files: maxFiles,
    ...(fileKinds && { accepts: fileKinds }),
    ...(maxMegabytes != null && { megabytes: maxMegabytes }),
    ...(statement && { statement }),
    ...(resubmission && resubmission !== 'unmarked' && { again: resubmission }),
    ...(passPercent !== undefined && passPercent !== 60 && { pass: passPercent }),
    ...(closesAt != null && { closes: isoInZone(closesAt, zone) }),
    ...(late && { late }),
    ...(missingPercent != null && { missing: missingPercent }),
    ...(groupWork && groupWork !== 'none' && { together: groupWork }),
    ...(anonymous && { anonymous }),
    ...(peers && { peers: writePeers(peers, zone) }),
    ...(rubric && { rubric }),
  }
}

/** An empty list would say nothing: what is given by hand says `none`. */
function listed(takes: (string | false | undefined)[]): string[] {
  const said = takes.filter((one) => typeof one === 'string')
  return said.length ? said : ['none']
}
