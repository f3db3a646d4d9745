ALTER TABLE `assignments` ADD `file_kinds` text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `answers_after` text DEFAULT 'attempt' NOT NULL;