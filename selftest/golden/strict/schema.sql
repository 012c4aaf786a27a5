CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
INSERT INTO users VALUES (1, 'ada', 36), (2, 'bob', 40), (3, 'eve', 20);
CREATE TABLE seats(room TEXT, seat INTEGER, taken INTEGER, PRIMARY KEY (seat, room)) WITHOUT ROWID;
INSERT INTO seats VALUES ('A', 1, 0), ('A', 2, 0), ('B', 1, 0);
CREATE TABLE logs(line TEXT);
CREATE TABLE orders(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE);
INSERT INTO orders VALUES (7, 3);
CREATE TRIGGER log_it AFTER INSERT ON logs WHEN new.line = 'all' BEGIN UPDATE users SET age = 0 WHERE id = 2; END;
