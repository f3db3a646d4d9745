ALTER TABLE `attempts` ADD `sections` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `forward_by` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `reached` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `sections` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `section_pages` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `navigation` text DEFAULT 'free' NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `shuffle_sections` integer DEFAULT false NOT NULL;