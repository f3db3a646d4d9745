/** The keys of the Markdown form, for the reference: what a file does not mention stays as it is, `none` takes it away. */
export const aboutSource = [
  'A course as a zip of Markdown, in and out: for a CMS or a Git repository.',
  'What a file does not mention stays as it is; `none` takes a date, rule or picture away.',
  'Dates are ISO 8601, on the wall clock of the course’s zone where they name no offset.',
  'course.yaml: title, summary, language, tags, licence, hours, zone, category, picture (a path), starts, ends,',
  'afterEnd (none, read, full), inOrder, visibility (enrolled, organization, public), joining (staff, code, open, request),',
  'completion (all, count 5, average 60), certificate, chat, and modules:',
  'a list of title, path, draft, certificate, availability and items (paths).',
  'Front matter of an item: title, id, kind (quiz, assignment), minutes, draft, publish, due, required,',
  'completion (viewed, marked, submitted, none, time 10, video 80, passed 60) and availability;',
  'of a quiz also pass, attempts (a number or unlimited), counts (highest, latest, first, average), shuffle, shuffleOptions,',
  'answers (false, passed, always), limit (minutes), grace (seconds), opens, closes, delay (minutes); of an assignment points, takes (text, files), files, accepts.',
  'Availability joins all, any and not over from, until, days (after enrollment), completed (a path),',
  'grade (a path) with atLeast, groups (names), people (ids), and profile with equals.',
  'What a rule names and is not here stands in the report.',
].join(' ')
