package kinora.store.index;

import java.util.List;

/// The index's tables. All of it is derived.
final class IndexTables {
    private IndexTables() {}

    static final List<String> MIGRATIONS = List.of("""
            -- A visible fragment. ordinal -1: found by recovery, its turn not yet counted.
            CREATE TABLE fragment (
              stream INTEGER NOT NULL,
              sequence INTEGER NOT NULL,
              server_ts INTEGER NOT NULL,
              random INTEGER NOT NULL,
              producer_ts INTEGER NOT NULL,
              cluster_timecode INTEGER NOT NULL,
              duration_ms INTEGER NOT NULL,
              last_frame_ms INTEGER NOT NULL,
              size_bytes INTEGER NOT NULL,
              frames INTEGER NOT NULL,
              key_frames INTEGER NOT NULL,
              activity_bytes INTEGER NOT NULL,
              ordinal INTEGER NOT NULL,
              segment INTEGER NOT NULL,
              commit_offset INTEGER NOT NULL,
              commit_bytes INTEGER NOT NULL,
              header_id INTEGER NOT NULL,
              header_offset INTEGER NOT NULL,
              header_bytes INTEGER NOT NULL,
              extents BLOB NOT NULL,
              PRIMARY KEY (stream, sequence)) WITHOUT ROWID;
            CREATE INDEX fragment_by_server ON fragment (stream, server_ts, sequence);
            CREATE INDEX fragment_by_producer ON fragment (stream, producer_ts, sequence);

            -- What spans of time hold. clock 0 producer, 1 server; unit its width in ms.
            CREATE TABLE rollup (
              stream INTEGER NOT NULL,
              clock INTEGER NOT NULL,
              unit INTEGER NOT NULL,
              start INTEGER NOT NULL,
              fragments INTEGER NOT NULL,
              covered_ms INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              frames INTEGER NOT NULL,
              key_frames INTEGER NOT NULL,
              activity_bytes INTEGER NOT NULL,
              PRIMARY KEY (stream, clock, unit, start)) WITHOUT ROWID;

            -- The newest of each, which changes all the time.
            CREATE TABLE rollup_now (
              stream INTEGER NOT NULL,
              clock INTEGER NOT NULL,
              unit INTEGER NOT NULL,
              start INTEGER NOT NULL,
              fragments INTEGER NOT NULL,
              covered_ms INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              frames INTEGER NOT NULL,
              key_frames INTEGER NOT NULL,
              activity_bytes INTEGER NOT NULL,
              PRIMARY KEY (stream, clock, unit)) WITHOUT ROWID;

            -- What of a stream lies in a segment file: tells when the file holds nothing that lives.
            CREATE TABLE resident (
              segment INTEGER NOT NULL,
              stream INTEGER NOT NULL,
              fragments INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              max_server_ts INTEGER NOT NULL,
              PRIMARY KEY (segment, stream)) WITHOUT ROWID;

            -- Recovery begins here: every commit record below it is in this index.
            CREATE TABLE checkpoint (segment INTEGER PRIMARY KEY, offset INTEGER NOT NULL);
            """.replaceAll("(?m)^\\s*--.*$", ""));
}
