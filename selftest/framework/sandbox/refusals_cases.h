/* refusals_cases.h -- the table of all refusals: what makes a sound configuration or database unsound, and what the guard says of it. */
#ifndef SEEDBED_SELFTEST_REFUSALS_CASES_H
#define SEEDBED_SELFTEST_REFUSALS_CASES_H

/* What makes the sound configuration unsound: `from` becomes `to`; and what stands in the database. name: the refusal's. */
#define FIELDS const char *row, *name, *from, *to, *sql, *schema, *says
struct refusal_case {
    FIELDS;
};

#define OURS(tables) \
    "CREATE TABLE t_seedbed (seedbed_name TEXT PRIMARY KEY, seedbed_value TEXT NOT NULL);" \
    "INSERT INTO t_seedbed VALUES ('state', 'ready'), ('environment', 'test')" tables ";"
#define MARKED(environment) \
    "CREATE TABLE seedbed_environment (environment TEXT); INSERT INTO seedbed_environment VALUES (" environment ");"
#define RAILS(environment) \
    "CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY, value varchar);" \
    "INSERT INTO ar_internal_metadata VALUES ('environment', '" environment "'), ('schema_sha1', 'x');"
#define CHANGED(from, to, says) from, to, NULL, NULL, says
#define STORED(sql, says) NULL, NULL, sql, NULL, says

/* On whatever database. */
#define EVERYWHERE \
    { "production", "environment", CHANGED("environment: test", "environment: production", "`environment` is `production`") }, \
        { "no environment", "environment", CHANGED("environment: test\n", "", "does not say which environment this is") }, \
        { "debug: none", "debug", CHANGED("debug: developer", "debug: none", "`debug` is `none`") }, \
        { "a variable", "production_variable", CHANGED("$APP_ENV", "prod", "APP_ENV says `prod`") }, \
        { "an exception that never can be", "except", \
            CHANGED("strict: true", "except: [ environment ]", "`except` names `environment`, which holds everywhere") }, \
        { "an exception from nothing", "except", \
            CHANGED("strict: true", "except: [ privileged, all ]", "names `all`, and the guard has no refusal of that name") }, \
        { "no test prefix", "no_test_prefix", CHANGED("test_prefix: t_", "test_prefix: ''", "the test prefix is empty") }, \
        { "odd test prefix", "odd_test_prefix", CHANGED("test_prefix: t_", "test_prefix: t-", "cannot begin a table's name") }, \
        { "prefixes clash", "prefix_clash", CHANGED("test_prefix: t_", "test_prefix: app_t_", "begins with the live prefix") }, \
        { "a long name", "long_name", \
            CHANGED("test_prefix: t_", "test_prefix: ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt_", \
                "databases cut names at 63") }, \
        { "live files", "file_roots", \
            CHANGED("test_root: test", "test_root: live/test", "is inside the folder of live files") }, \
        { "marked production", "marked_production", \
            STORED(MARKED("'production'"), "the table seedbed_environment says that this is `production`") }, \
        { "marked as what nobody knows", "marked_production", STORED(MARKED("'eu-1'"), "says that this is `eu-1`") }, \
        { "a marker that says nothing", "marked_production", STORED(MARKED("NULL"), "cannot be read, and may say production") }, \
        { "one marker of two", "marked_production", \
            STORED(MARKED("'test'), ('production'"), "says that this is `production`") }, \
        { "Rails says production", "marked_production", \
            STORED(RAILS("production"), "the table ar_internal_metadata says that this is `production`") }, \
        { "a foreign table", "foreign_table", STORED("CREATE TABLE t_x (a int)", "that Seedbed did not make: t_x") }, \
        { "a foreign view", "foreign_table", STORED("CREATE VIEW t_x AS SELECT 1 AS a", "that Seedbed did not make: t_x") }, \
        { "another environment", "other_environment", \
            STORED(OURS("") "UPDATE t_seedbed SET seedbed_value = 'ci' WHERE seedbed_name = 'environment'", \
                "installed in the environment `ci`") }, \
        { "a key into the test tables", "crossing_key", \
            STORED(OURS(", ('table t_a', '')") "CREATE TABLE t_a (id INTEGER PRIMARY KEY);" \
                                               "CREATE TABLE app_b (a_id INTEGER REFERENCES t_a (id))", \
                "app_b.a_id -> t_a") }, \
        { "a key out of them", "crossing_key", \
            STORED(OURS(", ('table t_a', '')") "CREATE TABLE t_a (u_id INTEGER REFERENCES app_users (id))", \
                "t_a.u_id -> app_users") }, \
        { "a live table in the schema", "live_table_in_schema", NULL, NULL, NULL, \
            "CREATE TABLE {users} (id int); DELETE FROM app_users", "names the live table `app_users`" }, \
    { \
        "foreign files", "foreign_files", CHANGED("$FILE", "test/precious", "did not put there: precious") \
    }

#define ON_SQLITE \
    { "two sandboxes, one prefix", "shared_prefix", \
        CHANGED("strict: true", "strict: true\n  other: { url: 'sqlite:./shop.db', test_prefix: T_, schema: [ schema.sql ] }", \
            "the sandbox `other` is in the same database") }, \
        { "no schemas", "placement", \
            CHANGED("strict: true", "placement: schema", "`placement: schema` is not to be had on SQLite") }, \
        { "an admin of another file", "elsewhere", CHANGED("strict: true", "admin: sqlite:other.db", "`admin` leads to ") }, \
        { "an admin of another kind", "elsewhere", \
            CHANGED("strict: true", "admin: 'postgres:dbname=shop'", "`admin` is not on SQLite") }, \
        { "one more url of another kind", "elsewhere", \
            CHANGED("strict: true", "also: [ 'sqlite:x.db', 'postgres:dbname=shop' ]", "`also` is not on SQLite") }, \
        { "a strategy of others", "reset", \
            CHANGED("strict: true", "reset: image", "`reset: image` is not to be had on SQLite") }, \
        { "no database", "unreadable", CHANGED("$FILE", "shop.db", "the database cannot be looked at") }, \
        { "a marker of another shape", "marked_production", \
            STORED("CREATE TABLE Seedbed_Environment (x)", "cannot be read, and may say production") }, \
        { "a marker without a row", "marked_production", \
            STORED("CREATE TABLE seedbed_environment (environment)", "says that this is ``") }, \
    { \
        "root over a service's file", "privileged", CHANGED("$OWNER", "33", "root may do everything in ") \
    }

#define ON_POSTGRES \
    { "two sandboxes, one prefix", "shared_prefix", \
        CHANGED("strict: true", "strict: true\n  other: { url: \"URL\", test_prefix: t_, schema: [ schema.sql ] }", \
            "the sandbox `other` is in the same database") }, \
        { "no url", "url", CHANGED("URL", "postgres:dbname=x port", "The PostgreSQL url cannot be understood") }, \
        { "capitals", "odd_test_prefix", CHANGED("test_prefix: t_", "test_prefix: T_", "has capitals") }, \
        { "an admin of another database", "elsewhere", \
            CHANGED("strict: true", "admin: 'postgres:host=/run/other dbname=x'", "`admin` leads to postgresql:///x") }, \
        { "an admin of another kind", "elsewhere", \
            CHANGED("strict: true", "admin: 'sqlite:shop.db'", "`admin` is not on PostgreSQL") }, \
        { "one more url of another kind", "elsewhere", \
            CHANGED("strict: true", "also: [ 'postgresql://db/shop', 'sqlite:shop.db' ]", "`also` is not on PostgreSQL") }, \
        { "a strategy of others", "reset", \
            CHANGED("strict: true", "reset: image", "`reset: image` is not to be had on PostgreSQL") }, \
        { "another machine", "remote_host", \
            CHANGED("URL", "postgres:host=db.example.org dbname=shop", "on another machine, db.example.org") }, \
        { "one of two machines", "remote_host", \
            CHANGED("URL\"", "postgresql://a.example.org,b.example.org/shop\"\n    hosts: [ A.example.org ]", \
                "on another machine, b.example.org") }, \
        { "no server", "unreadable", CHANGED("URL", "postgres:host=/nowhere dbname=shop", "the database cannot be looked at") }, \
        { "a setting of the database", "marked_production", \
            STORED( \
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET seedbed.environment = production', current_database()); END $$", \
                "the setting seedbed.environment says that this is `production`") }, \
        { "a foreign function", "foreign_table", \
            STORED("CREATE SEQUENCE t_s; CREATE FUNCTION t_f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'", \
                "has something under the test prefix `t_` that Seedbed did not make: function t_f(integer), sequence t_s") }, \
        { "all may write live tables", "writable_outside", \
            STORED("GRANT INSERT ON app_users TO PUBLIC", "by the rights of PUBLIC: app_users") }, \
    { \
        "a superuser over a service", "privileged", \
            STORED( \
                "DO $$ BEGIN CREATE ROLE refused_owner; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;" \
                "ALTER TABLE app_users OWNER TO refused_owner", \
                "postgres may do everything in") \
    }
#define ALL_ON_SQLITE EVERYWHERE, ON_SQLITE
#define ALL_ON_POSTGRES EVERYWHERE, ON_POSTGRES

#endif
