ALTER TABLE `item_versions` ADD `published_at` integer;--> statement-breakpoint
ALTER TABLE `lessons` ADD `draft_version_id` text;