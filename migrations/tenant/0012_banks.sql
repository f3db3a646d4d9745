CREATE TABLE `bank_categories` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`parent_id` text DEFAULT '' NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`bank_id`) REFERENCES `question_banks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_categories_title` ON `bank_categories` (`bank_id`,`parent_id`,`title`);--> statement-breakpoint
CREATE TABLE `bank_question_tags` (
	`question_id` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`question_id`, `tag`),
	FOREIGN KEY (`question_id`) REFERENCES `bank_questions`(`question_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bank_question_tags_tag` ON `bank_question_tags` (`tag`);--> statement-breakpoint
CREATE TABLE `bank_questions` (
	`question_id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`category_id` text,
	`version_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`points` real DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`bank_id`) REFERENCES `question_banks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bank_questions_bank` ON `bank_questions` (`bank_id`,`question_id`);--> statement-breakpoint
CREATE INDEX `bank_questions_category` ON `bank_questions` (`category_id`);--> statement-breakpoint
CREATE TABLE `question_banks` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `question_banks_course` ON `question_banks` (`course_id`,`title`);--> statement-breakpoint
CREATE TABLE `quiz_draws` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`bank_id` text NOT NULL,
	`category_id` text,
	`tag` text DEFAULT '' NOT NULL,
	`count` integer NOT NULL,
	`points` real DEFAULT 1 NOT NULL,
	`position` text NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `quizzes`(`item_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`bank_id`) REFERENCES `question_banks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `quiz_draws_item` ON `quiz_draws` (`item_id`,`position`);--> statement-breakpoint
CREATE INDEX `quiz_draws_bank` ON `quiz_draws` (`bank_id`);--> statement-breakpoint
ALTER TABLE `import_runs` ADD `bank_id` text;--> statement-breakpoint
CREATE INDEX `import_runs_bank` ON `import_runs` (`bank_id`) WHERE "import_runs"."bank_id" is not null;--> statement-breakpoint
CREATE INDEX `quiz_questions_question` ON `quiz_questions` (`question_id`);