const MiB = 1024 * 1024

/** R2 takes parts from 5 MiB, all but the last of one size. */
export const partBytes = 16 * MiB
export const leastPartBytes = 5 * MiB
/** What a plain form, without JavaScript, may bring. */
export const maxPlainBytes = 16 * MiB
export const maxUploadBytes = 4 * 1024 * MiB
/** Images are read whole to take out what cameras write into them. */
export const maxImageBytes = 40 * MiB
export const maxThumbnailBytes = MiB
export const maxCaptionBytes = 2 * MiB
