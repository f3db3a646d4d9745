/** Fetched by blocks/document.ts when a PDF is opened in a page. */
export { openReader } from './pdf/reader'
