CREATE TABLE `course_mutes` (
	`user_id` text NOT NULL,
	`course_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `course_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notification_choices` (
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`bell` integer,
	`mail` text,
	PRIMARY KEY(`user_id`, `kind`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notification_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`quiet_from` integer,
	`quiet_until` integer,
	`mail_stopped_at` integer,
	`last_mailed_at` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`course_id` text,
	`subject_id` text,
	`person_id` text,
	`detail` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	`in_bell` integer DEFAULT true NOT NULL,
	`read_at` integer,
	`mail_at` integer,
	`mailed_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`user_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_of` ON `notifications` (`user_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`user_id`) WHERE "notifications"."read_at" is null and "notifications"."in_bell" = 1;--> statement-breakpoint
CREATE INDEX `notifications_to_mail` ON `notifications` (`user_id`,`mail_at`) WHERE "notifications"."mail_at" is not null and "notifications"."mailed_at" is null;
--> statement-breakpoint
-- What happened before there were notifications is no news.
INSERT INTO event_readers (name, seq, tries, updated_at) SELECT 'notifications', max(seq), 0, max(at) FROM events HAVING max(seq) IS NOT NULL;
