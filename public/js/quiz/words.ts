import { countWords } from '../../../worker/lib/words'

/** Under a long answer stands how many words it has. */
export function countWordsIn(form: HTMLFormElement) {
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea[data-words]')) {
    const place = document.getElementById(field.dataset.words!)
    const n = new Intl.NumberFormat(document.documentElement.lang).format(countWords(field.value))
    if (place) place.textContent = (place.dataset.word ?? '').replace('#', n)
  }
}
