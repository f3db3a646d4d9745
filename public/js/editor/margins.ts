/**
 * What bars cover at the edges of the window, in pixels, as the page's scroll padding says it: ProseMirror scrolls by its
 * own sums and would leave the caret behind them.
 */
export const margins = {
  get top() {
    return covered('scrollPaddingTop')
  },
  get bottom() {
    return covered('scrollPaddingBottom')
  },
  left: 5,
  right: 5,
}

const covered = (edge: 'scrollPaddingTop' | 'scrollPaddingBottom') =>
  Number.parseFloat(getComputedStyle(document.documentElement)[edge]) || 5
