/** A course as its Markdown files, by path. */
export const spreadsheets: Record<string, string> = {
  'course.yaml': `title: Spreadsheets that do not lie
summary: >-
  Most spreadsheets are wrong somewhere. Learn to lay a table out so that mistakes show, to check what you are given, and to say what the numbers mean.
language: en
tags: [data, office]
hours: 4
modules:
  - title: A table you can trust
    path: 1-tables
    items: [1-tables/1-one-thing-a-cell.md, 1-tables/2-names-and-dates.md, 1-tables/3-check-a-table.md]
  - title: Formulas with manners
    path: 2-formulas
    items: [2-formulas/1-one-row-one-rule.md, 2-formulas/2-totals-that-check-themselves.md, 2-formulas/3-mend-a-budget.md]
  - title: Saying what it means
    path: 3-saying
    items: [3-saying/1-which-average.md, 3-saying/2-a-chart-with-one-sentence.md]
`,
  '1-tables/receipt.csv': `what,how many,unit,price
Bread,1,loaf,3.20
Pears,0.84,kg,2.51
Milk,2,bottle,2.58
Deposit on bottles,2,bottle,0.30
`,
  '1-tables/1-one-thing-a-cell.md': `---
title: One thing a cell
minutes: 8
---

A cell that says "12 kg, cracked" holds three facts: an amount, a unit and a remark. You can read it; your spreadsheet cannot. It will neither add the
kilograms nor find the cracked ones.

::: keypoints

- One row is one thing that happened.
- One column is one kind of fact about it.
- One cell is one fact.

:::

## Try it on something you know

Take a shopping receipt, [or this one](receipt.csv). How many columns would you give it? Most people say three: what, how many, price. Then comes the pear that was sold by weight, and
the bottle with a deposit. Each of these surprises is a column that was missing, not an exception for a remark.

::: challenge

## Split this cell

\`Tue 3 March, Anna, 2 h (travel)\` stands in one cell of a time sheet. Which columns does it want?

::: solution

Date, person, hours, kind of work. The weekday is not a fact of its own: the date knows it.

:::

:::
`,
  '1-tables/2-names-and-dates.md': `---
title: Names, dates and other traps
minutes: 10
---

Spreadsheets like to help. They turn the gene *MARCH1* into the first of March and the post code 01067 into 1067. In 2016 somebody looked at 3,597
scientific papers with gene lists: in one of five, some gene had become a date.

| You type | It may become | Better |
| --- | --- | --- |
| 01067 | 1067 | format the column as text first |
| 3/4/26 | 3 April or 4 March | 2026-04-03 |
| MARCH1 | 1 March | text again |
| 1,5 | 1.5 or fifteen | one convention for the whole file |

::: callout {title="One way to write a date"}

Year, month, day: 2026-04-03. It sorts by itself, and nobody in the world reads it the other way round.

:::
`,
  '1-tables/3-check-a-table.md': `---
title: Check a table
kind: quiz
minutes: 6
pass: 60
attempts: 3
sectionPages: true
sections:
  - title: What stands in a cell
    introduction: Think of a table that **somebody else** has to go on with.
    place: 0
  - title: Tables as a whole
    place: 4
---

Six questions about tables that can be trusted.

## Question 1

A column holds "12 kg", "7 kg" and "about 9". What should be done first?

- (x) Move unit and remark into columns of their own
  > Yes. Then what is left are numbers.
- ( ) Colour the doubtful cells
  > A colour is a fact that no formula can read.
- ( ) Delete the row with "about"

## Question 2

Which of these may change by themselves when they are typed into a fresh spreadsheet?

- [x] 01067
- [x] MARCH1
- [ ] Anna
- [x] 3/4/26

## Question 3

The weekday should stand in a column of its own beside the date.

- ( ) True
- (x) False

> It can always be worked out, and a fact that stands twice can disagree with itself.

## Question 4

How many facts has a cell of a good table?

= 1

## Question 5 {kind="word-bank"}

Which word goes where?

A row is one [[record]], a column is one [[field]], and a cell holds one [[fact]].

+ page
+ sheet

## Question 6 {kind="matching"}

What does each do to a table?

- Sorting -> changes the order of the rows
- Filtering -> hides rows
- A formula -> computes a cell from others
- -> deletes columns
`,
  '2-formulas/1-one-row-one-rule.md': `---
title: One row, one rule
minutes: 9
---

A column of formulas is a promise: each row is worked out in the same way. The commonest fault of all is the one row where somebody typed a number over the
formula, on a Friday, to make the total come out.

## How to see it

1. Show formulas instead of results (in most programs: Ctrl and the backquote).
2. Run your eye down the column. What looks different *is* different.
3. If an exception is right, give it a column of its own: "correction", with a reason beside it.

> An exception without a reason is a mistake that has not been found yet.
`,
  '2-formulas/2-totals-that-check-themselves.md': `---
title: Totals that check themselves
minutes: 11
---

Add the rows, then add the columns. Both ways must lead to the same number. Accountants have done so for seven hundred years, and it still finds more mistakes
than anything newer.

\`\`\`
=IF(ROUND(SUM(B12:E12)-SUM(F2:F11), 2)=0, "ok", "LOOK HERE")
\`\`\`

Put that cell where you look first, at the top, and let it be ugly when it is wrong.

::: spoiler

## Why the ROUND?

Computers keep most fractions only nearly: 0.1 + 0.2 is a little more than 0.3. Without rounding, two equal totals may differ in the seventeenth digit.

:::
`,
  '2-formulas/3-mend-a-budget.md': `---
title: Mend a budget
kind: assignment
completion: submitted
minutes: 30
points: 20
---

Take any budget of yours: a trip, a club, a month at home. Then:

1. lay it out so that a cell holds one fact,
2. add both totals and the cell that compares them,
3. write three sentences: what was wrong before, what you changed, and what you still do not trust.

Hand in the three sentences, and the file if you may show it.
`,
  '3-saying/1-which-average.md': `---
title: Which average?
minutes: 9
---

Nine people earn 30,000 and one earns 500,000. The mean is 77,000, which nobody in the room earns. The median, the one in the middle, is 30,000.

Neither lies. They answer different questions: the mean says what each would have *if it were shared*, the median what somebody *ordinary* has.

::: questions

- Who asked, and what will they do with the answer?
- Would one strange row change it?

:::
`,
  '3-saying/2-a-chart-with-one-sentence.md': `---
title: A chart with one sentence
minutes: 7
completion: marked
---

Write the sentence first: "Since we send reminders, half as many invoices are late." Then draw only what is needed to believe it.

- No legend where a label fits.
- A bar begins at zero; a line need not.
- The title is the sentence, not the name of the data.
`,
}
