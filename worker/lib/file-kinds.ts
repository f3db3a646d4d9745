/** Which files may be handed in; what runs by itself never may. */
export const fileKinds = ['any', 'documents', 'pictures', 'recordings'] as const
export type FileKinds = (typeof fileKinds)[number]

const documents = 'pdf doc docx odt rtf txt md tex pages xls xlsx ods csv numbers ppt pptx odp key epub'.split(' ')
const pictures = 'jpg jpeg png gif webp avif heic heif svg tif tiff bmp'.split(' ')
const recordings = 'mp3 m4a wav ogg opus oga flac aac mp4 m4v mov webm mkv ogv'.split(' ')
const endings: Record<Exclude<FileKinds, 'any'>, readonly string[]> = { documents, pictures, recordings }

/** What a double click would run. */
const programs = new Set(
  (
    'exe msi msix appx bat cmd com scr pif cpl ps1 vbs vbe wsf wsh hta lnk reg dll sys jar apk aab ipa app dmg pkg deb rpm ' +
    'appimage iso img'
  ).split(' '),
)

/** For `<input accept>`; undefined takes everything. */
export const acceptOf = (kinds: FileKinds): string | undefined =>
  kinds === 'any' ? undefined : endings[kinds].map((ending) => `.${ending}`).join(',')

/** Whether a file is of a kind by its name; of pictures and recordings its bytes must not say otherwise. */
export function isOfKind(kinds: FileKinds, name: string, type?: string): boolean {
  if (kinds === 'any') return true
  if (!endings[kinds].includes(endingOf(name))) return false
  if (type === undefined || kinds === 'documents') return true
  return kinds === 'pictures' ? type.startsWith('image/') : /^(?:audio|video)\//.test(type)
}

/** Whether a file is a program, by its name or by how it begins (Windows, Linux, macOS). */
export function isProgram(name: string, head?: Uint8Array): boolean {
  if (programs.has(endingOf(name))) return true
  if (!head) return false
  const begins = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  const isMacho = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].some((magic) =>
    begins(magic >>> 24, (magic >>> 16) & 255, (magic >>> 8) & 255, magic & 255),
  )
  return isMacho || begins(0x7f, 0x45, 0x4c, 0x46) || isWindowsProgram(head)
}

/** "MZ" may begin a text as well: what it points at must be a header of a program. */
function isWindowsProgram(head: Uint8Array): boolean {
  if (head[0] !== 0x4d || head[1] !== 0x5a || head.length < 64) return false
  const at = new DataView(head.buffer, head.byteOffset).getUint32(60, true)
  return head[at] === 0x50 && head[at + 1] === 0x45
}

const endingOf = (name: string) => /\.([a-z0-9]+)\s*\.?$/i.exec(name)?.[1]?.toLowerCase() ?? ''
