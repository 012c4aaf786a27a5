-- What only a server with types knows; each column of {everything} must get a value, because none may be NULL.
CREATE TYPE {mood} AS ENUM ('sad', 'so so', 'glad');
CREATE DOMAIN {short} AS varchar(7) NOT NULL;
CREATE TABLE {people} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, username varchar(40) NOT NULL UNIQUE, mood {mood} NOT NULL);
CREATE TABLE {everything} (
    id serial PRIMARY KEY, s smallint NOT NULL, b bigint NOT NULL UNIQUE, n numeric(4,2) NOT NULL, whole numeric(3) NOT NULL,
    free numeric NOT NULL, r real NOT NULL, d double precision NOT NULL, price money NOT NULL, yes boolean NOT NULL, v varchar(5) NOT NULL,
    c char(3) NOT NULL, t text NOT NULL UNIQUE, nick {short}, day date NOT NULL, at timestamptz NOT NULL, plain_at timestamp NOT NULL,
    hour time NOT NULL, long interval NOT NULL, u uuid NOT NULL UNIQUE, j json NOT NULL, jb jsonb NOT NULL, raw bytea NOT NULL,
    ip inet NOT NULL, net cidr NOT NULL, mac macaddr NOT NULL, numbers int[] NOT NULL, words text[] NOT NULL, moods {mood}[] NOT NULL,
    mood {mood} NOT NULL, p point NOT NULL, poly polygon NOT NULL, bits bit(8) NOT NULL, span int4range NOT NULL, days daterange NOT NULL,
    x xml NOT NULL, search tsvector NOT NULL, person bigint NOT NULL REFERENCES {people}, twice int GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE {keyless} (n int NOT NULL, j jsonb NOT NULL);
CREATE TABLE {keyed} (k uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
CREATE FUNCTION {shout}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.username := upper(NEW.username); -- a semicolon in a body; and another
    RETURN NEW;
END $$;
CREATE TRIGGER shouted BEFORE INSERT ON {people} FOR EACH ROW EXECUTE FUNCTION {shout}();
INSERT INTO {people} (username, mood) VALUES ('base', 'glad');
