import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { renderMaths } from './maths'

/** `$…$` and `$$…$$` as pandoc reads them: no space inside the dollars, no digit after the last, so that "$5 and $10" stays text. */
export function mathsPlugin(md: MarkdownIt) {
  md.inline.ruler.after('escape', 'maths_inline', inlineMaths)
  md.block.ruler.before('fence', 'maths_block', blockMaths, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  md.renderer.rules.maths_inline = (tokens, index) =>
    renderMaths(tokens[index]!.content, tokens[index]!.markup === '$$')
  md.renderer.rules.maths_block = (tokens, index) =>
    `<p class="maths">${renderMaths(tokens[index]!.content, true)}</p>\n`
}

function inlineMaths(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '$') return false
  const markup = src[pos + 1] === '$' ? '$$' : '$'
  const start = pos + markup.length
  if (start >= state.posMax || /[\s$]/.test(src[start]!)) return false
  let end = start
  for (;;) {
    end = src.indexOf(markup, end)
    if (end === -1 || end >= state.posMax) return false
    if (src[end - 1] !== '\\') break
    end += markup.length
  }
  if (/\s/.test(src[end - 1]!) || /[\d$]/.test(src[end + markup.length] ?? '')) return false
  if (!silent) {
    const token = state.push('maths_inline', 'math', 0)
    token.content = src.slice(start, end)
    token.markup = markup
  }
  state.pos = end + markup.length
  return true
}

function blockMaths(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!)
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false
  const first = lineAt(startLine)
  if (!first.startsWith('$$')) return false
  let line = startLine
  let content = first.slice(2)
  const closing = /^(.*?)\$\$\s*$/s
  if (!closing.test(content)) {
    for (line += 1; ; line += 1) {
      if (line >= endLine || lineAt(line) === '') return false
      content += `\n${lineAt(line)}`
      if (closing.test(content)) break
    }
  }
  const tex = closing.exec(content)?.[1]
  if (tex === undefined || tex.includes('$$') || tex.trim() === '') return false
  if (silent) return true
  const token = state.push('maths_block', 'math', 0)
  token.block = true
  token.content = tex.trim()
  token.map = [startLine, line + 1]
  state.line = line + 1
  return true
}
