-- The tables of the catalogue. {name} stands for the table with the installation's prefix before it: {users} is app_users.

CREATE TABLE IF NOT EXISTS {countries} (
    code TEXT PRIMARY KEY CHECK (length(code) = 2),
    name TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS {users} (
    id        INTEGER PRIMARY KEY,
    username  TEXT NOT NULL UNIQUE CHECK (username <> ''),
    email     TEXT NOT NULL,
    full_name TEXT NOT NULL,
    role      TEXT NOT NULL DEFAULT 'student',
    country   TEXT REFERENCES {countries} (code)
);

CREATE TABLE IF NOT EXISTS {courses} (
    id          INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE CHECK (code <> ''),
    title       TEXT NOT NULL,
    category    TEXT NOT NULL DEFAULT '',
    seats       INTEGER NOT NULL DEFAULT 0 CHECK (seats >= 0),
    price_cents INTEGER NOT NULL DEFAULT 0 CHECK (price_cents >= 0)
);

CREATE TABLE IF NOT EXISTS {enrolments} (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES {users} (id),
    course_id  INTEGER NOT NULL REFERENCES {courses} (id),
    mode       TEXT NOT NULL DEFAULT 'audit',
    completion INTEGER NOT NULL DEFAULT 0 CHECK (completion BETWEEN 0 AND 100),
    UNIQUE (user_id, course_id)
);

CREATE TABLE IF NOT EXISTS {files} (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL CHECK (size >= 0),
    digest     TEXT NOT NULL,
    path       TEXT NOT NULL,
    owner      INTEGER REFERENCES {users} (id)
);

CREATE INDEX IF NOT EXISTS {enrolments}_by_course ON {enrolments} (course_id);
