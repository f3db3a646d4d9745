/** Slides as they are made; a browser draws none of them. */
export const slideEndings = ['ppt', 'pptx', 'pps', 'ppsx', 'odp', 'key'] as const

const ending = new RegExp(`\\.(?:${slideEndings.join('|')})$`, 'i')

export const isSlides = (name: string) => ending.test(name)
