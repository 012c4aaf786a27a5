CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR(60) NOT NULL UNIQUE, email VARCHAR(80) NOT NULL UNIQUE,
    full_name VARCHAR(120) NOT NULL, country CHAR(2) NOT NULL, role VARCHAR(20) NOT NULL, age INTEGER NOT NULL);
CREATE TABLE courses (id INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL UNIQUE, title VARCHAR(120) NOT NULL, seats INTEGER NOT NULL,
    starts_on DATE NOT NULL);
CREATE TABLE enrolments (user_id INTEGER NOT NULL REFERENCES users (id), course_id INTEGER NOT NULL REFERENCES courses (id),
    mode VARCHAR(20) NOT NULL, completion INTEGER NOT NULL, PRIMARY KEY (user_id, course_id));
CREATE INDEX enrolments_of_course ON enrolments (course_id);
