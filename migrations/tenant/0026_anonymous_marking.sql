CREATE TABLE `participants` (
	`item_id` text NOT NULL,
	`enrollment_id` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`item_id`, `enrollment_id`),
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_number` ON `participants` (`item_id`,`number`);--> statement-breakpoint
CREATE INDEX `participants_enrollment` ON `participants` (`enrollment_id`);--> statement-breakpoint
ALTER TABLE `assignments` ADD `anonymous` integer DEFAULT false NOT NULL;