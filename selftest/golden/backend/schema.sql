CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, age INTEGER);
INSERT INTO users VALUES (1, 'ada', 36), (2, 'bob', 40), (3, 'eve', 20);
CREATE TABLE logs(line TEXT);
INSERT INTO logs VALUES ('one'), ('one'), (NULL);
CREATE INDEX by_name ON users(name);
