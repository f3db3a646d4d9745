/** The place in the page that a block can be linked by. */
export const blockAnchor = (block: { id: string }) => `h-b-${block.id}`
