ALTER TABLE `attempts` ADD `ends_at` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `taken_until` integer;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `time_limit_minutes` integer;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `grace_seconds` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `delay_minutes` integer DEFAULT 0 NOT NULL;