/** A course as its Markdown files, by path. */
export const fireSafety: Record<string, string> = {
  'course.yaml': `title: Fire safety at work
summary: What everybody in the building should know before it matters. Half an hour, once a year.
language: en
tags: [safety, everyone]
hours: 1
modules:
  - title: Before
    path: 1-before
    items: [1-before/1-what-burns.md, 1-before/2-ways-out.md]
  - title: When it happens
    path: 2-then
    items: [2-then/1-the-first-minute.md, 2-then/2-which-extinguisher.md, 2-then/3-ready.md]
`,
  '1-before/1-what-burns.md': `---
title: What burns
minutes: 5
---

A fire wants three things: something that burns, air, and heat. Take one away and it goes out. At work all three stand about all day: paper and packaging, a
door that is wedged open, a kettle on an extension lead on an extension lead.

::: keypoints

- One plug, one device, when it makes heat.
- Chargers belong on something that does not burn, and not under a coat.
- A fire door that is wedged open is only a door.

:::
`,
  '1-before/2-ways-out.md': `---
title: Two ways out
minutes: 6
---

From where you sit now: where is the nearest way out? And the second nearest, if smoke fills the first?

People leave a building by the door through which they came in, even past a nearer exit. It is not stupidity, it is habit, and habits can be made. Walk the
second way once this week.

::: callout {title="Meeting point"}

Being counted is what keeps firefighters from going in to look for you. Go there, stay there, also when it rains.

:::
`,
  '2-then/1-the-first-minute.md': `---
title: The first minute
minutes: 7
---

1. **Call out**, so that others know.
2. **Raise the alarm**: the red box, then the telephone. Where, what, how many people.
3. **Get out**, and take those along who need help. Close doors behind you; do not lock them.
4. **Fight it only if** it is smaller than a waste-paper basket, you have the right extinguisher, and the way out is behind you.

Smoke kills sooner than flames do. Below it, near the floor, the air is cooler and can be breathed for longer.
`,
  '2-then/2-which-extinguisher.md': `---
title: Which extinguisher?
minutes: 5
---

| What burns | Use | Never |
| --- | --- | --- |
| Paper, wood, cloth | water, foam | |
| Petrol, paint | foam, carbon dioxide | water |
| Anything plugged in | carbon dioxide | water, foam |
| Oil in a pan | a lid, a fire blanket | water |

::: challenge

## The pan

Oil in a pan has caught fire in the tea kitchen. What do you do?

::: solution

Turn off the heat if you can reach it, put the lid on from the side, leave it on. Water would turn to steam at once and throw the burning oil into the room.

:::

:::
`,
  '2-then/3-ready.md': `---
title: Ready?
kind: quiz
minutes: 5
pass: 75
attempts: 5
limit: 10
---

Four questions in ten minutes: an alarm does not wait either. You may try as often as five times.

## Question 1

What comes before fighting a small fire?

- (x) The alarm
- ( ) Opening the windows
  > Air is one of the three things that a fire wants.
- ( ) Saving the files

## Question 2

Which of these must not be put out with water?

- [x] Oil in a pan
- [x] A computer that is plugged in
- [ ] A waste-paper basket

## Question 3

A fire door may be wedged open while somebody is in the room.

- ( ) True
- (x) False

## Question 4

How many ways out should you know from your desk?

= 2
`,
}
