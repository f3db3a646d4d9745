/** On a phone tabs run past the edge: the one that this page is stands in sight. */
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
