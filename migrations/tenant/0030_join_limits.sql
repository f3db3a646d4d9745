ALTER TABLE `courses` ADD `join_ends_at` integer;--> statement-breakpoint
ALTER TABLE `courses` ADD `join_most` integer;--> statement-breakpoint
ALTER TABLE `courses` ADD `join_uses` integer DEFAULT 0 NOT NULL;