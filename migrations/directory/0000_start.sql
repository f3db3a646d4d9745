CREATE TABLE `cells` (
	`name` text PRIMARY KEY NOT NULL,
	`binding` text NOT NULL,
	`region` text DEFAULT 'any' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `fleet_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`target_version` integer NOT NULL,
	`stage` text NOT NULL,
	`cursor` text DEFAULT '' NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`max_failures` integer DEFAULT 3 NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hostnames` (
	`hostname` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`verified_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `platform_throttles` (
	`door` text NOT NULL,
	`key` text NOT NULL,
	`window_start` integer NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`door`, `key`)
);
--> statement-breakpoint
CREATE TABLE `reserved_slugs` (
	`slug` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_hints` (
	`email_hmac` text NOT NULL,
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`email_hmac`, `tenant_id`)
);
--> statement-breakpoint
CREATE INDEX `sign_in_hints_user` ON `sign_in_hints` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `sign_ups` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `slots` (
	`id` text PRIMARY KEY NOT NULL,
	`cell` text NOT NULL,
	`binding` text NOT NULL,
	`region` text DEFAULT 'any' NOT NULL,
	`state` text DEFAULT 'free' NOT NULL,
	`schema_version` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`cell`) REFERENCES `cells`(`name`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slots_binding` ON `slots` (`cell`,`binding`);--> statement-breakpoint
CREATE INDEX `slots_free` ON `slots` (`region`,`state`,`id`);--> statement-breakpoint
CREATE TABLE `tenant_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tenant_events_tenant` ON `tenant_events` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`slot_id` text,
	`region` text DEFAULT 'any' NOT NULL,
	`plan` text DEFAULT 'free' NOT NULL,
	`order_nonce` text,
	`state_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_slug` ON `tenants` ("slug" collate nocase);--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_order` ON `tenants` (`order_nonce`) WHERE "tenants"."order_nonce" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_slot` ON `tenants` (`slot_id`) WHERE "tenants"."slot_id" is not null;--> statement-breakpoint
CREATE INDEX `tenants_state` ON `tenants` (`state`,`state_at`);