ALTER TABLE `courses` ADD `grading` text;--> statement-breakpoint
ALTER TABLE `items` ADD `grade_category_id` text;--> statement-breakpoint
ALTER TABLE `items` ADD `extra_credit` integer DEFAULT false NOT NULL;