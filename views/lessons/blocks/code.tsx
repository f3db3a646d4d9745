import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

/** How people call them, where it is not the short name in capitals. */
const names: Record<string, string> = {
  bash: 'Shell',
  sh: 'Shell',
  shell: 'Shell',
  console: 'Shell',
  zsh: 'Shell',
  powershell: 'PowerShell',
  py: 'Python',
  python: 'Python',
  js: 'JavaScript',
  javascript: 'JavaScript',
  ts: 'TypeScript',
  typescript: 'TypeScript',
  r: 'R',
  julia: 'Julia',
  java: 'Java',
  c: 'C',
  cpp: 'C++',
  'c++': 'C++',
  cs: 'C#',
  csharp: 'C#',
  go: 'Go',
  rust: 'Rust',
  ruby: 'Ruby',
  php: 'PHP',
  swift: 'Swift',
  kotlin: 'Kotlin',
  md: 'Markdown',
  markdown: 'Markdown',
  diff: 'Diff',
  make: 'Make',
  makefile: 'Make',
  matlab: 'MATLAB',
  tex: 'TeX',
  latex: 'LaTeX',
  scala: 'Scala',
  lua: 'Lua',
  perl: 'Perl',
  haskell: 'Haskell',
  dockerfile: 'Dockerfile',
}

export function CodeBlock({ block, view }: BlockProps<'code'>) {
  const { language } = block
  const label =
    language === 'output'
      ? view.t('blocks.code.output')
      : language === 'error'
        ? view.t('blocks.code.error')
        : (names[language] ?? language.toUpperCase())
  const isPlain = ['', 'text', 'txt', 'plain', 'plaintext'].includes(language)
  return (
    <figure
      class={`code ${language === 'output' || language === 'error' ? language : ''}`.trim()}
      id={blockAnchor(block)}
    >
      {!isPlain && <span class="language">{label}</span>}
      <pre tabindex={0} translate="no">
        <code class={isPlain ? undefined : `language-${language}`}>{block.code}</code>
      </pre>
      {block.caption && <figcaption dir="auto">{block.caption}</figcaption>}
    </figure>
  )
}
