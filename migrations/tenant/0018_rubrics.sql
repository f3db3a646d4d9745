CREATE TABLE `kept_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`user_id` text NOT NULL,
	`text` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `kept_comments_course` ON `kept_comments` (`course_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `marks` (
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`revision` integer NOT NULL,
	`draft` text,
	`draft_by` text,
	`draft_at` integer,
	`given` text,
	`given_by` text,
	`given_at` integer,
	PRIMARY KEY(`subject_kind`, `subject_id`)
);
--> statement-breakpoint
CREATE TABLE `rubric_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`rubric_id` text NOT NULL,
	`number` integer NOT NULL,
	`body` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_versions_number` ON `rubric_versions` (`rubric_id`,`number`);--> statement-breakpoint
CREATE TABLE `rubrics` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text,
	`title` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubrics_title` ON `rubrics` (`course_id`,lower("title")) WHERE "rubrics"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `rubrics_own_title` ON `rubrics` (lower("title")) WHERE "rubrics"."course_id" is null and "rubrics"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE `assignments` ADD `takes_url` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `max_megabytes` integer;--> statement-breakpoint
ALTER TABLE `assignments` ADD `statement` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `resubmission` text DEFAULT 'unmarked' NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `pass_percent` integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `assignments` ADD `late` text;--> statement-breakpoint
ALTER TABLE `assignments` ADD `missing_percent` integer;--> statement-breakpoint
ALTER TABLE `assignments` ADD `rubric_id` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `statement` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `late_excused` integer DEFAULT false NOT NULL;