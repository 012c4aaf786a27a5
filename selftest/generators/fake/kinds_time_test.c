/* kinds_time_test.c -- dates, times, moments, years, durations; their bounds and forms. */
#include "../../support/kinds.h"
#include <string.h>

SUITE(kinds_time);

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(kinds_time, values_of_data_version_1)
{
    should(made_text("date", 7), equal_to("2020-06-12"));
    should(made_text("date.past", 7), equal_to("2025-07-07"));
    should(made_text("date.future", 7), equal_to("2026-12-28"));
    should(made_text("birthday", 7), equal_to("1982-08-04"));
    should(made_text("moment", 7), equal_to("2024-07-22 18:28:00"));
    should(made_text("moment", 7, .from = "2024-02-28 23:00", .to = "2024-03-01 01:00"), equal_to("2024-02-29 18:44:27"));
    should(made_text("time", 7), equal_to("23:54:46"));
    should(made_text("year", 7), equal_to("2026"));
    should(made_text("duration", 7), equal_to("11640"));
    should(made_text("duration", 7, .form = "clock"), equal_to("03:14:00"));
    should(made_text("duration", 7, .form = "iso"), equal_to("PT3H14M"));
}

/* Texts that are ordered as what they stand for. */
TEST_EACH(kinds_time, bounds_are_kept, (const char *kind, *from, *to, *low, *high),
    { "date", NULL, NULL, "2020-01-01", "2025-12-31" }, { "date.past", NULL, NULL, "2025-01-01", "2025-12-31" },
    { "date.future", NULL, NULL, "2026-01-02", "2027-01-01" }, { "birthday", NULL, NULL, "1945-01-01", "2008-01-01" },
    { "date", "1969-12-30", "1970-01-02", "1969-12-30", "1970-01-02" },
    { "date", "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29" },
    { "date", "0001-01-01", "0001-02-01", "0001-01-01", "0001-02-01" }, { "date", "-30d", "today", "2025-12-02", "2026-01-01" },
    { "date", "+1m", "+1y", "2026-02-01", "2027-01-01" }, { "date", "2030-01-01", NULL, "2030-01-01", "2036-01-01" },
    { "moment", NULL, NULL, "2020-01-01 07:00:00", "2025-12-31 20:00:00" },
    { "moment", "-2h", "now", "2025-12-31 22:00:00", "2026-01-01 00:00:00" },
    { "moment", "2024-02-28T23:59:58Z", "2024-02-29 00:00:01", "2024-02-28 23:59:58", "2024-02-29 00:00:01" },
    { "time", "08:30", "08:31:05", "08:30:00", "08:31:05" }, { "year", NULL, NULL, "1996", "2026" },
    { "year", "1001", "1002", "1001", "1002" }, { "year", "-5y", NULL, "2021", "2026" })
{
    for (uint64_t n = 0; n < 200; n++) {
        const char *text = made_text(each->kind, n, .from = each->from, .to = each->to);
        given(text);
        should(strcmp(text, each->low), be_at_least(0));
        should(strcmp(text, each->high), be_at_most(0));
    }
}

TEST(kinds_time, both_bounds_are_reached)
{
    should(distinct_of(
               (made_as){ .seed = 1 }, "date", 100, &(const sb_rule){ .column = "c", .from = "2024-02-28", .to = "2024-03-01" }),
        equal_to(3));
}

TEST(kinds_time, forms_are_those_of_strftime)
{
    const char *day = "2024-03-05";

    should(made_text("date", 0, .from = day, .to = day, .form = "%d.%m.%Y %e %j %y %b %B %a %A %F 100%%"),
        equal_to("05.03.2024 5 065 24 Mar March Tue Tuesday 2024-03-05 100%"));
    should(made_text("moment", 0, .from = "2024-03-05 06:07:08", .to = "2024-03-05 06:07:08", .form = "%Y%m%dT%H%M%SZ %T %R"),
        equal_to("20240305T060708Z 06:07:08 06:07"));
    should(made("date", 0, .from = day, .to = day, .form = "%s").v.i, equal_to(1709596800));
    should(made("date", 0, .from = "1969-12-31", .to = "1969-12-31", .form = "%s").v.i, equal_to(-86400));
    should(made_text("date", 0, .from = "1969-12-31", .to = "1969-12-31", .form = "%A"), equal_to("Wednesday"));
}

TEST(kinds_time, durations_keep_their_bounds)
{
    for (uint64_t n = 0; n < 100; n++) {
        should(made("duration", n).v.i, be_between(60, 14400));
        should(made("duration", n).v.i % 60, equal_to(0));
        should(made("duration", n, .from = "61s", .to = "62s").v.i, be_between(61, 62));
        should(made("duration", n, .from = "2d", .to = "1w").v.i, be_between(2 * 86400, 7 * 86400));
    }
}

TEST(kinds_time, unique_days_come_once)
{
    sb_rule march = { .column = "c", .from = "2024-03-01", .to = "2024-03-31", .unique = true };

    should(distinct_of((made_as){ .seed = 2 }, "date", 31, &march), equal_to(31));
    should(as_text(made_by((made_as){ .seed = 2 }, "date", 31, &march)),
        equal_to("SB_BAD: there are 31 different values, and row 32 wants one more"));
}

TEST_EACH(kinds_time, bounds_that_make_no_sense_are_refused, (const char *kind, *from, *to, *form, *says),
    { "date", "2024-02-30", NULL, NULL, "from is \"2024-02-30\", which is no date: write one such as \"2024-02-29\"" },
    { "date", "2023-02-29", NULL, NULL, "from is \"2023-02-29\", which is no date" },
    { "date", NULL, "tomorrow", NULL, "to is \"tomorrow\"" }, { "date", "-30", NULL, NULL, "from is \"-30\"" },
    { "date", "2024-1-1", NULL, NULL, "from is \"2024-1-1\"" }, { "moment", "2024-01-01 24:00", NULL, NULL, "which is no date" },
    { "date", "2025-01-01", "2024-01-01", NULL, "from is \"2025-01-01\", which is behind to, \"2024-01-01\"; exchange them" },
    { "date", NULL, NULL, "%Y-%q", "%q means nothing there" }, { "date", NULL, NULL, "%", "% means nothing there" },
    { "time", "noon", NULL, NULL, "which is no time of day: write one such as \"08:30\"" },
    { "time", "09:00", "08:00", NULL, "from is \"09:00\", which is behind to, \"08:00\"" },
    { "year", "MMXX", NULL, NULL, "which is no year" }, { "year", "2020", "2010", NULL, "from is \"2020\", which is behind to" },
    { "duration", "soon", NULL, NULL, "which is no duration" }, { "duration", "2h", "1h", NULL, "which is longer than to" },
    { "duration", NULL, NULL, "hours", "durations have the form \"seconds\"" })
{
    should(refusal(each->kind, .from = each->from, .to = each->to, .form = each->form), contain(each->says));
}

TEST(kinds_time, a_form_that_tells_too_little_is_not_unique)
{
    should(refusal("date", .form = "%Y", .unique = true), contain("does not tell all of them apart"));
    should(refusal("moment", .form = "%F", .unique = true), contain("does not tell all of them apart"));
    should(refusal("moment", .form = "%F %R", .unique = true), contain("does not tell all of them apart"));
    should(
        distinct_of((made_as){ .seed = 1 }, "date", 300, &(const sb_rule){ .column = "c", .form = "%d/%m/%Y", .unique = true }),
        equal_to(300));
}
