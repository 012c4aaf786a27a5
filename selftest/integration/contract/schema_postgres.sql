CREATE TABLE {users} (id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT,
    logins INTEGER NOT NULL DEFAULT 0, folded TEXT GENERATED ALWAYS AS (lower(username)) STORED);
CREATE TABLE {courses} (id SERIAL PRIMARY KEY, code TEXT NOT NULL UNIQUE, seats INTEGER NOT NULL);
CREATE TABLE {enrolments} (user_id INTEGER NOT NULL REFERENCES {users}(id) ON DELETE CASCADE,
    course_id INTEGER NOT NULL REFERENCES {courses}(id), mode TEXT NOT NULL, PRIMARY KEY (user_id, course_id));
CREATE TABLE {notes} (body TEXT);
CREATE TABLE {choices} (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE {audit} (id SERIAL PRIMARY KEY, said TEXT NOT NULL);
CREATE FUNCTION {say}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO {audit} (said) VALUES (OLD.username || ' is gone');
    ELSE
        INSERT INTO {audit} (said) VALUES (NEW.username);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {users_audit} AFTER UPDATE OR DELETE ON {users} FOR EACH ROW EXECUTE FUNCTION {say}();
CREATE INDEX {users_by_email} ON {users} (email);
CREATE VIEW {roster} AS SELECT u.username, c.code FROM {enrolments} e JOIN {users} u ON u.id = e.user_id JOIN {courses} c ON c.id = e.course_id;
INSERT INTO {users} (username, email) VALUES ('Ada', 'ada@example.org'), ('Grace', 'grace@example.org'), ('Mary', NULL);
INSERT INTO {courses} (code, seats) VALUES ('logic', 2), ('engines', 0);
INSERT INTO {enrolments} VALUES (1, 1, 'audit'), (2, 1, 'verified');
INSERT INTO {notes} VALUES ('twice'), ('twice');
INSERT INTO {choices} VALUES ('colour', 'green'), ('size', NULL);
