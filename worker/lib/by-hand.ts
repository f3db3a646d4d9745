/** Nothing is handed in for it: its points are given by hand. */
export const isByHand = (takes: { takesText: boolean; takesFiles: boolean; takesUrl: boolean }) =>
  !(takes.takesText || takes.takesFiles || takes.takesUrl)
