-- postgres.sql -- a learning platform of 70 tables, as factories without a declaration must be able to fill it.
CREATE TYPE role_kind AS ENUM ('student', 'teacher', 'assistant', 'admin');
CREATE TYPE section_state AS ENUM ('draft', 'open', 'closed', 'archived');
CREATE TYPE question_kind AS ENUM ('choice', 'text', 'number', 'match');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%_@_%._%') CHECK (VALUE = lower(VALUE));
CREATE DOMAIN slug AS varchar(40) CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN required_text AS text NOT NULL CHECK (length(btrim(VALUE)) > 0);
CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE >= 0);
CREATE DOMAIN paid_price AS price CHECK (VALUE > 0);

-- who and where
CREATE TABLE countries (code char(2) PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'), name text NOT NULL UNIQUE, calling_code varchar(4) NOT NULL CHECK (calling_code ~ '^\+[1-9][0-9]{0,2}$'));
CREATE TABLE currencies (code char(3) PRIMARY KEY CHECK (code = upper(code)), digits smallint NOT NULL DEFAULT 2 CHECK (digits IN (0, 2, 3)), name required_text);
CREATE TABLE orgs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, slug slug NOT NULL UNIQUE, name required_text, parent_id bigint REFERENCES orgs, country char(2) NOT NULL REFERENCES countries,
  created_at timestamptz NOT NULL DEFAULT now(), closed_at timestamptz, CHECK (closed_at IS NULL OR closed_at > created_at), CHECK (parent_id <> id));
CREATE TABLE org_domains (org_id bigint NOT NULL REFERENCES orgs, host varchar(80) NOT NULL CHECK (host LIKE '%.%' AND host NOT LIKE '% %'), verified boolean NOT NULL DEFAULT false, PRIMARY KEY (org_id, host));
CREATE TABLE campuses (org_id bigint NOT NULL REFERENCES orgs, number smallint NOT NULL CHECK (number > 0), city text NOT NULL, latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180), timezone text NOT NULL, PRIMARY KEY (org_id, number));
CREATE TABLE buildings (org_id bigint NOT NULL, campus smallint NOT NULL, code varchar(6) NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]*$'), floors int NOT NULL CHECK (floors >= 1 AND floors < 100),
  PRIMARY KEY (org_id, campus, code), FOREIGN KEY (org_id, campus) REFERENCES campuses (org_id, number));
CREATE TABLE rooms (id serial PRIMARY KEY, org_id bigint NOT NULL, campus smallint NOT NULL, building varchar(6) NOT NULL, floor int NOT NULL DEFAULT 0, label varchar(12) NOT NULL, seats smallint NOT NULL CHECK (seats > 0 AND seats <= 800),
  UNIQUE (org_id, campus, building, label), FOREIGN KEY (org_id, campus, building) REFERENCES buildings);
CREATE TABLE room_bookings (id serial PRIMARY KEY, during tsrange NOT NULL CHECK (NOT isempty(during)), room_id int NOT NULL REFERENCES rooms, purpose text, EXCLUDE USING gist (during WITH &&));

-- people
CREATE TABLE accounts (id uuid PRIMARY KEY, email email NOT NULL, username varchar(24) NOT NULL CHECK (length(username) >= 3 AND username = lower(username)), password_hash bytea NOT NULL CHECK (octet_length(password_hash) = 32),
  failed_logins int NOT NULL DEFAULT 0 CHECK (failed_logins >= 0), locale varchar(5) NOT NULL CHECK (locale ~ '^[a-z]{2}(_[A-Z]{2})?$'), created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, deleted_at timestamptz,
  CHECK (updated_at >= created_at), CHECK (deleted_at IS NULL OR deleted_at >= updated_at));
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX accounts_username ON accounts (lower(username));
CREATE TABLE profiles (account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE, first_name text NOT NULL, last_name text NOT NULL, full_name text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED,
  born_on date CHECK (born_on > '1900-01-01' AND born_on <= CURRENT_DATE), bio text NOT NULL DEFAULT '', gender text CHECK (gender IN ('female', 'male', 'other')), country char(2) REFERENCES countries, website text CHECK (website ~* '^https?://'));
CREATE TABLE addresses (id bigserial PRIMARY KEY, account_id uuid NOT NULL REFERENCES profiles, kind text NOT NULL CHECK (kind IN ('home', 'work', 'billing')), street text NOT NULL, city text NOT NULL, postcode varchar(10) NOT NULL, country char(2) NOT NULL REFERENCES countries,
  UNIQUE (account_id, kind));
CREATE TABLE phones (account_id uuid NOT NULL REFERENCES accounts, number text NOT NULL CHECK (number SIMILAR TO '\+[0-9]{8,14}'), is_primary boolean NOT NULL, PRIMARY KEY (account_id, number));
CREATE UNIQUE INDEX one_primary_phone ON phones (account_id) WHERE is_primary;
CREATE TABLE sessions (token char(43) PRIMARY KEY CHECK (length(token) = 43), account_id uuid NOT NULL REFERENCES accounts, ip inet NOT NULL, agent text, started_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, CHECK (expires_at > started_at));
CREATE TABLE api_keys (id serial PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts, digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'), scopes text[] NOT NULL CHECK (array_length(scopes, 1) >= 1), last_used_at timestamptz);
CREATE TABLE roles (id smallint PRIMARY KEY, kind role_kind NOT NULL, name text NOT NULL UNIQUE CHECK (name <> ''), rank smallint NOT NULL CHECK (rank BETWEEN 1 AND 100));
CREATE TABLE permissions (code text PRIMARY KEY CHECK (code ~ '^[a-z_]+\.[a-z_]+$'), about text NOT NULL);
CREATE TABLE role_permissions (role_id smallint REFERENCES roles, permission text REFERENCES permissions, granted_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (role_id, permission));
CREATE TABLE memberships (org_id bigint NOT NULL REFERENCES orgs, account_id uuid NOT NULL REFERENCES accounts, role_id smallint NOT NULL REFERENCES roles, invited_by uuid REFERENCES accounts, since date NOT NULL, until date, PRIMARY KEY (org_id, account_id),
  CHECK (until > since), CHECK (invited_by IS NULL OR invited_by <> account_id));
CREATE TABLE follows (follower_id uuid NOT NULL REFERENCES accounts, followed_id uuid NOT NULL REFERENCES accounts, PRIMARY KEY (follower_id, followed_id), CHECK (follower_id <> followed_id));
CREATE TABLE preferences (account_id uuid PRIMARY KEY REFERENCES accounts, theme text NOT NULL DEFAULT 'light' CHECK (theme IN ('light', 'dark')), settings jsonb NOT NULL CHECK (jsonb_typeof(settings) = 'object'), digest_hour smallint CHECK (digest_hour >= 0 AND digest_hour < 24), colour char(7) NOT NULL CHECK (colour ~ '^#[0-9a-f]{6}$'));

-- what is taught
CREATE TABLE categories (id serial PRIMARY KEY, parent_id int REFERENCES categories, position int NOT NULL, name varchar(60) NOT NULL, path text NOT NULL CHECK (left(path, 1) = '/'), UNIQUE (parent_id, position));
CREATE TABLE terms (org_id bigint NOT NULL REFERENCES orgs, code varchar(6) NOT NULL CHECK (code ~ '^[0-9]{4}-[12]$'), starts_on date NOT NULL, ends_on date NOT NULL, PRIMARY KEY (org_id, code), CHECK (starts_on < ends_on));
CREATE TABLE courses (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, org_id bigint NOT NULL REFERENCES orgs, category_id int NOT NULL REFERENCES categories, code varchar(12) NOT NULL CHECK (code ~ '^[A-Z]{2,4}[0-9]{3}'), title varchar(120) NOT NULL, summary text,
  credits numeric(4,1) NOT NULL CHECK (credits > 0 AND credits <= 60), language char(2) NOT NULL, price price NOT NULL, currency char(3) REFERENCES currencies, is_free boolean NOT NULL, tags text[] NOT NULL DEFAULT '{}', level int CHECK (level = ANY (ARRAY[100, 200, 300])),
  UNIQUE (org_id, code), CHECK (is_free = (price = 0)));
CREATE TABLE prerequisites (course_id bigint REFERENCES courses, needs_id bigint REFERENCES courses, minimum percent, PRIMARY KEY (course_id, needs_id), CONSTRAINT not_itself CHECK (course_id <> needs_id));
CREATE TABLE outcomes (course_id bigint NOT NULL REFERENCES courses, position int NOT NULL CHECK (position >= 1), about required_text, weight real NOT NULL CHECK (weight > 0 AND weight <= 1), PRIMARY KEY (course_id, position));
CREATE TABLE sections (id bigserial PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses, org_id bigint NOT NULL, term varchar(6) NOT NULL, number int NOT NULL CHECK (number > 0), state section_state NOT NULL DEFAULT 'draft', capacity int NOT NULL CHECK (capacity >= 0), waitlist int NOT NULL CHECK (waitlist BETWEEN 0 AND 50),
  opens_at timestamptz, closes_at timestamptz, days int4range, UNIQUE (course_id, term, number), FOREIGN KEY (org_id, term) REFERENCES terms (org_id, code), CHECK ((opens_at IS NULL) = (closes_at IS NULL)), CHECK (opens_at < closes_at), CHECK (state <> 'open' OR opens_at IS NOT NULL));
CREATE TABLE meetings (id serial PRIMARY KEY, section_id bigint NOT NULL REFERENCES sections, room_id int REFERENCES rooms, url text, weekday smallint NOT NULL CHECK (weekday >= 1 AND weekday <= 7), starts_at time NOT NULL, length interval NOT NULL CHECK (length > interval '0'), CHECK (num_nonnulls(room_id, url) = 1));
CREATE TABLE modules (id bigserial PRIMARY KEY, section_id bigint NOT NULL REFERENCES sections ON DELETE CASCADE, position int NOT NULL, title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200), visible boolean NOT NULL, released_at timestamptz, UNIQUE (section_id, position) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE items (id bigserial PRIMARY KEY, module_id bigint NOT NULL REFERENCES modules, kind text NOT NULL CHECK (kind IN ('page', 'quiz', 'file', 'link')), body text, url text CHECK (url LIKE 'http%'), points numeric(6,2) NOT NULL DEFAULT 0, CHECK (kind <> 'link' OR url IS NOT NULL), CHECK (kind <> 'page' OR body IS NOT NULL));
CREATE TABLE pages (item_id bigint PRIMARY KEY REFERENCES items, revision int NOT NULL CHECK (revision > 0), markdown text NOT NULL, html xml);
CREATE TABLE page_revisions (item_id bigint NOT NULL REFERENCES pages, revision int NOT NULL, author_id uuid NOT NULL REFERENCES accounts, markdown text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (item_id, revision));
CREATE TABLE enrolments (section_id bigint NOT NULL REFERENCES sections, account_id uuid NOT NULL REFERENCES accounts, role role_kind NOT NULL, status text NOT NULL CHECK (status IN ('active', 'waiting', 'dropped')), enrolled_at timestamptz NOT NULL DEFAULT now(), dropped_at timestamptz, completion percent NOT NULL DEFAULT 0,
  PRIMARY KEY (section_id, account_id), CHECK ((status = 'dropped') = (dropped_at IS NOT NULL)));
CREATE TABLE teaching_loads (section_id bigint, account_id uuid, hours numeric(5,1) NOT NULL CHECK (hours > 0), share percent NOT NULL, PRIMARY KEY (section_id, account_id), FOREIGN KEY (section_id, account_id) REFERENCES enrolments);
CREATE TABLE attendance (section_id bigint NOT NULL, account_id uuid NOT NULL, on_day date NOT NULL, state char(1) NOT NULL CHECK (state IN ('P', 'A', 'L', 'E')), minutes_late int CHECK (minutes_late > 0), PRIMARY KEY (section_id, account_id, on_day), FOREIGN KEY (section_id, account_id) REFERENCES enrolments, CHECK (state = 'L' OR minutes_late IS NULL));

-- quizzes
CREATE TABLE question_banks (id serial PRIMARY KEY, org_id bigint NOT NULL REFERENCES orgs, owner_id uuid NOT NULL REFERENCES accounts, name text NOT NULL, shared boolean NOT NULL DEFAULT false);
CREATE TABLE questions (id bigserial PRIMARY KEY, bank_id int NOT NULL REFERENCES question_banks, kind question_kind NOT NULL, prompt required_text, points smallint NOT NULL CHECK (points > 0), answer numeric, tolerance numeric CHECK (tolerance >= 0), variant_of bigint REFERENCES questions, meta jsonb, CHECK (kind <> 'number' OR answer IS NOT NULL), CHECK (tolerance IS NULL OR answer IS NOT NULL));
CREATE TABLE choices (question_id bigint NOT NULL REFERENCES questions, letter char(1) NOT NULL CHECK (letter BETWEEN 'A' AND 'Z'), text required_text, correct boolean NOT NULL, PRIMARY KEY (question_id, letter));
CREATE TABLE quizzes (item_id bigint PRIMARY KEY REFERENCES items, min_score int NOT NULL, max_score int NOT NULL, pass_score int NOT NULL, time_limit interval, attempts_allowed smallint NOT NULL DEFAULT 1 CHECK (attempts_allowed > 0), CHECK (min_score <= pass_score AND pass_score <= max_score AND min_score < max_score), CHECK (max_score <= 1000), CHECK (min_score >= 0));
CREATE TABLE quiz_questions (quiz_id bigint NOT NULL REFERENCES quizzes, question_id bigint NOT NULL REFERENCES questions, position smallint NOT NULL, weight numeric(3,2) NOT NULL CHECK (weight BETWEEN 0.01 AND 9.99), PRIMARY KEY (quiz_id, question_id), UNIQUE (quiz_id, position));
CREATE TABLE attempts (id bigserial PRIMARY KEY, quiz_id bigint NOT NULL REFERENCES quizzes, section_id bigint NOT NULL, account_id uuid NOT NULL, number smallint NOT NULL CHECK (number >= 1), started_at timestamptz NOT NULL, submitted_at timestamptz, graded_at timestamptz, score int, seed bigint NOT NULL,
  UNIQUE (quiz_id, account_id, number), FOREIGN KEY (section_id, account_id) REFERENCES enrolments (section_id, account_id), CHECK (submitted_at > started_at), CHECK (graded_at >= submitted_at), CHECK (CASE WHEN graded_at IS NULL THEN score IS NULL ELSE score IS NOT NULL END));
CREATE TABLE responses (attempt_id bigint NOT NULL REFERENCES attempts, question_id bigint NOT NULL, quiz_id bigint NOT NULL, letter char(1), body text, value numeric(12,4), PRIMARY KEY (attempt_id, question_id), FOREIGN KEY (quiz_id, question_id) REFERENCES quiz_questions, CHECK (num_nonnulls(letter, body, value) <= 1));
CREATE TABLE response_reviews (attempt_id bigint NOT NULL, question_id bigint NOT NULL, reviewer_id uuid NOT NULL REFERENCES accounts, verdict text NOT NULL DEFAULT 'ok', note text NOT NULL CHECK (note !~ '^\s*$'), PRIMARY KEY (attempt_id, question_id, reviewer_id), FOREIGN KEY (attempt_id, question_id) REFERENCES responses, CHECK (verdict = ANY (ARRAY['ok'::text, 'unsure'::text, 'wrong'::text])));
CREATE TABLE rubrics (id serial PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses, title text NOT NULL, scale int[] NOT NULL CHECK (cardinality(scale) BETWEEN 2 AND 10), hidden bit(1) NOT NULL);
CREATE TABLE assignments (item_id bigint PRIMARY KEY REFERENCES items, rubric_id int REFERENCES rubrics, group_work boolean NOT NULL, opens_at timestamptz NOT NULL, due_at timestamptz NOT NULL, cutoff_at timestamptz NOT NULL, max_bytes bigint NOT NULL CHECK (max_bytes > 0 AND max_bytes <= 1073741824), CHECK (opens_at < due_at AND due_at <= cutoff_at));
CREATE TABLE submissions (id bigserial PRIMARY KEY, assignment_id bigint NOT NULL REFERENCES assignments, account_id uuid REFERENCES accounts, team_id int, attempt smallint NOT NULL DEFAULT 1, at timestamptz NOT NULL, words int CHECK (words >= 0), CHECK ((account_id IS NULL) <> (team_id IS NULL)));
CREATE TABLE grades (id bigserial PRIMARY KEY, section_id bigint NOT NULL, account_id uuid NOT NULL, item_id bigint NOT NULL REFERENCES items, grader_id uuid REFERENCES accounts, points numeric(6,2) NOT NULL CHECK (points >= 0 AND points <= 999.99), letter varchar(2) NOT NULL CHECK (letter IN ('A', 'B', 'C', 'D', 'E', 'F')), passed boolean NOT NULL, UNIQUE (item_id, account_id), FOREIGN KEY (section_id, account_id) REFERENCES enrolments, CHECK (passed = (letter <> 'F')));
CREATE TABLE appeals (grade_id bigint PRIMARY KEY REFERENCES grades, reason text NOT NULL CHECK (length(reason) >= 20), status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'accepted', 'refused')), decided_by uuid REFERENCES accounts, decided_at timestamptz, CHECK ((decided_by IS NULL) = (decided_at IS NULL)), CHECK (status = 'new' OR decided_at IS NOT NULL));

-- groups, talk
CREATE TABLE teams (id serial PRIMARY KEY, section_id bigint NOT NULL REFERENCES sections, name varchar(40) NOT NULL, leader_id uuid, captain_of int NOT NULL REFERENCES teams DEFERRABLE INITIALLY DEFERRED, UNIQUE (section_id, name));
ALTER TABLE submissions ADD FOREIGN KEY (team_id) REFERENCES teams;
CREATE TABLE team_members (team_id int NOT NULL REFERENCES teams, account_id uuid NOT NULL REFERENCES accounts, since date NOT NULL DEFAULT CURRENT_DATE, PRIMARY KEY (team_id, account_id));
ALTER TABLE teams ADD FOREIGN KEY (id, leader_id) REFERENCES team_members (team_id, account_id) DEFERRABLE;
CREATE TABLE forums (id serial PRIMARY KEY, section_id bigint REFERENCES sections, org_id bigint REFERENCES orgs, slug slug NOT NULL UNIQUE, locked boolean NOT NULL DEFAULT false, CHECK (section_id IS NOT NULL OR org_id IS NOT NULL));
CREATE TABLE threads (id bigserial PRIMARY KEY, forum_id int NOT NULL REFERENCES forums, author_id uuid NOT NULL REFERENCES accounts, subject varchar(140) NOT NULL CHECK (btrim(subject) <> ''), pinned boolean NOT NULL DEFAULT false, last_post_id bigint, views int NOT NULL DEFAULT 0 CHECK (views >= 0));
CREATE TABLE posts (id bigserial PRIMARY KEY, thread_id bigint NOT NULL REFERENCES threads, reply_to bigint REFERENCES posts, author_id uuid NOT NULL REFERENCES accounts, body text NOT NULL CHECK (length(body) <= 10000), edited_at timestamptz, search tsvector);
ALTER TABLE threads ADD FOREIGN KEY (last_post_id) REFERENCES posts DEFERRABLE;
CREATE TABLE reactions (post_id bigint REFERENCES posts, account_id uuid REFERENCES accounts, emoji varchar(8) NOT NULL CHECK (emoji IN ('+1', 'heart', 'laugh')), PRIMARY KEY (post_id, account_id, emoji));
CREATE TABLE messages (id bigserial PRIMARY KEY, sender_id uuid NOT NULL REFERENCES accounts, recipient_id uuid NOT NULL REFERENCES accounts, sent_at timestamptz NOT NULL, read_at timestamptz, subject text, body text, CHECK (sender_id <> recipient_id), CHECK (read_at IS NULL OR read_at >= sent_at), CHECK (subject IS NOT NULL OR body IS NOT NULL));
CREATE TABLE notifications (id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts, kind text NOT NULL CHECK (kind NOT IN ('', 'none')), post_id bigint REFERENCES posts, message_id bigint REFERENCES messages, grade_id bigint REFERENCES grades, payload json NOT NULL, seen boolean NOT NULL DEFAULT false,
  CHECK ((post_id IS NOT NULL)::int + (message_id IS NOT NULL)::int + (grade_id IS NOT NULL)::int = 1));
CREATE TABLE announcements (id serial PRIMARY KEY, section_id bigint NOT NULL REFERENCES sections, shown tstzrange NOT NULL, title text NOT NULL, CHECK (lower(shown) < upper(shown)));

-- files
CREATE TABLE blobs (sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32), size bigint NOT NULL CHECK (size >= 0), media_type text NOT NULL CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'), stored_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE folders (id bigserial PRIMARY KEY, owner_id uuid NOT NULL REFERENCES accounts, parent_id bigint REFERENCES folders, name varchar(100) NOT NULL CHECK (name NOT LIKE '%/%' AND name NOT IN ('.', '..')));
CREATE UNIQUE INDEX folder_names ON folders (owner_id, coalesce(parent_id, 0), lower(name));
CREATE TABLE files (id bigserial PRIMARY KEY, folder_id bigint NOT NULL REFERENCES folders, sha256 bytea NOT NULL REFERENCES blobs, name varchar(255) NOT NULL CHECK (length(name) > 0), mode smallint NOT NULL DEFAULT 420, mac macaddr, UNIQUE (folder_id, name));
CREATE TABLE submission_files (submission_id bigint NOT NULL REFERENCES submissions, file_id bigint NOT NULL REFERENCES files, position smallint NOT NULL CHECK (position BETWEEN 1 AND 20), PRIMARY KEY (submission_id, file_id), UNIQUE (submission_id, position));
CREATE TABLE certificates (number char(12) PRIMARY KEY CHECK (number ~ '^[A-Z]{3}-[0-9]{8}$'), section_id bigint NOT NULL, account_id uuid NOT NULL, file_id bigint REFERENCES files, issued_on date NOT NULL, expires_on date, FOREIGN KEY (section_id, account_id) REFERENCES enrolments, CHECK (expires_on > issued_on));

-- money
CREATE TABLE plans (code slug PRIMARY KEY, currency char(3) NOT NULL REFERENCES currencies, monthly paid_price NOT NULL, yearly paid_price NOT NULL, seats int CHECK (seats IS NULL OR seats > 0), CHECK (yearly > monthly));
CREATE TABLE subscriptions (id serial PRIMARY KEY, org_id bigint NOT NULL REFERENCES orgs, plan slug NOT NULL REFERENCES plans, during daterange NOT NULL, discount percent, EXCLUDE USING gist (during WITH &&));
CREATE TABLE invoices (id bigserial PRIMARY KEY, subscription_id int NOT NULL REFERENCES subscriptions, number text NOT NULL UNIQUE CHECK (number LIKE 'INV-%'), issued_on date NOT NULL, due_on date NOT NULL, net numeric(12,2) NOT NULL CHECK (net > 0), tax numeric(12,2) NOT NULL CHECK (tax >= 0), total numeric(12,2) GENERATED ALWAYS AS (net + tax) STORED, CHECK (due_on >= issued_on));
CREATE TABLE invoice_lines (invoice_id bigint NOT NULL REFERENCES invoices, line smallint NOT NULL CHECK (line > 0), text required_text, quantity int NOT NULL CHECK (quantity <> 0), unit_price money NOT NULL, PRIMARY KEY (invoice_id, line));
CREATE TABLE payments (id bigserial PRIMARY KEY, invoice_id bigint NOT NULL REFERENCES invoices, method text NOT NULL CHECK (method IN ('card', 'transfer')), card_last4 char(4) CHECK (card_last4 ~ '^\d{4}$'), iban varchar(34) CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'), amount paid_price NOT NULL, paid_at timestamptz NOT NULL CHECK (paid_at <= now()),
  CHECK ((method = 'card' AND card_last4 IS NOT NULL AND iban IS NULL) OR (method = 'transfer' AND iban IS NOT NULL AND card_last4 IS NULL)));
CREATE TABLE refunds (payment_id bigint NOT NULL REFERENCES payments, number smallint NOT NULL, amount paid_price NOT NULL, approved_by uuid NOT NULL REFERENCES accounts, reason varchar(200) NOT NULL, PRIMARY KEY (payment_id, number));
CREATE TABLE refund_notes (payment_id bigint NOT NULL, number smallint NOT NULL, at timestamptz NOT NULL, note text NOT NULL, PRIMARY KEY (payment_id, number, at), FOREIGN KEY (payment_id, number) REFERENCES refunds);

-- the rest
CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, actor_id uuid REFERENCES accounts, action text NOT NULL CHECK (action IN ('insert', 'update', 'delete')), table_name name NOT NULL, before jsonb, after jsonb, ip cidr, PRIMARY KEY (id, at),
  CHECK (CASE action WHEN 'insert' THEN before IS NULL WHEN 'delete' THEN after IS NULL ELSE true END)) PARTITION BY RANGE (at);
CREATE TABLE audit_2020 PARTITION OF audit FOR VALUES FROM ('2020-01-01') TO ('2026-01-01');
CREATE TABLE audit_rest PARTITION OF audit DEFAULT;
CREATE TABLE jobs (id bigserial PRIMARY KEY, queue varchar(20) NOT NULL, state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')), args jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(args) = 'array'), attempts int NOT NULL DEFAULT 0, worker text, locked_at timestamptz, finished_at timestamptz, error text,
  CHECK ((state = 'running') = (worker IS NOT NULL AND locked_at IS NOT NULL AND finished_at IS NULL)), CHECK (state <> 'failed' OR error IS NOT NULL), CHECK (num_nulls(worker, locked_at) IN (0, 2)));
CREATE TABLE surveys (id serial PRIMARY KEY, section_id bigint NOT NULL REFERENCES sections, title text NOT NULL CHECK (title = btrim(title)), anonymous boolean NOT NULL);
CREATE TABLE survey_answers (survey_id int NOT NULL REFERENCES surveys, respondent bytea NOT NULL CHECK (length(respondent) BETWEEN 8 AND 16), stars smallint NOT NULL CHECK (stars IN (1, 2, 3, 4, 5)), comment text, PRIMARY KEY (survey_id, respondent));
CREATE TABLE calendars (account_id uuid NOT NULL REFERENCES accounts, day date NOT NULL, start_hour smallint NOT NULL CHECK (start_hour >= 0), end_hour smallint NOT NULL CHECK (end_hour <= 24), PRIMARY KEY (account_id, day), CHECK (start_hour < end_hour));
CREATE TABLE feature_flags (name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]{2,30}$'), enabled boolean NOT NULL, rollout smallint NOT NULL DEFAULT 100 CHECK (rollout >= 0 AND rollout <= 100), until timestamptz CHECK (until > now()));
CREATE TABLE links (from_page int NOT NULL DEFAULT 0, to_title text NOT NULL DEFAULT '', hidden smallint NOT NULL DEFAULT 0, PRIMARY KEY (from_page, to_title));
CREATE TABLE interests (id bigint DEFAULT nextval('jobs_id_seq') PRIMARY KEY, name varchar(64) NOT NULL DEFAULT '' UNIQUE, color varchar(6) NOT NULL DEFAULT '', account_id uuid DEFAULT '00000000-0000-0000-0000-000000000000' REFERENCES accounts, UNIQUE (account_id, color));
CREATE TABLE vendors (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code text NOT NULL DEFAULT 'V' || md5(random()::text) UNIQUE, above uuid REFERENCES vendors);
CREATE TABLE offers (id serial PRIMARY KEY, vendor_id uuid NOT NULL REFERENCES vendors, vendor_code text NOT NULL REFERENCES vendors (code), text text NOT NULL);
CREATE SEQUENCE lot_numbers;
CREATE TABLE lots (no bigint PRIMARY KEY DEFAULT nextval('lot_numbers'), sold_at timestamptz DEFAULT now() UNIQUE);
CREATE TABLE bids (lot_no bigint NOT NULL REFERENCES lots, vendor_id uuid NOT NULL REFERENCES vendors, PRIMARY KEY (lot_no, vendor_id));
CREATE TABLE rings (id text PRIMARY KEY DEFAULT md5(random()::text), next text NOT NULL REFERENCES rings);
CREATE TABLE shelves (row int NOT NULL DEFAULT nextval('lot_numbers'), tenant int NOT NULL DEFAULT 1, PRIMARY KEY (row, tenant));
CREATE TABLE books (id serial PRIMARY KEY, row int NOT NULL, tenant int NOT NULL, FOREIGN KEY (row, tenant) REFERENCES shelves (row, tenant));
