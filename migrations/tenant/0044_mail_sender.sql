ALTER TABLE `organization` ADD `mail_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `organization` ADD `mail_reply_to` text DEFAULT '' NOT NULL;