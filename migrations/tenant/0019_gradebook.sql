ALTER TABLE `courses` ADD `grades_locked_at` integer;--> statement-breakpoint
ALTER TABLE `courses` ADD `grades_locked_by` text;--> statement-breakpoint
ALTER TABLE `items` ADD `hold_grades` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `items` ADD `grades_locked_at` integer;--> statement-breakpoint
ALTER TABLE `items` ADD `grades_locked_by` text;