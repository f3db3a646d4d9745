CREATE TABLE `announcement_edits` (
	`announcement_id` text NOT NULL,
	`number` integer NOT NULL,
	`parts` text NOT NULL,
	`title` text NOT NULL,
	`html` text NOT NULL,
	`edited_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`announcement_id`, `number`),
	FOREIGN KEY (`announcement_id`) REFERENCES `announcements`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `announcement_readings` (
	`announcement_id` text NOT NULL,
	`user_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`announcement_id`, `user_id`),
	FOREIGN KEY (`announcement_id`) REFERENCES `announcements`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `announcement_readings_user` ON `announcement_readings` (`user_id`);--> statement-breakpoint
CREATE TABLE `announcements` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text,
	`group_id` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`summary` text NOT NULL,
	`audience` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer,
	`must_acknowledge` integer DEFAULT false NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `announcements_course` ON `announcements` (`course_id`,`from_at`) WHERE "announcements"."course_id" is not null;--> statement-breakpoint
CREATE INDEX `announcements_group` ON `announcements` (`group_id`,`from_at`) WHERE "announcements"."group_id" is not null;--> statement-breakpoint
CREATE INDEX `announcements_everyone` ON `announcements` (`from_at`) WHERE "announcements"."course_id" is null and "announcements"."group_id" is null;