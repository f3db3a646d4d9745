/** Slides as they are made; a browser draws none of them. */
export const isSlides = (name: string) => /\.(?:pptx?|ppsx?|odp|key)$/i.test(name)
