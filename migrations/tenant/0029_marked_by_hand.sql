ALTER TABLE `attempts` ADD `to_mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `marked_at` integer;--> statement-breakpoint
CREATE INDEX `attempts_to_mark` ON `attempts` (`item_id`,`submitted_at`) WHERE "attempts"."to_mark" > 0;--> statement-breakpoint
CREATE INDEX `attempts_marked` ON `attempts` (`item_id`,`marked_at`) WHERE "attempts"."marked_at" is not null;--> statement-breakpoint
ALTER TABLE `quiz_questions` ADD `rubric_id` text;