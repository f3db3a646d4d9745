ALTER TABLE `dead_letters` ADD `resolved_at` integer;--> statement-breakpoint
CREATE INDEX `dead_letters_open` ON `dead_letters` (`at`) WHERE "dead_letters"."resolved_at" is null;