/** A course as its Markdown files, by path: a draft that its author has not finished. */
export const photographs: Record<string, string> = {
  'course.yaml': `title: Photographs with a phone
summary: See the light first, then press the button. For people who take pictures at work and want them to be looked at.
language: en
tags: [pictures]
hours: 2
modules:
  - title: Light
    path: 1-light
    items: [1-light/1-where-it-comes-from.md, 1-light/2-a-window.md]
  - title: Order
    path: 2-order
    items: [2-order/1-one-thing.md]
`,
  '1-light/1-where-it-comes-from.md': `---
title: Where it comes from
minutes: 6
published: false
---

Before you lift the phone, ask where the light comes from. From behind you everything is flat; from the side a face has a shape; from in front of you there is
only an outline, which may be what you want.
`,
  '1-light/2-a-window.md': `---
title: A window is enough
minutes: 6
published: false
---

Put the person beside a window, not in front of it. Turn off the lamp. Wait for a cloud: it is the best lampshade there is.
`,
  '2-order/1-one-thing.md': `---
title: One thing
minutes: 5
published: false
---

Say what the picture is about in one word. Step closer until there is nothing in it that the word does not need.
`,
}
