CREATE TABLE `forum_subscriptions` (
	`subject_id` text NOT NULL,
	`user_id` text NOT NULL,
	`wants` integer DEFAULT true NOT NULL,
	PRIMARY KEY(`subject_id`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `forums` (
	`item_id` text PRIMARY KEY NOT NULL,
	`kind` text DEFAULT 'general' NOT NULL,
	`intro` text DEFAULT '' NOT NULL,
	`intro_html` text DEFAULT '' NOT NULL,
	`stream` integer DEFAULT false NOT NULL,
	`group_mode` text DEFAULT 'none' NOT NULL,
	`anonymous` integer DEFAULT false NOT NULL,
	`edit_minutes` integer DEFAULT 30 NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reactions` (
	`reply_id` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`reply_id`, `user_id`, `kind`),
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`thread_id` text NOT NULL,
	`parent_id` text,
	`path` text NOT NULL,
	`seq` integer NOT NULL,
	`changed_seq` integer NOT NULL,
	`author_id` text NOT NULL,
	`voice` integer NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`deleted_by` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `replies_order` ON `replies` (`thread_id`,`path`);--> statement-breakpoint
CREATE INDEX `replies_changed` ON `replies` (`thread_id`,`changed_seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `replies_seq` ON `replies` (`thread_id`,`seq`);--> statement-breakpoint
CREATE INDEX `replies_by` ON `replies` (`author_id`,`thread_id`,`at`);--> statement-breakpoint
CREATE TABLE `reply_reports` (
	`reply_id` text NOT NULL,
	`user_id` text NOT NULL,
	`forum_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	`outcome` text,
	PRIMARY KEY(`reply_id`, `user_id`),
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reply_reports_open` ON `reply_reports` (`forum_id`,`at`) WHERE "reply_reports"."settled_at" is null;--> statement-breakpoint
CREATE TABLE `reply_versions` (
	`reply_id` text NOT NULL,
	`until` integer NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`reply_id`, `until`),
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `thread_reads` (
	`thread_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `user_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `threads` (
	`id` text PRIMARY KEY NOT NULL,
	`forum_id` text NOT NULL,
	`group_id` text,
	`author_id` text NOT NULL,
	`title` text NOT NULL,
	`opened_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`changed_seq` integer NOT NULL,
	`pinned_at` integer,
	`locked_at` integer,
	`accepted_id` text,
	`deleted_at` integer,
	`deleted_by` text,
	FOREIGN KEY (`forum_id`) REFERENCES `forums`(`item_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `threads_of` ON `threads` (`forum_id`,`last_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_pinned` ON `threads` (`forum_id`) WHERE "threads"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX `threads_by` ON `threads` (`author_id`,`forum_id`);