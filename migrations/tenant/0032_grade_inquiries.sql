CREATE TABLE `grade_inquiries` (
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`course_id` text NOT NULL,
	`state` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`enrollment_id`, `item_id`),
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `grade_inquiries_course` ON `grade_inquiries` (`course_id`,`state`,`changed_at`);--> statement-breakpoint
CREATE TABLE `inquiry_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `inquiry_entries_grade` ON `inquiry_entries` (`enrollment_id`,`item_id`,`at`);