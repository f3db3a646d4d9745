CREATE TABLE `annotations` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`media_id` text,
	`place` text NOT NULL,
	`comment` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `annotations_subject` ON `annotations` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `annotations_media` ON `annotations` (`media_id`);