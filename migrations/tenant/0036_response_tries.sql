CREATE TABLE `response_tries` (
	`attempt_id` text NOT NULL,
	`version_id` text NOT NULL,
	`number` integer NOT NULL,
	`response` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`attempt_id`, `version_id`, `number`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `quizzes` ADD `tries` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `try_percent` integer DEFAULT 25 NOT NULL;