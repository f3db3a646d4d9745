import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { transform } from 'esbuild'
import type { Page } from 'playwright-core'

/** A style sheet as the server under test has it; `gzip` are the bytes of it on the line once it is minified. */
export type Sheet = { name: string; path: string; text: string; gzip: number }

export const readSheets = (): Promise<Sheet[]> => readAssets('css')

/** Scripts, as sheets. */
export const readScripts = (): Promise<Sheet[]> => readAssets('js')

async function readAssets(loader: 'css' | 'js'): Promise<Sheet[]> {
  const assets = JSON.parse(await readFile('dist/assets.json', 'utf8')) as Record<string, string>
  const named = Object.entries(assets).filter(([name]) => name.startsWith(`${loader}/`))
  return Promise.all(
    named.map(async ([name, path]) => {
      const text = await readFile(join('dist/public', path), 'utf8')
      const { code } = await transform(text, { loader, minify: true, target: 'esnext' })
      return { name, path, text, gzip: gzipSync(code, { level: 9 }).length }
    }),
  )
}

/** The sheets that a page asks for. */
export const sheetsOf = (html: string, sheets: Sheet[]): Sheet[] =>
  sheets.filter(({ path }) => html.includes(`<link rel="stylesheet" href="${path}"`))

/** The scripts that a page asks for as it opens. */
export const scriptsOf = (html: string, scripts: Sheet[]): Sheet[] =>
  scripts.filter(({ path }) => new RegExp(`<(?:script|link)[^>]* (?:src|href)="${path}"`).test(html))

/**
 * Rules of sheets that a page did not ask for and that are about something in it: it stands there undressed. What a sheet of
 * its own says about the same thing is not missed.
 */
export function undressedFaults(page: Page, html: string, sheets: Sheet[]): Promise<string[]> {
  const own = sheetsOf(html, sheets)
  const others = sheets.filter((sheet) => !own.includes(sheet)).map(({ name, text }) => ({ name, text }))
  return page.evaluate(undressed, { own: own.map(({ text }) => text), others })
}

/** Runs inside the page. */
function undressed({ own, others }: { own: string[]; others: { name: string; text: string }[] }): string[] {
  const selectors = (text: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    const found: string[] = []
    const collect = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if (rule instanceof CSSStyleRule) found.push(rule.selectorText)
        else if (rule instanceof CSSGroupingRule && !rule.cssText.startsWith('@media print')) collect(rule.cssRules)
      }
    }
    collect(sheet.cssRules)
    return found
  }
  const known = new Set(own.flatMap(selectors))
  const faults: string[] = []
  for (const { name, text } of others)
    for (const selector of selectors(text)) {
      const plain = selector
        .replace(/::[\w-]+(\([^)]*\))?/g, '')
        .replace(/:(hover|focus(-within|-visible)?|active)\b/g, ':where(*)')
      if (known.has(selector) || !/[.#\w]/.test(plain)) continue
      if (document.querySelector(plain)) faults.push(`${selector} stands in ${name}, which is not asked for`)
    }
  return faults
}
