/** The header that has a browser keep a file under a name of any script (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const safe =
    name
      .replace(/[\p{Cc}\p{Cf}"\\/:*?<>|]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 150) || 'file'
  const plain = safe.normalize('NFKD').replace(/[^\x20-\x7e]+/g, '_')
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
