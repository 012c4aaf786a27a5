/* command_line_test.c -- the program as its users run it, from the first command to the last.
 *
 * Nothing here says where the database is: the program opens var/catalog.db and uses the prefix app_, as always. The sandbox
 * `fixed` (see seedbed.yaml) puts a database of the test's own under that path, with empty tables.
 */
#include "catalog.h"
#include "input.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(command_line, .sandbox = "fixed");

/* catalog COMMAND ARGUMENT; its exit code. */
static int catalog(const char *command, const char *argument)
{
    char *argv[] = { "catalog", (char *)command, (char *)argument, NULL };
    return catalog_main(argument ? 3 : 2, argv);
}

TEST(command_line, enrols_people_from_the_files_of_the_registry)
{
    should(catalog("import-people", csv_of("username,email,full_name\nada,ada@example.com,Ada\n")), equal_to(0));
    should(catalog("import-courses", csv_of("code,title,seats\nNO-101,Fjords,1\n")), equal_to(0));
    should(catalog("enrol", csv_of("username,code\nada,NO-101\n")), equal_to(0));

    should(sandbox_table("enrolments"), have_row(col(user_id, 1), col(course_id, 1), col(mode, "audit")));
}

TEST(command_line, enrols_whom_it_finds)
{
    sb_row *ada = make(user, with(username, "ada"));
    make(course, with(code, "NO-101"), with(seats, 1));

    should(catalog("enrol", csv_of("username,code,mode\nada,NO-101,verified\n")), equal_to(0));
    should(sandbox_table("enrolments"), have_row(col(user_id, ada), col(mode, "verified")));
}

TEST(command_line, a_bad_file_ends_with_1)
{
    should(catalog("import-people", csv_of("username,email,full_name\nada,nowhere,Ada\n")), equal_to(1));
    should(sandbox_table("users"), be_empty);
}

TEST(command_line, init_leaves_tables_as_they_are)
{
    make(course);

    should(catalog("init", NULL), equal_to(0));
    should(sandbox_table("courses"), have_rows(1));
}

TEST(command_line, init_makes_tables_under_another_prefix)
{
    char *argv[] = { "catalog", "--prefix", "second_", "init", NULL };

    should(catalog_main(4, argv), equal_to(0));
    should(db_int("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name GLOB 'second_*'"), equal_to(5));
}

TEST(command_line, options_go_before_the_command)
{
    char *argv[] = { "catalog", "courses", "--prefix", "app_", NULL };

    should(catalog_main(4, argv), equal_to(64));
}

TEST_EACH(command_line, what_it_does_not_know_ends_with_64, (const char *command, *argument), { "destroy", NULL },
    { "init", "everything" }, { "import-people", NULL }, { "--colour", "red" })
{
    should(catalog(each->command, each->argument), equal_to(64));
}

TEST(command_line, lists_courses_with_their_seats)
{
    char *text = NULL;
    size_t size;
    make(course, with(code, "NO-101"), with(title, "Fjords"), with(seats, 12));
    make(course, with(code, "AB-007"), with(title, "Spies"), with(seats, 3));

    FILE *out = open_memstream(&text, &size);
    catalog_open(NULL, NULL);
    expect(catalog_list_courses(out), equal_to(CATALOG_OK));
    catalog_close();
    fclose(out);
    add_cleanup(free, text);
    should(text, match("^AB-007 .* 0 of +3 .*Spies\nNO-101 .* 0 of +12 .*Fjords\n$"));
}
