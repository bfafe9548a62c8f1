-- Ids are 16 bytes, times microseconds since 1970 UTC.

-- The log. `part` counts the rows of one command from 0, so that a command can't be written twice.
-- WITHOUT ROWID keeps a stream's rows together: as fast to append as with one, and several times
-- faster to read when streams grow side by side.
CREATE TABLE events (
    stream   BLOB    NOT NULL,
    position INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    BLOB,
    role     TEXT,
    cause    BLOB    NOT NULL,
    part     INTEGER NOT NULL,
    subject  TEXT,
    data     TEXT    NOT NULL,
    PRIMARY KEY (stream, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX events_by_cause ON events (stream, cause, part);

-- `email_key` is what is compared of an address.
CREATE TABLE people (
    id            BLOB    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    email         TEXT    NOT NULL,
    email_key     TEXT    NOT NULL UNIQUE,
    password_hash TEXT,
    created       INTEGER NOT NULL,
    disabled      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token      BLOB    NOT NULL PRIMARY KEY,
    person     BLOB    NOT NULL REFERENCES people ON DELETE CASCADE,
    created    INTEGER NOT NULL,
    seen       INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    user_agent TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (person);

CREATE TABLE api_tokens (
    token     BLOB    NOT NULL PRIMARY KEY,
    person    BLOB    NOT NULL REFERENCES people ON DELETE CASCADE,
    name      TEXT    NOT NULL,
    created   INTEGER NOT NULL,
    last_used INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_tokens_by_person ON api_tokens (person);

-- `roles` is a JSON list of names.
CREATE TABLE invites (
    token     BLOB    NOT NULL PRIMARY KEY,
    product   BLOB,
    roles     TEXT    NOT NULL,
    email     TEXT,
    email_key TEXT,
    made_by   BLOB    NOT NULL REFERENCES people ON DELETE CASCADE,
    created   INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    used_by   BLOB             REFERENCES people ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_mappings (
    product BLOB NOT NULL,
    source  TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (product, source)
) STRICT, WITHOUT ROWID;
