CREATE TABLE `survey_answers` (
	`id` integer PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`version_id` text NOT NULL,
	`response` text NOT NULL,
	`counted` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `quizzes`(`item_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `survey_answers_item` ON `survey_answers` (`item_id`,`version_id`);--> statement-breakpoint
CREATE TABLE `survey_counts` (
	`item_id` text PRIMARY KEY NOT NULL,
	`answered` integer NOT NULL,
	`waiting` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `quizzes`(`item_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `quizzes` ADD `survey` text;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `at_completion` integer DEFAULT false NOT NULL;