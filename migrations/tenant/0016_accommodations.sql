CREATE TABLE `accommodations` (
	`user_id` text PRIMARY KEY NOT NULL,
	`extra_time` integer DEFAULT 0 NOT NULL,
	`break_minutes` integer DEFAULT 0 NOT NULL,
	`extra_attempts` integer DEFAULT 0 NOT NULL,
	`later_days` integer DEFAULT 0 NOT NULL,
	`later_hours` integer DEFAULT 0 NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `quiz_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`user_id` text,
	`group_id` text,
	`opens_at` integer,
	`closes_at` integer,
	`time_limit_minutes` integer,
	`attempts_allowed` integer,
	`access_code` text,
	`reason` text DEFAULT '' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quiz_overrides_user` ON `quiz_overrides` (`item_id`,`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `quiz_overrides_group` ON `quiz_overrides` (`item_id`,`group_id`);--> statement-breakpoint
CREATE INDEX `quiz_overrides_of_user` ON `quiz_overrides` (`user_id`);--> statement-breakpoint
CREATE TABLE `zone_changes` (
	`zone` text NOT NULL,
	`at` integer NOT NULL,
	`wall_from` integer NOT NULL,
	`ahead` integer NOT NULL,
	PRIMARY KEY(`zone`, `at`)
);
--> statement-breakpoint
ALTER TABLE `attempts` ADD `break_time` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `break_until` integer;