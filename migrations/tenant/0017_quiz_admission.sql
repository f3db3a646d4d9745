ALTER TABLE `quizzes` ADD `access_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `quizzes` ADD `networks` text DEFAULT '[]' NOT NULL;