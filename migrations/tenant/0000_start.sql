CREATE TABLE `assignments` (
	`item_id` text PRIMARY KEY NOT NULL,
	`instructions` text DEFAULT '' NOT NULL,
	`instructions_html` text DEFAULT '' NOT NULL,
	`takes_text` integer DEFAULT true NOT NULL,
	`takes_files` integer DEFAULT true NOT NULL,
	`max_files` integer DEFAULT 5 NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`number` integer NOT NULL,
	`asked` text NOT NULL,
	`started_at` integer NOT NULL,
	`submitted_at` integer,
	`score` real,
	`max_score` real NOT NULL,
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_number` ON `attempts` (`enrollment_id`,`item_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempts_item` ON `attempts` (`item_id`);--> statement-breakpoint
CREATE TABLE `question_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_versions_number` ON `question_versions` (`question_id`,`number`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	`deleted_from` text
);
--> statement-breakpoint
CREATE INDEX `questions_deleted` ON `questions` (`deleted_from`) WHERE "questions"."deleted_from" is not null;--> statement-breakpoint
CREATE TABLE `quiz_questions` (
	`item_id` text NOT NULL,
	`question_id` text NOT NULL,
	`version_id` text NOT NULL,
	`position` text NOT NULL,
	`points` real DEFAULT 1 NOT NULL,
	PRIMARY KEY(`item_id`, `question_id`),
	FOREIGN KEY (`item_id`) REFERENCES `quizzes`(`item_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quiz_questions_position` ON `quiz_questions` (`item_id`,`position`);--> statement-breakpoint
CREATE TABLE `quizzes` (
	`item_id` text PRIMARY KEY NOT NULL,
	`introduction` text DEFAULT '' NOT NULL,
	`attempts_allowed` integer,
	`pass_percent` integer DEFAULT 60 NOT NULL,
	`shuffle_questions` integer DEFAULT false NOT NULL,
	`shuffle_options` integer DEFAULT false NOT NULL,
	`counts` text DEFAULT 'highest' NOT NULL,
	`show_answers` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `responses` (
	`attempt_id` text NOT NULL,
	`version_id` text NOT NULL,
	`revision` integer NOT NULL,
	`response` text,
	`saved_at` integer NOT NULL,
	`points` real,
	PRIMARY KEY(`attempt_id`, `version_id`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `submission_files` (
	`submission_id` text NOT NULL,
	`media_id` text NOT NULL,
	PRIMARY KEY(`submission_id`, `media_id`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`number` integer NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`draft` integer DEFAULT false NOT NULL,
	`late` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`submitted_at` integer,
	`marked_at` integer,
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_number` ON `submissions` (`enrollment_id`,`item_id`,`number`);--> statement-breakpoint
CREATE INDEX `submissions_item` ON `submissions` (`item_id`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `categories` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `categories_name` ON `categories` (lower("name"));--> statement-breakpoint
CREATE TABLE `course_modules` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`title` text NOT NULL,
	`position` text NOT NULL,
	`published_at` integer,
	`availability` text,
	`certificate` integer DEFAULT false NOT NULL,
	`external_id` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_modules_position` ON `course_modules` (`course_id`,`position`) WHERE "course_modules"."deleted_at" is null;--> statement-breakpoint
CREATE TABLE `course_sources` (
	`course_id` text NOT NULL,
	`path` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`course_id`, `kind`, `path`),
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`picture_id` text,
	`locale` text DEFAULT '' NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`category_id` text,
	`tags` text DEFAULT '[]' NOT NULL,
	`expected_hours` integer,
	`licence` text DEFAULT '' NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`after_end` text DEFAULT 'read' NOT NULL,
	`in_order` integer DEFAULT false NOT NULL,
	`visibility` text DEFAULT 'enrolled' NOT NULL,
	`joining` text DEFAULT 'staff' NOT NULL,
	`join_code` text,
	`everyone` integer DEFAULT false NOT NULL,
	`completion` text DEFAULT '{"kind":"all"}' NOT NULL,
	`certificate` integer DEFAULT false NOT NULL,
	`published_at` integer,
	`archived_at` integer,
	`deleted_at` integer,
	`external_id` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `courses_join_code` ON `courses` (`join_code`) WHERE "courses"."join_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `courses_external` ON `courses` (`external_id`) WHERE "courses"."external_id" is not null and "courses"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `courses_title` ON `courses` (lower("title"),`id`);--> statement-breakpoint
CREATE TABLE `deadline_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`user_id` text,
	`group_id` text,
	`due_at` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_overrides_user` ON `deadline_overrides` (`item_id`,`user_id`) WHERE "deadline_overrides"."user_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_overrides_group` ON `deadline_overrides` (`item_id`,`group_id`) WHERE "deadline_overrides"."group_id" is not null;--> statement-breakpoint
CREATE TABLE `item_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`locale` text DEFAULT '' NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_versions_number` ON `item_versions` (`item_id`,`locale`,`number`);--> statement-breakpoint
CREATE TABLE `items` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`module_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`position` text NOT NULL,
	`published_at` integer,
	`publish_at` integer,
	`due_at` integer,
	`availability` text,
	`completion` text DEFAULT '{"kind":"viewed"}' NOT NULL,
	`required` integer DEFAULT true NOT NULL,
	`expected_minutes` integer,
	`max_points` integer,
	`external_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`module_id`) REFERENCES `course_modules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_position` ON `items` (`module_id`,`position`) WHERE "items"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `items_course` ON `items` (`course_id`);--> statement-breakpoint
CREATE INDEX `items_due` ON `items` (`due_at`) WHERE "items"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `lessons` (
	`item_id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`user_id` text NOT NULL,
	`item_id` text NOT NULL,
	`text` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `item_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `problem_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`block_id` text NOT NULL,
	`version_number` integer NOT NULL,
	`user_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `problem_reports_item` ON `problem_reports` (`item_id`);--> statement-breakpoint
CREATE TABLE `certificate_revocations` (
	`certificate_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`revoked_by` text NOT NULL,
	`revoked_at` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`course_id` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`recipient_name` text NOT NULL,
	`title` text NOT NULL,
	`organization_name` text NOT NULL,
	`locale` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_code` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_once` ON `certificates` (`user_id`,`kind`,`subject_id`,`round`);--> statement-breakpoint
CREATE TABLE `enrollment_sources` (
	`enrollment_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`enrollment_id`, `source`, `source_id`),
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `enrollments` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`course_id` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`role` text NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`due_at` integer,
	`items_done` integer DEFAULT 0 NOT NULL,
	`items_all` integer DEFAULT 0 NOT NULL,
	`percent` integer DEFAULT 0 NOT NULL,
	`current_item_id` text,
	`last_seen_at` integer,
	`completed_at` integer,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrollments_once` ON `enrollments` (`user_id`,`course_id`,`round`);--> statement-breakpoint
CREATE INDEX `enrollments_course` ON `enrollments` (`course_id`,`role`,`state`);--> statement-breakpoint
CREATE TABLE `grade_events` (
	`id` text PRIMARY KEY NOT NULL,
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`kind` text NOT NULL,
	`before` real,
	`after` real,
	`source_id` text,
	`reason` text DEFAULT '' NOT NULL,
	`actor_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `grade_events_grade` ON `grade_events` (`enrollment_id`,`item_id`,`at`);--> statement-breakpoint
CREATE TABLE `grades` (
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`raw` real,
	`penalty` real DEFAULT 0 NOT NULL,
	`final` real,
	`max_points` real NOT NULL,
	`override` real,
	`excused` integer DEFAULT false NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`graded_by` text,
	`graded_at` integer,
	`released_at` integer,
	PRIMARY KEY(`enrollment_id`, `item_id`),
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grades_item` ON `grades` (`item_id`);--> statement-breakpoint
CREATE TABLE `join_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`course_id` text NOT NULL,
	`message` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`decision` text,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `join_requests_open` ON `join_requests` (`user_id`,`course_id`) WHERE "join_requests"."decided_at" is null;--> statement-breakpoint
CREATE TABLE `module_completions` (
	`enrollment_id` text NOT NULL,
	`module_id` text NOT NULL,
	`completed_at` integer NOT NULL,
	PRIMARY KEY(`enrollment_id`, `module_id`),
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`module_id`) REFERENCES `course_modules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `progress` (
	`enrollment_id` text NOT NULL,
	`item_id` text NOT NULL,
	`state` text NOT NULL,
	`seconds` integer DEFAULT 0 NOT NULL,
	`resume` text DEFAULT '{}' NOT NULL,
	`started_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`completed_at` integer,
	`requirement` text,
	`overridden_by` text,
	`override_reason` text,
	PRIMARY KEY(`enrollment_id`, `item_id`),
	FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `progress_item` ON `progress` (`item_id`,`state`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`alt` text DEFAULT '' NOT NULL,
	`type` text NOT NULL,
	`sha256` text,
	`width` integer,
	`height` integer,
	`seconds` integer,
	`purpose` text NOT NULL,
	`thumbnail_key` text,
	`owner_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `media_owner` ON `media` (`owner_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `media_created` ON `media` (`created_at`);--> statement-breakpoint
CREATE TABLE `media_links` (
	`media_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	PRIMARY KEY(`media_id`, `kind`, `subject_id`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `media_links_subject` ON `media_links` (`subject_id`,`kind`);--> statement-breakpoint
CREATE TABLE `media_tracks` (
	`id` text PRIMARY KEY NOT NULL,
	`media_id` text NOT NULL,
	`language` text NOT NULL,
	`label` text NOT NULL,
	`key` text NOT NULL,
	`transcript` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `media_tracks_media` ON `media_tracks` (`media_id`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`key` text NOT NULL,
	`r2_upload_id` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`purpose` text NOT NULL,
	`part_size` integer NOT NULL,
	`parts` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL,
	`media_id` text
);
--> statement-breakpoint
CREATE INDEX `uploads_created` ON `uploads` (`created_at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`document` text NOT NULL,
	`version` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organization` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`logo_id` text,
	`colour` text DEFAULT '' NOT NULL,
	`locale` text NOT NULL,
	`zone` text NOT NULL,
	`registration` text DEFAULT 'closed' NOT NULL,
	`registration_domains` text DEFAULT '[]' NOT NULL,
	`public_catalogue` integer DEFAULT false NOT NULL,
	`password_length` integer DEFAULT 8 NOT NULL,
	`embed_hosts` text DEFAULT '[]' NOT NULL,
	`paper` text DEFAULT 'a4' NOT NULL,
	`quota_bytes` integer NOT NULL,
	`used_bytes` integer DEFAULT 0 NOT NULL,
	`retention_days` integer DEFAULT 30 NOT NULL,
	`checklist` text DEFAULT '{}' NOT NULL,
	`sample_course_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `api_tokens_user` ON `api_tokens` (`user_id`);--> statement-breakpoint
CREATE TABLE `bulk_acts` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	`before` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE TABLE `codes` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`payload` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `codes_user` ON `codes` (`user_id`,`purpose`);--> statement-breakpoint
CREATE TABLE `group_managers` (
	`group_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `user_id`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `group_managers_user` ON `group_managers` (`user_id`);--> statement-breakpoint
CREATE TABLE `group_members` (
	`group_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `user_id`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `group_members_user` ON `group_members` (`user_id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`course_id` text,
	`self_sign_up` integer DEFAULT false NOT NULL,
	`seats` integer,
	`external_id` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_name` ON `groups` (lower("name")) WHERE "groups"."deleted_at" is null and "groups"."course_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `groups_course_name` ON `groups` (`course_id`,lower("name")) WHERE "groups"."deleted_at" is null and "groups"."course_id" is not null;--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer,
	`response` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`actor_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`invited_by` text NOT NULL,
	`course_ids` text DEFAULT '[]' NOT NULL,
	`group_ids` text DEFAULT '[]' NOT NULL,
	`sent_at` integer NOT NULL,
	`accepted_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invitations_user` ON `invitations` (`user_id`);--> statement-breakpoint
CREATE TABLE `join_links` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`role` text DEFAULT 'learner' NOT NULL,
	`course_ids` text DEFAULT '[]' NOT NULL,
	`group_ids` text DEFAULT '[]' NOT NULL,
	`max_uses` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`expires_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `join_links_code` ON `join_links` (`code`);--> statement-breakpoint
CREATE TABLE `observer_links` (
	`observer_id` text NOT NULL,
	`learner_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	PRIMARY KEY(`observer_id`, `learner_id`),
	FOREIGN KEY (`observer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`learner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `observer_links_learner` ON `observer_links` (`learner_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`device` text DEFAULT '' NOT NULL,
	`last_seen_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`door` text NOT NULL,
	`key` text NOT NULL,
	`window_start` integer NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`door`, `key`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`email_verified_at` integer,
	`username` text,
	`password_hash` text,
	`role` text NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`pronouns` text DEFAULT '' NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`photo_id` text,
	`locale` text DEFAULT '' NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`visibility` text DEFAULT '{"photo":true,"bio":true,"pronouns":true,"courses":true}' NOT NULL,
	`external_id` text,
	`last_seen_at` integer,
	`created_at` integer NOT NULL,
	`suspended_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (lower("email")) WHERE "users"."deleted_at" is null and "users"."email" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (lower("username")) WHERE "users"."deleted_at" is null and "users"."username" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `users_external` ON `users` (`external_id`) WHERE "users"."deleted_at" is null and "users"."external_id" is not null;--> statement-breakpoint
CREATE INDEX `users_name` ON `users` (lower("name"),`id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`on_behalf_of` text,
	`act` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`source` text DEFAULT 'web' NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_entries_subject` ON `audit_entries` (`subject_id`,`at`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`reader` text NOT NULL,
	`event_seq` integer NOT NULL,
	`error` text NOT NULL,
	`at` integer NOT NULL,
	`retried_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dead_letters_once` ON `dead_letters` (`reader`,`event_seq`);--> statement-breakpoint
CREATE TABLE `event_readers` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`error` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`subject_id` text NOT NULL,
	`key` text DEFAULT '' NOT NULL,
	`actor_id` text,
	`payload` text DEFAULT '{}' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_once` ON `events` (`name`,`subject_id`,`key`);--> statement-breakpoint
CREATE TABLE `import_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`format` text NOT NULL,
	`file_name` text NOT NULL,
	`file_key` text NOT NULL,
	`course_id` text,
	`state` text NOT NULL,
	`plan` text NOT NULL,
	`report` text NOT NULL,
	`steps_done` integer DEFAULT 0 NOT NULL,
	`steps_all` integer DEFAULT 0 NOT NULL,
	`made` text,
	`error` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`applied_by` text,
	`started_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `import_runs_course` ON `import_runs` (`course_id`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rooms` (
	`name` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_entries` (
	`rowid` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`course_id` text,
	`title` text NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	`folded` text DEFAULT '' NOT NULL,
	`published` integer DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_subject` ON `search_entries` (`kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `search_entries_course` ON `search_entries` (`course_id`);--> statement-breakpoint
CREATE TABLE `sent_mails` (
	`key` text PRIMARY KEY NOT NULL,
	`claimed_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE TABLE `timers` (
	`id` text PRIMARY KEY NOT NULL,
	`job` text NOT NULL,
	`subject_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `timers_once` ON `timers` (`job`,`subject_id`);--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at`);