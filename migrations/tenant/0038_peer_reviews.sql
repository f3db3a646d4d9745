CREATE TABLE `peer_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`by_hand` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`points` real,
	`excluded_at` integer,
	`taken_at` integer,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`reviewer_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `peer_reviews_once` ON `peer_reviews` (`submission_id`,`reviewer_id`);--> statement-breakpoint
CREATE INDEX `peer_reviews_reviewer` ON `peer_reviews` (`reviewer_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `peer_reviews_item` ON `peer_reviews` (`item_id`,`reviewer_id`);--> statement-breakpoint
CREATE TABLE `peer_rounds` (
	`item_id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`opened_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `assignments` ADD `peers` text;