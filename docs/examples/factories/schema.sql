CREATE TABLE {countries} (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE {teams} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);
CREATE TABLE {members} (
    id INTEGER PRIMARY KEY, username TEXT NOT NULL, email TEXT, full_name TEXT, plan TEXT NOT NULL DEFAULT 'free', shift TEXT,
    bio TEXT, seats INTEGER, joined_on DATE, label TEXT,
    team_id INTEGER REFERENCES {teams}, country TEXT REFERENCES {countries} (code));
CREATE TABLE {loans} (
    id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES {members}, title TEXT NOT NULL, note TEXT);
CREATE TABLE {letters} (
    id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES {members}, addressee TEXT NOT NULL, city TEXT NOT NULL);
