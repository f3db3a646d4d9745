/** What a view knows about a stored file. Times in seconds, sizes in bytes and pixels; addresses may be signed. */
export type MediaInfo = {
  id: string
  name: string
  type: string
  size: number
  width?: number | null
  height?: number | null
  seconds?: number | null
  tracks: MediaTrack[]
  url: string
  thumbnail?: string | null
}
/** Captions; `transcript` is what is said, a paragraph a line. */
export type MediaTrack = { language: string; label: string; url: string; transcript?: string }

export type MediaMap = Map<string, MediaInfo>
