import { HtmlValidate } from 'html-validate'

/** HTML as the standard wants it; off is what is a matter of taste. */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
    'doctype-style': 'off',
    'no-redundant-for': 'off',
    // Safari takes a list without bullets for no list unless it says so.
    'no-redundant-role': 'off',
    // A menu of kinds of block that opens where one writes cannot be a <select>.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
    // The search field is sent with Enter.
    'wcag/h32': 'off',
  },
})

/** What a page's HTML has against the standard, one sentence each with the element it is about. */
export async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`),
  )
}
