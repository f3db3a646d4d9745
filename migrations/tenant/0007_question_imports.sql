ALTER TABLE `import_runs` ADD `item_id` text;--> statement-breakpoint
ALTER TABLE `import_runs` ADD `questions` text;--> statement-breakpoint
CREATE INDEX `import_runs_item` ON `import_runs` (`item_id`) WHERE "import_runs"."item_id" is not null;