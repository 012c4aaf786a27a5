/* message_test.c -- what is expected, in words, and how a matcher's own words take the place of the lines. */
#include "../../assert/message.h"
#include "../support/record.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(message);

static const char *wanted(sb_match match)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_message_wanted(&match, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

static enum sb_verdict no(const sb_match *m)
{
    (void)m;
    return SB_NO;
}

TEST(message, what_is_wanted_comes_from_the_words)
{
    sb_matcher_type type = { .words = "be near", .fits = SB_FITS_ANYTHING, .judge = no };
    sb_match match = { .type = &type, .actual = SB__BOX(1), .x = SB__BOX(5) };

    should(wanted(match), equal_to("near 5"));
    type.words = "look like";
    should(wanted(match), equal_to("look like 5"));
    type.wanted = "a cousin of";
    should(wanted(match), equal_to("a cousin of 5"));
    type.wanted = "";
    should(wanted(match), equal_to("5"));
}

TEST(message, negated_a_becomes_no_and_the_rest_gets_not)
{
    sb_matcher_type type = { .words = "be near", .fits = SB_FITS_ANYTHING, .judge = no };
    sb_match match = { .type = &type, .actual = SB__BOX(1), .x = SB__BOX(5), .negated = true };

    should(wanted(match), equal_to("not near 5"));
    type.wanted = "a cousin of";
    should(wanted(match), equal_to("no cousin of 5"));
    type.wanted = "";
    should(wanted(match), equal_to("not 5"));
}

static void got(const sb_match *m, sb_text *out) { sb_text_add(out, "a thing (%d)", (int)m->actual.v.i); }
static void details(const sb_match *m, sb_text *out) { sb_text_add(out, "%sone\n\ntwo\n", m->negated ? "not " : ""); }
static bool explain(const sb_match *m, sb_text *out)
{
    if (m->actual.v.i != 2)
        return false;
    sb_text_add(out, "all of it\n");
    return true;
}
static const sb_matcher_type sb_m_fit_in = {
    .words = "fit in", .fits = SB_FITS_NUMBER, .judge = no, .got = got, .details = details
};
static const sb_matcher_type sb_m_speak = { .words = "speak", .fits = SB_FITS_NUMBER, .judge = no, .explain = explain };
#define SB_M_fit_in &sb_m_fit_in, SB__NUMBER
#define SB_M_speak &sb_m_speak, SB__NUMBER

TEST(message, a_matcher_may_say_what_it_got_and_add_lines)
{
    should_say("1 should fit in\n  expected: fit in\n       got: a thing (1)\n  one\n\n  two", should(1, fit_in));
}

TEST(message, a_matcher_may_say_all_of_it)
{
    should_say("2 should speak\n  all of it", should(2, speak));
    should_say("3 should speak\n  expected: speak\n       got: 3", should(3, speak));
}
