/* duration_test.c -- tests framework/report/duration.c. */
#include "../../../framework/report/duration.h"

#include <seedbed.h>

FIXTURE(duration, (sb_text text));

TEARDOWN(duration) { sb_text_release(&self->text); }

TEST_EACH(duration, unit, (const char *text; uint64_t ns), { "0 ms", 0 }, { "0 ms", 49 }, { "0.1 us", 50 }, { "1.3 us", 1290 },
    { "5.0 us", 4999 }, { "0.01 ms", 5000 }, { "0.12 ms", 123456 }, { "0.99 ms", 994999 }, { "1.0 ms", 995000 },
    { "9.9 ms", 9949999 }, { "10 ms", 9950000 }, { "999 ms", 999499999 }, { "1.00 s", 999500000 }, { "59.99 s", 59994999999 },
    { "1 min 00 s", 59995000000 }, { "2 min 05 s", 125000000000 }, { "307445734 min 34 s", UINT64_MAX })
{
    sb__duration(&self->text, each->ns, false);

    should(self->text.at, equal_to(each->text));
}

TEST(duration, a_pinned_one_is_zero)
{
    sb__duration(&self->text, 125000000000, true);

    should(self->text.at, equal_to("0 ms"));
}
