-- live.sql -- a live database of which pg_dump has something of every kind to say.
CREATE EXTENSION citext SCHEMA public;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE accounts (id serial PRIMARY KEY, name citext NOT NULL UNIQUE, money int NOT NULL CHECK (money >= 0));
CREATE TABLE moves (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account int REFERENCES accounts, money int, at timestamptz DEFAULT now());
CREATE TABLE people (id int PRIMARY KEY, account int REFERENCES accounts ON DELETE CASCADE, feels mood DEFAULT 'good', age positive,
    doubled int GENERATED ALWAYS AS (age * 2) STORED);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN -- it's a note
    INSERT INTO moves (account, money) VALUES (NEW.id, NEW.money);
    RETURN NEW;
END $$;
CREATE TRIGGER noted AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION noted();
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SET search_path = '' AS $$ SELECT sum(money) FROM public.accounts $$;
CREATE FUNCTION total_of_moves() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(money) FROM moves; END;
CREATE VIEW rich AS SELECT * FROM accounts WHERE money > 10;
CREATE MATERIALIZED VIEW known AS SELECT count(*) AS n FROM accounts;
CREATE TABLE parts (id int, k text) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10);
CREATE INDEX ON accounts (lower(name::text));
CREATE RULE kept AS ON DELETE TO moves WHERE old.money > 1000 DO INSTEAD NOTHING;
CREATE POLICY all_of_them ON people USING (true);
INSERT INTO accounts (name, money) VALUES ('public.accounts', 4), ('it''s public.y', 5);
INSERT INTO people (id, account, age) VALUES (1, 1, 30), (2, 2, 40);
COMMENT ON TABLE people IS 'rows of public.people, from Köln';
GRANT SELECT ON people TO PUBLIC;
