/* school.h -- the tables that the tests of factories are made in.
 */
#ifndef SEEDBED_SELFTEST_GENERATORS_FACTORY_SCHOOL_H
#define SEEDBED_SELFTEST_GENERATORS_FACTORY_SCHOOL_H

#include <seedbed.h>

#define SCHOOL_SQL \
    "CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT NOT NULL);" \
    "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL," \
    "    age INTEGER, role TEXT NOT NULL DEFAULT 'student', country TEXT REFERENCES countries (code), created_at TEXT NOT NULL);" \
    "CREATE TABLE courses (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL UNIQUE," \
    "    seats INTEGER NOT NULL DEFAULT 0, price_cents INTEGER NOT NULL DEFAULT 0);" \
    "CREATE TABLE enrolments (user_id INTEGER NOT NULL REFERENCES users, course_id INTEGER NOT NULL REFERENCES courses (id)," \
    "    mode TEXT NOT NULL DEFAULT 'audit', completion INTEGER, PRIMARY KEY (user_id, course_id));" \
    "CREATE TABLE invoices (number INTEGER NOT NULL UNIQUE, user_id INTEGER NOT NULL REFERENCES users, total REAL NOT NULL," \
    "    paid_on DATE NOT NULL, label VARCHAR(8) NOT NULL UNIQUE, seal BLOB NOT NULL, remark TEXT, settled BOOLEAN NOT NULL);" \
    "CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT, media_type TEXT, size INTEGER, digest TEXT, content BLOB);" \
    "CREATE TABLE teams (id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL REFERENCES members);" \
    "CREATE TABLE members (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams);" \
    "CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT NOT NULL, boss_id INTEGER REFERENCES employees);" \
    "CREATE TABLE visits (id INTEGER PRIMARY KEY, country TEXT NOT NULL REFERENCES countries (code), who INTEGER REFERENCES users)"

/* In a SETUP: foreign keys are enforced, whatever the default of the database is. */
#define make_school() should(db_exec("PRAGMA foreign_keys = ON; " SCHOOL_SQL), equal_to(SB_OK))

#endif
