import type { Tenant } from '../../../tenants/tenant'
import { Conflict, Invalid, NotFound } from '../../errors'
import { embedAddress } from '../../lib/embeds'
import { kindOfType, type Media } from '../media'
import { readOrganization } from '../organization'
import type { Actor } from '../policy'
import { blockMark } from './block-mark'
import { allBlocks, type Block, type BlockKindName, type LessonContent, maxBlocks, prepareContent } from './blocks'
import { type Beginning, emptyBlock } from './empty-block'
import { contentOf } from './find-lesson'
import { checkFiles } from './fitting-file'
import { type Fields, readBlock, readHtml } from './read-block'
import { changeContent, type Saved } from './save-content'
import { findVersion } from './versions'

/** Where a block goes: behind the one with this id, at the beginning ('') or at the end (null). */
export type PlaceOfBlock = string | null

/** A new block. Of an address only what the organization lets in becomes an embed. */
export async function addBlock(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { kind, after, html, ...given }: { kind: BlockKindName; after: PlaceOfBlock; html?: string } & Beginning,
): Promise<{ saved: Saved; block: Block }> {
  if (kind === 'embed') await checkEmbed(tenant, given.url ?? '')
  const block = emptyBlock(kind, html ? { ...given, markdown: readHtml(html) } : given)
  const saved = await changeContent(tenant, actor, itemId, (content) => {
    if (allBlocks(content.blocks).length >= maxBlocks) throw new Invalid('', 'lessons.tooMany', { most: maxBlocks })
    return insert(content, block, after)
  })
  return { saved, block: saved.content.blocks.find(({ id }) => id === block.id)! }
}

/** A dropped or chosen file as the block that fits it. */
export function addFile(tenant: Tenant, actor: Actor, itemId: string, file: Media, after: PlaceOfBlock) {
  const title = file.name.replace(/\.[^.]{1,8}$/, '')
  const kind = kindOfType(file.type)
  return addBlock(tenant, actor, itemId, { kind, after, mediaId: file.id, alt: file.alt, title })
}

async function checkEmbed(tenant: Tenant, url: string) {
  const { embedHosts } = await readOrganization(tenant)
  if (!/^https?:\/\/\S+$/i.test(url.trim())) throw new Invalid('url', 'lessons.noAddress')
  if (!embedAddress(url, embedHosts)) throw new Invalid('url', 'lessons.embedRefused')
}

/** `theirs` is what somebody else, or another tab, made of the block meanwhile: then nothing was written. */
export type SavedBlock = { saved: Saved; block: Block; theirs: null } | { saved: null; block: Block; theirs: Block }

/**
 * Saves one block as its form says it. `open` finds a file that the actor may see. `was` is the mark of what the form began with: where the block says something else by
 * now, both are given back and the author decides; other blocks may have changed, that is no conflict.
 */
export async function saveBlock(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  blockId: string,
  { was, fields, open }: { was: string | null; fields: Fields; open: (mediaId: string) => Promise<Media> },
): Promise<SavedBlock> {
  let conflict: { block: Block; theirs: Block } | null = null
  const saved = await changeContent(tenant, actor, itemId, async (content) => {
    conflict = null
    const at = content.blocks.findIndex(({ id }) => id === blockId)
    const old = content.blocks[at]
    if (!old) throw new Conflict('lessons.blockGone')
    const block = readBlock(old, fields)
    await checkFiles(block, old, open)
    if (block.kind === 'embed' && old.kind === 'embed' && block.url !== old.url) await checkEmbed(tenant, block.url)
    const now = await blockMark(old)
    if (was !== null && was !== now && (await blockMark(block)) !== now) {
      conflict = { block: prepareContent({ blocks: [block] }).blocks[0]!, theirs: old }
      return content
    }
    content.blocks[at] = block
    return content
  })
  if (conflict) return { saved: null, ...(conflict as { block: Block; theirs: Block }) }
  return { saved, block: saved.content.blocks.find(({ id }) => id === blockId)!, theirs: null }
}

/** One place up or down, or behind another block. */
export async function moveBlock(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  blockId: string,
  to: 'up' | 'down' | { after: PlaceOfBlock },
): Promise<Saved> {
  return changeContent(tenant, actor, itemId, (content) => {
    const from = content.blocks.findIndex(({ id }) => id === blockId)
    const [block] = from === -1 ? [] : content.blocks.splice(from, 1)
    if (!block) throw new Conflict('lessons.blockGone')
    if (typeof to === 'object') return insert(content, block, to.after)
    const place = to === 'up' ? Math.max(0, from - 1) : Math.min(content.blocks.length, from + 1)
    content.blocks.splice(place, 0, block)
    return content
  })
}

/** Takes a block out. The version before stays, so that `restoreBlock` finds it there. */
export async function removeBlock(tenant: Tenant, actor: Actor, itemId: string, blockId: string): Promise<Saved> {
  return changeContent(
    tenant,
    actor,
    itemId,
    (content) => ({ blocks: content.blocks.filter(({ id }) => id !== blockId) }),
    { fresh: true },
  )
}

/** Brings a block back from an earlier version, to where it stood. There already: nothing happens. */
export async function restoreBlock(tenant: Tenant, actor: Actor, itemId: string, blockId: string, number: number) {
  const old = contentOf(await findVersion(tenant, actor, itemId, number)).blocks
  const at = old.findIndex(({ id }) => id === blockId)
  const block = old[at]
  if (!block) throw new NotFound()
  return changeContent(tenant, actor, itemId, (content) => {
    if (content.blocks.some(({ id }) => id === blockId)) return content
    const before = old.slice(0, at).reverse()
    const after = before.find(({ id }) => content.blocks.some((other) => other.id === id))?.id ?? ''
    return insert(content, block, after)
  })
}

/** The same again, below; gives the copy's id. */
export async function duplicateBlock(tenant: Tenant, actor: Actor, itemId: string, blockId: string): Promise<string> {
  const { content } = await changeContent(tenant, actor, itemId, (content) => {
    const block = content.blocks.find(({ id }) => id === blockId)
    if (!block) throw new Conflict('lessons.blockGone')
    return insert(content, withoutIds(structuredClone(block)), blockId)
  })
  return content.blocks[content.blocks.findIndex(({ id }) => id === blockId) + 1]!.id
}

/** Missing ids are given anew when the content is prepared. */
const withoutIds = (block: Block): Block =>
  'blocks' in block ? { ...block, id: '', blocks: block.blocks.map(withoutIds) } : { ...block, id: '' }

function insert(content: LessonContent, block: Block, after: PlaceOfBlock): LessonContent {
  const at = after === null ? content.blocks.length : content.blocks.findIndex(({ id }) => id === after) + 1
  return { blocks: content.blocks.toSpliced(at, 0, block) }
}
