import { makeZip } from 'client-zip'
import { type Cell, neutralCell } from './csv'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A workbook of one sheet (Office Open XML, ECMA-376, part 1, section 18) while its rows are being read. The first row is the
 * heading and stays in sight. Text is written as text, and what a spreadsheet might run gets an apostrophe in front.
 */
export function xlsxStream(sheet: string, heading: string[], rows: AsyncIterable<Cell[]>): ReadableStream<Uint8Array> {
  return makeZip([
    { name: '[Content_Types].xml', input: contentTypes },
    { name: '_rels/.rels', input: relations('xl/workbook.xml', 'officeDocument') },
    { name: 'xl/workbook.xml', input: workbook(sheet) },
    { name: 'xl/_rels/workbook.xml.rels', input: relations('worksheets/sheet1.xml', 'worksheet') },
    { name: 'xl/worksheets/sheet1.xml', input: sheetStream(heading, rows) },
  ])
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`

const relations = (target: string, kind: string) =>
  `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`

/** A sheet's name has at most 31 characters, and none of `[]:*?/\`. */
const workbook = (sheet: string) =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(
    sheet
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || '1',
  )}" sheetId="1" r:id="rId1"/></sheets></workbook>`

function sheetStream(heading: string[], rows: AsyncIterable<Cell[]>): ReadableStream<Uint8Array> {
  const iterator = rows[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const first = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetData>${rowOf(heading)}`
  return new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(encoder.encode(first)),
    async pull(out) {
      const { done, value } = await iterator.next()
      out.enqueue(encoder.encode(done ? '</sheetData></worksheet>' : rowOf(value)))
      if (done) out.close()
    },
    cancel: async () => void (await iterator.return?.()),
  })
}

const rowOf = (cells: Cell[]) => `<row>${cells.map(cellOf).join('')}</row>`

function cellOf(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '<c/>'
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>'
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(neutralCell(cell).slice(0, 32_767))}</t></is></c>`
}

// XML 1.0 has no word for control characters, nor for half of a surrogate pair.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to leave out
const unsaid = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(unsaid, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
