/** A course that has had its time: its Markdown files, by path. */
export const firstDay: Record<string, string> = {
  'course.yaml': `title: Your first day, in the old building
summary: >-
  Where the doors are, who opens them, and where one eats. Kept for those who began before the move.
language: en
tags: [welcome]
hours: 1
modules:
  - title: Finding your way
    path: 1-way
    items: [1-way/1-doors-and-keys.md, 1-way/2-who-helps.md]
`,
  '1-way/1-doors-and-keys.md': `---
title: Doors and keys
minutes: 4
---

The front door opens at seven and locks itself at eight in the evening. Your card opens it at any time; the yard door only while somebody is in the workshop.

::: callout

Lost your card? Say so at once, even at night. Nobody minds a lost card; everybody minds a card that opens the door for a stranger.

:::
`,
  '1-way/2-who-helps.md': `---
title: Who helps with what
minutes: 3
---

- **The desk on the ground floor**: cards, post, rooms, visitors.
- **The green door on the second floor**: computers, passwords, telephones.
- **Whoever sits beside you**: everything else. They were new once.
`,
}
