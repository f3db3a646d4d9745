/** Short enough to read out, long enough to find it. */
export const receiptOf = (id: string) =>
  id
    .replaceAll('-', '')
    .slice(-10)
    .toUpperCase()
    .replace(/(.{5})/, '$1-')
