CREATE VIRTUAL TABLE `search_index` USING fts5(title, body, content='search_entries', content_rowid='rowid', tokenize='trigram remove_diacritics 1');
--> statement-breakpoint
CREATE TRIGGER `search_entries_added` AFTER INSERT ON `search_entries` BEGIN
  INSERT INTO search_index(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
--> statement-breakpoint
CREATE TRIGGER `search_entries_removed` AFTER DELETE ON `search_entries` BEGIN
  INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.rowid, old.title, old.body);
END;
--> statement-breakpoint
CREATE TRIGGER `search_entries_changed` AFTER UPDATE OF title, body ON `search_entries` BEGIN
  INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.rowid, old.title, old.body);
  INSERT INTO search_index(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
