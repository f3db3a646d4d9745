import { raw } from 'hono/html'

/** Small line drawings on a 128 x 96 grid. `accent` takes the organization's colour. */
const drawings = {
  books:
    '<path class="fill" d="M38 30h20v48H38z"/><path d="M18 78h92M38 30h20v48H38zM58 22h14v56H58zM44 40h8M44 46h8M65 30v20"/><path class="accent" d="m78 36 14-4 12 43-14 4z"/>',
  people:
    '<circle class="fill" cx="64" cy="38" r="13"/><circle class="accent" cx="64" cy="38" r="13"/><path class="accent" d="M40 78c0-14 10-22 24-22s24 8 24 22"/><circle cx="30" cy="46" r="8"/><path d="M14 74c0-9 6-15 15-15M114 74c0-9-6-15-15-15"/><circle cx="98" cy="46" r="8"/>',
  page: '<path class="fill" d="M40 16h34l16 16v50H40z"/><path d="M40 16h34l16 16v50H40zM74 16v16h16"/><path class="accent" d="M50 46h30M50 56h30M50 66h18"/>',
  letter:
    '<path class="fill" d="m24 36 40 26 40-26v42H24z"/><path d="M24 34h80v44H24z"/><path class="accent" d="m24 36 40 26 40-26"/><path d="M88 22h10M94 16v12"/>',
  search:
    '<circle class="fill" cx="56" cy="44" r="24"/><circle cx="56" cy="44" r="24"/><path class="accent" d="m74 62 22 22"/><path d="M44 44c0-7 5-12 12-12"/>',
  done: '<circle class="fill" cx="64" cy="48" r="28"/><path d="M92 44a28 28 0 1 1-12-19"/><path class="accent" d="m52 46 11 12 30-34"/>',
  key: '<circle class="fill" cx="44" cy="48" r="17"/><circle cx="44" cy="48" r="17"/><circle class="accent" cx="38" cy="48" r="3"/><path d="M61 48h46M93 48v12M105 48v8"/>',
  cup: '<path class="fill" d="M36 44h44v22a12 12 0 0 1-12 12H48a12 12 0 0 1-12-12z"/><path d="M36 44h44v22a12 12 0 0 1-12 12H48a12 12 0 0 1-12-12zM80 50h6a9 9 0 0 1 0 18h-6M26 84h66"/><path class="accent" d="M50 34c-4-5 4-8 0-14M64 34c-4-5 4-8 0-14"/>',
  path: '<circle class="fill" cx="100" cy="24" r="9"/><path d="M20 76h28c20 0 4-34 26-34h16" stroke-dasharray="5 5"/><circle cx="20" cy="76" r="5"/><circle cx="61" cy="60" r="4"/><circle class="accent" cx="100" cy="24" r="9"/><path class="accent" d="m96 24 3 3 5-6"/>',
  door: '<path class="fill" d="M48 16h32v64H48z"/><path d="M30 80h68M48 80V16h32v64"/><path class="accent" d="m48 16 20 8v64l-20-8z"/><path d="M62 54v4"/>',
  clock:
    '<circle class="fill" cx="64" cy="48" r="30"/><circle cx="64" cy="48" r="30"/><path class="accent" d="M64 30v18l13 9"/><path d="M64 12v4M64 80v4M28 48h4M96 48h4"/>',
} as const

export type DrawingName = keyof typeof drawings

export function Drawing({ name }: { name: DrawingName }) {
  return raw(`<svg class="drawing" viewBox="0 0 128 96" aria-hidden="true">${drawings[name]}</svg>`)
}
