package kinora.store.catalog;

import java.util.List;

/// The catalog's tables. None of this can be derived from anything else.
final class CatalogTables {
    private CatalogTables() {}

    static final List<String> MIGRATIONS =
            List.of("""
            -- One value a name: account id, sealed root key, key check, the last time the store recorded.
            CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

            -- id is never given twice. reserved_sequence: no number at or above it was ever given out.
            -- deleted_before_ms: fragments up to this server timestamp are gone for good; it only rises.
            CREATE TABLE stream (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              name TEXT NOT NULL UNIQUE,
              created_ms INTEGER NOT NULL,
              device_name TEXT,
              media_type TEXT,
              kms_key_id TEXT,
              version TEXT NOT NULL,
              retention_hours INTEGER NOT NULL,
              storage_tier TEXT NOT NULL,
              reserved_sequence INTEGER NOT NULL DEFAULT 0,
              deleted_before_ms INTEGER NOT NULL DEFAULT 0);

            CREATE TABLE stream_tag (
              stream INTEGER NOT NULL,
              key TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (stream, key)) WITHOUT ROWID;

            -- The fragment with this sequence has this ordinal; those after it count on. Lets a rebuilt index
            -- give every fragment the ordinal it had.
            CREATE TABLE anchor (
              stream INTEGER NOT NULL,
              sequence INTEGER NOT NULL,
              ordinal INTEGER NOT NULL,
              PRIMARY KEY (stream, sequence)) WITHOUT ROWID;

            -- A data key, wrapped. Deleting the row destroys what the key sealed.
            CREATE TABLE data_key (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              stream INTEGER NOT NULL,
              day INTEGER NOT NULL,
              wrapped BLOB NOT NULL,
              UNIQUE (stream, day));

            -- A segment file that failed: nothing in it at or behind the offset counts.
            CREATE TABLE segment_cut (segment INTEGER PRIMARY KEY, offset INTEGER NOT NULL);
            """.replaceAll("(?m)^\\s*--.*$", ""), """
            -- A playback session. Its token is kept as a hash: who reads this file opens nothing with it.
            CREATE TABLE playback_session (
              token_hash BLOB PRIMARY KEY,
              stream INTEGER NOT NULL,
              expires_ms INTEGER NOT NULL,
              terms BLOB NOT NULL,
              progress BLOB NOT NULL) WITHOUT ROWID;
            """.replaceAll("(?m)^\\s*--.*$", ""));
}
