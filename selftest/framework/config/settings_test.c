/* settings_test.c -- tests of framework/config/settings.c. */
#include "../../../assert/text.h"
#include "../../../framework/config/settings.h"
#include <fcntl.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FIXTURE(settings, (sb_settings * settings; char *path));

TEARDOWN(settings)
{
    sb_settings_free(self->settings);
    free(self->path);
}

static int read_text(struct sb_fixture_settings *self, const char *text)
{
    self->path = sb_format("%s/seedbed.yaml", sb_temp_dir());
    FILE *file = fopen(self->path, "wb");
    if (!file)
        fail_test("%s cannot be written", self->path);
    fputs(text, file);
    fclose(file);
    return sb_settings_read(self->path, &self->settings);
}

static const char whole[] = "environment: development\n"
                            "debug: developer\n"
                            "sandboxes:\n"
                            "  catalog:\n"
                            "    url: sqlite:var/catalog.db\n"
                            "    prefix: app_\n"
                            "    test_prefix: t_\n"
                            "    placement: database\n"
                            "    schema: [ db/schema.sql, /etc/more.sql ]\n"
                            "    components: { catalog: 3, mail: 1 }\n"
                            "fixtures: [ fixtures ]\n"
                            "files: { root: var/files, test_root: var/test-files }\n";

TEST(settings, the_top_is_stored)
{
    should(read_text(self, whole), equal_to(SB_OK));
    should(self->settings->environment, equal_to("development"));
    should(self->settings->debug, equal_to("developer"));
    should(self->settings->fixtures.n, equal_to(1));
    should(self->settings->files.test_root, end_with("/var/test-files"));
}

TEST(settings, a_sandbox_is_stored)
{
    should(read_text(self, whole), equal_to(SB_OK));
    const sb_sandbox_settings *it = sb_settings_sandbox(self->settings, "catalog");
    should(it->scheme, equal_to("sqlite"));
    should(it->test_prefix, equal_to("t_"));
    should(it->placement, equal_to(SB_PLACE_DATABASE));
    should(it->components, equal_to(2));
    should(it->component[0].version, equal_to(3));
}

TEST(settings, factories_are_declared_there_or_in_files)
{
    should(read_text(self, "factories:\n  user: { by: email }\n"), equal_to(SB_OK));
    should(self->settings->factories.at->key[0]->text, equal_to("user"));
    should(self->settings->factories.paths.n, equal_to(0));
    sb_settings_free(self->settings);
    free(self->path);
    should(read_text(self, "factories: [ made, /etc/more.yaml ]\n"), equal_to(SB_OK));
    should(self->settings->factories.paths.at[0], all_of(start_with("/"), end_with("/made")));
    should(self->settings->factories.paths.at[1], equal_to("/etc/more.yaml"));
}

TEST(settings, relative_paths_are_relative_to_the_file)
{
    should(read_text(self, whole), equal_to(SB_OK));
    const sb_sandbox_settings *it = sb_settings_sandbox(self->settings, "catalog");
    should(it->location, all_of(start_with("/"), end_with("/var/catalog.db")));
    should(it->schema.at[0], all_of(start_with("/"), end_with("/db/schema.sql")));
    should(it->schema.at[1], equal_to("/etc/more.sql"));
}

TEST_EACH(settings, what_a_server_is_found_by_is_no_path, (const char *url, *location),
    { "own:host=db dbname=x", "host=db dbname=x" }, { "postgres:dbname=x", "dbname=x" },
    { "postgres://db/x", "postgresql://db/x" }, { "own:/var/host=x", "/var/host=x" }, { "sqlite:/a=b.db", "/a=b.db" })
{
    char *text = sb_format("sandboxes:\n  one:\n    url: \"%s\"\n    placement: database\n    schema: [ s.sql ]\n", each->url);
    if (read_text(self, text))
        fail_test("%s", sb_error());
    free(text);
    should(sb_settings_sandbox(self->settings, "one")->location, equal_to(each->location));
}

TEST(settings, an_empty_file_sets_nothing)
{
    should(read_text(self, ""), equal_to(SB_OK));
    should(self->settings->environment, be_null);
    should(self->settings->sandboxes, equal_to(0));
}

TEST(settings, prefixes_that_are_not_given_are_empty)
{
    should(read_text(self, "sandboxes: { a: { url: 'sqlite:a', schema: [], test_prefix: } }\n"), equal_to(SB_OK));
    should(self->settings->sandbox[0].prefix, equal_to(""));
    should(self->settings->sandbox[0].test_prefix, equal_to(""));
}

TEST_EACH(settings, mistakes_are_refused_with_their_place, (const char *text, *says), { "a: [1\n", ":1:6: this is not YAML" },
    { "enviroment: x\n",
        ":1:1: there is no key `enviroment` here; did you mean `environment`? Expected one of: environment, debug" },
    { "debug: [ x ]\n", ":1:8: `debug` is a list; expected text\n    debug: [ x ]\n           ^" },
    { "debug: true\n", ":1:8: `debug` is a truth value; expected text" },
    { "environment: 3\n", ":1:14: `environment` is a number" },
    { "fixtures: x\n", ":1:11: `fixtures` is text; expected a list of paths" },
    { "reads: x\n", ":1:8: `reads` is text; expected a list of SQLite databases and folders" },
    { "reads: [ 'postgres:dbname=x' ]\n", ":1:10: `reads` is for files; expected a list of SQLite databases" },
    { "sandboxes: []\n", ":1:12: `sandboxes` is a list; expected a map" },
    { "files: { root: x }\n", "`files` has no key `test_root`; expected one" },
    { "sandboxes:\n  a:\n    url: sqlite:x\n", ":3:5: `a` has no key `schema`; expected one" },
    { "sandboxes: { a: { url: x, schema: [] } }\n",
        ":1:24: `url` cannot be understood; expected a scheme, a colon and what the database is found by" },
    { "sandboxes: { a: { placement: file } }\n", ":1:30: `placement` is not known here; expected `prefix` or `database`" },
    { "sandboxes: { a: { components: { mail: new } } }\n", ":1:39: `mail` is text; expected a whole number" },
    { "sandboxes: { a: { components: { mail: 9223372036854775808 } } }\n",
        "`mail` is a number; expected a whole number that is not" },
    { "sandboxes: { a: { test_prefix: 12.5 } }\n", "`test_prefix` is a number" })
{
    should(read_text(self, each->text), equal_to(SB_EREFUSED));
    should(sb_error(), contain(each->says));
}

TEST_EACH(settings, names_that_only_look_like_numbers_are_text, (const char *name), { "inf" }, { "nan" }, { "1e5" }, { "0x1" })
{
    char *text = sb_format("sandboxes: { a: { url: 'sqlite:a', schema: [], test_prefix: %s } }\n", each->name);
    add_cleanup(free, text);
    should(read_text(self, text), equal_to(SB_OK));
    should(self->settings->sandbox[0].test_prefix, equal_to(each->name));
}

TEST(settings, a_long_key_is_cut)
{
    char *text = sb_alloc(100000);
    add_cleanup(free, text);
    memset(text, 'a', 99000);
    strcat(text, ": 1\n");
    should(read_text(self, text), equal_to(SB_EREFUSED));
    should(sb_error(), contain(":1:1: there is no key `aaa"));
    should(sb_error(), contain("aaa...` here. Expected one of: environment"));
    should(strlen(sb_error()), be_below(1000));
}

TEST(settings, a_long_line_is_cut_around_its_mark)
{
    char *text = sb_alloc(100000);
    add_cleanup(free, text);
    strcpy(text, "fixtures: [ '");
    memset(text + strlen(text), 'a', 50000);
    strcat(text, "', 7, bbb ]\n");
    should(read_text(self, text), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("aaa', 7, bbb ]\n"), end_with(" ^")));
    should(strlen(sb_error()), be_below(1000));
}

TEST_EACH(settings, what_is_no_file_is_refused, (const char *path), { "/dev/zero" }, { "/" })
{
    should(sb_settings_read(each->path, &self->settings), equal_to(SB_EREFUSED));
    should(sb_error(), end_with("this is a folder, a pipe or a device; expected a file"));
}

TEST(settings, a_file_that_nobody_wrote_by_hand_is_not_read_to_its_end)
{
    self->path = sb_format("%s/large.yaml", sb_temp_dir());
    should(truncate(self->path, 0) == 0 || close(creat(self->path, 0666)) == 0, be_true);
    should(truncate(self->path, (off_t)1 << 40), equal_to(0));
    should(sb_settings_read(self->path, &self->settings), equal_to(SB_EREFUSED));
    should(sb_error(), contain("is larger than 64 MB"));
}

TEST(settings, a_link_is_read_as_if_it_were_the_file)
{
    should(read_text(self, whole), equal_to(SB_OK));
    sb_settings_free(self->settings);
    char *folder = sb_format("%s/project", sb_temp_dir()), *link_path = sb_format("%s/seedbed.yaml", folder);
    add_cleanup(free, folder);
    add_cleanup(free, link_path);
    should(mkdir(folder, 0777) == 0 && symlink(self->path, link_path) == 0, be_true);
    should(sb_settings_read(link_path, &self->settings), equal_to(SB_OK));
    should(self->settings->fixtures.at[0], end_with("/project/fixtures"));
}

TEST(settings, databases_to_be_read_are_paths_and_urls)
{
    should(read_text(self,
               "environment: test\ndebug: developer\nsandboxes: {}\nreads: [ words.db, 'sqlite:zones.db', /usr/share/db ]\n"),
        equal_to(SB_OK));
    should(self->settings->reads.n, equal_to(3));
    should(self->settings->reads.at[0], end_with("/words.db"));
    should(self->settings->reads.at[1], match("/[^:]*/zones.db"));
    should(self->settings->reads.at[2], equal_to("/usr/share/db"));
}

TEST(settings, a_missing_file_is_refused_by_name)
{
    should(sb_settings_read("no/such.yaml", &self->settings), equal_to(SB_EREFUSED));
    should(sb_error(), start_with("no/such.yaml:1:1: there is no such file; expected a seedbed.yaml"));
}

TEST(settings, an_unknown_sandbox_names_the_nearest)
{
    should(read_text(self, whole), equal_to(SB_OK));
    should(sb_settings_sandbox(self->settings, "catalogue"), be_null);
    should(sb_error(), contain("no sandbox `catalogue`; did you mean `catalog`?"));
}

TEST(settings, the_file_is_found_from_a_folder_below_it)
{
    should(read_text(self, whole), equal_to(SB_OK));
    char *below = sb_format("%s/deep", sb_temp_dir()), *before = getcwd(NULL, 0);
    add_cleanup(free, below);
    add_cleanup(free, before);
    add_cleanup(chdir, before);
    should(mkdir(below, 0777) == 0 && chdir(below) == 0, be_true);
    char *found = sb_settings_find();
    add_cleanup(free, found);
    should(found, end_with("/seedbed.yaml"));
    should(found, contain(sb_temp_dir()));
}

/* ---- docs/SEEDBED_YAML.md ---- */
static char *manual(void)
{
    FILE *file = fopen("docs/SEEDBED_YAML.md", "r");
    static char text[1 << 14];
    if (!file)
        fail_test("docs/SEEDBED_YAML.md cannot be read from here");
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    return text;
}

TEST(settings, the_example_of_the_manual_is_read)
{
    char *from = strstr(manual(), "```yaml\n"), *to = from ? strstr(from, "\n```\n") : NULL;
    should(to, not_(be_null));
    to[1] = 0;
    if (read_text(self, from + strlen("```yaml\n")))
        fail_test("%s", sb_error());
    const sb_sandbox_settings *it = sb_settings_sandbox(self->settings, "ledger");
    should(self->settings->sandboxes, equal_to(2));
    should(it->placement, equal_to(SB_PLACE_SCHEMA));
    should(it->admin, contain("user=keeper"));
    should(it->strict, be_true);
}

/* The keys stand in the message about one that is unknown. */
static void should_be_in_the_manual(struct sb_fixture_settings *self, const char *text)
{
    should(read_text(self, text), equal_to(SB_EREFUSED));
    char *keys = strstr(sb_error(), "Expected one of: "), *end = strchr(keys, '\n');
    sb_text row = SB_TEXT_EMPTY;
    should(keys, not_(be_null));
    if (end)
        *end = 0;
    for (char *key = strtok(keys + strlen("Expected one of: "), ", "); key; key = strtok(NULL, ", ")) {
        row.size = 0;
        sb_text_add(&row, "\n| `%s` |", key);
        expect(manual(), contain(row.at));
    }
    sb_text_release(&row);
}

TEST(settings, the_manual_has_every_key_of_the_file) { should_be_in_the_manual(self, "zzzzz: 1\n"); }

TEST(settings, the_manual_has_every_key_of_a_sandbox)
{
    should_be_in_the_manual(self, "environment: test\ndebug: developer\nsandboxes:\n  a:\n    zzzzz: 1\n");
}
