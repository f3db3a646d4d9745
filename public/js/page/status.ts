const region = document.getElementById('status')

/** Words that the layout has put beside the status line, in the reader's language. */
export const word = (name: 'offline' | 'lost' | 'again' | 'close' | 'zone') => region?.dataset[name] ?? ''

/** Says one sentence aloud. Cleared first, so that the same sentence is heard twice. */
export function say(sentence: string) {
  if (!region || !sentence) return
  region.textContent = ''
  setTimeout(() => {
    region.textContent = sentence
  }, 80)
}
