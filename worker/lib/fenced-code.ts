/** How many lines a fenced code takes from here; 0 where none begins. In a list or a quote it ends with what holds it. */
export function fenceLength(lines: string[], at: number): number {
  const open = /^(\s*(?:(?:>|[-*+]|\d{1,9}[.)])\s+)*)(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(lines[at]!)
  const marker = open?.[2] ?? open?.[3]
  if (!open || !marker) return 0
  const holder = open[1]!
  const isQuoted = holder.includes('>')
  const indent = isQuoted || holder.length < 2 || (/^ +$/.test(holder) && holder.length < 4) ? 0 : 2
  for (let end = at + 1; end < lines.length; end += 1) {
    const line = lines[end]!
    if (isQuoted ? !/^\s*>/.test(line) : line.trim() && line.length - line.trimStart().length < indent) return end - at
    const close = /^\s*(?:>\s*)*(`{3,}|~{3,})\s*$/.exec(line)?.[1]
    if (close && close[0] === marker[0] && close.length >= marker.length) return end - at + 1
  }
  return lines.length - at
}
