CREATE TABLE `attempt_log` (
	`attempt_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	`number` integer DEFAULT 0 NOT NULL,
	`seconds` integer,
	`address` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`attempt_id`, `id`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `quizzes` ADD `shows` text;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `closes_together` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `responses` ADD `checked_at` integer;