CREATE TABLE `rulings` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`version_id` text NOT NULL,
	`kind` text NOT NULL,
	`data` text DEFAULT '{}' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_by` text,
	`revoked_at` integer,
	FOREIGN KEY (`item_id`) REFERENCES `quizzes`(`item_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `rulings_item` ON `rulings` (`item_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `rulings_once` ON `rulings` (`item_id`,`version_id`,`kind`) WHERE "rulings"."revoked_at" is null and "rulings"."kind" <> 'accept';