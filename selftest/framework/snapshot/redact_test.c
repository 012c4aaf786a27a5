/* redact_test.c -- what differs in each run, replaced before a snapshot is compared. */
#include "../../support/record.h"
#include "shelf.h"
#include <pthread.h>
#include <seedbed.h>
#include <string.h>

#define STEM "redact_test"
static void put(const char *name, const char *content) { shelf_put(STEM, name, content, strlen(content)); }

TEST(redact, all_that_matches_in_the_order_they_were_given)
{
    shelf_open(SB_UPDATE_NONE);
    put("redact.all_that_matches_in_the_order_they_were_given.a.snap", "<date> and <date> by <c>");
    redact("\\d{4}-\\d\\d-\\d\\d", "<date>");
    redact("\\d+", "<n>");
    redact("a<n>", "<b>");
    should("2024-01-02 and 1999-12-31 by a17", match_snapshot("a", redacting("<b>", "<c>")));
}

TEST(redact, one_assertion_alone)
{
    shelf_open(SB_UPDATE_NONE);
    put("redact.one_assertion_alone.a.snap", "x-<n>-<m>");
    put("redact.one_assertion_alone.b.snap", "x-1-2");
    should("x-1-2", match_snapshot("a", redacting("1", "<n>"), redacting("2", "<m>")));
    should("x-1-2", match_snapshot("b"));
}

TEST(redact, printed_values_and_bytes)
{
    int numbers[] = { 1, 1234 };
    shelf_open(SB_UPDATE_NONE);
    put("redact.printed_values_and_bytes.a.snap", "[\n  1\n  <large>\n]\n");
    shelf_put(STEM, "redact.printed_values_and_bytes.b.snap", "\0<large>", 8);
    redact("\\d{3,}", "<large>");
    should(array(numbers, 2), match_snapshot("a"));
    should(bytes("\0"
                 "999",
               4),
        match_snapshot("b"));
}

static void bad_pattern(void) { redact("a(", "b"); }
static void null_pattern(void) { redact("a", (const char *)0); }
static void bad_redacting(void) { should("a", match_snapshot("a", redacting("(", "b"))); }
static void null_redacting(void) { should("a", match_snapshot("a", redacting("b", (const char *)0))); }
static void slow_redacting(void)
{
    should("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", match_snapshot("a", redacting("(*LIMIT_MATCH=999)^(a+)+$", "b")));
}

TEST(redact, mistakes_are_told)
{
    shelf_open(SB_UPDATE_ALL);
    should(failure_of(bad_pattern), equal_to("redact: the pattern \"a(\" has a mistake at byte 2: missing closing parenthesis"));
    should(failure_of(null_pattern), equal_to("redact was given NULL: it wants a pattern and a text"));
    should(failure_of(bad_redacting), end_with("\n  the pattern \"(\" has a mistake at byte 1: missing closing parenthesis"));
    should(failure_of(null_redacting), end_with("\n  redacting was given NULL: it wants a pattern and a text"));
    should(failure_of(slow_redacting), contain(" has given up: match limit exceeded"));
    should(sb__snapshots()->pendings, equal_to(0));
}

static void good_behind_slow(void)
{
    redact("(*LIMIT_MATCH=999)^(a+)+$", "b");
    redact("!", "");
    should("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", match_snapshot("a"));
}
static void good_behind_bad(void) { should("a", match_snapshot("a", redacting("(", "b"), redacting("a", "b"))); }

TEST(redact, nothing_goes_on_behind_a_mistake)
{
    shelf_open(SB_UPDATE_ALL);
    should(failure_of(good_behind_slow), contain(" has given up: match limit exceeded"));
    should(sb__snapshots()->pendings, equal_to(0));
}
TEST(redact, nothing_of_one_assertion_goes_on_behind_a_mistake)
{
    shelf_open(SB_UPDATE_ALL);
    should(failure_of(good_behind_bad), contain("the pattern \"(\" has a mistake"));
    should(sb__snapshots()->pendings, equal_to(0));
}

static void *match_many(void *text)
{
    for (int i = 0; i < 200; i++)
        expect((const char *)text, match_snapshot("a"));
    return NULL;
}

TEST(redact, threads_share_patterns)
{
    char text[4][16] = { "one 1", "one 22", "one 333", "one 4444" };
    pthread_t thread[4];
    shelf_open(SB_UPDATE_NONE);
    put("redact.threads_share_patterns.a.snap", "one <n>");
    redact("\\d+", "<n>");
    for (int i = 0; i < 4; i++)
        should(pthread_create(&thread[i], NULL, match_many, text[i]), equal_to(0));
    for (int i = 0; i < 4; i++)
        should(pthread_join(thread[i], NULL), equal_to(0));
}
