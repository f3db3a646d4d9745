ALTER TABLE `assignments` ADD `group_work` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `group_id` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `lead_id` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `saved_by` text;--> statement-breakpoint
CREATE INDEX `submissions_lead` ON `submissions` (`lead_id`) WHERE "submissions"."lead_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_group_draft` ON `submissions` (`item_id`,`group_id`) WHERE "submissions"."draft" = 1 and "submissions"."group_id" is not null;