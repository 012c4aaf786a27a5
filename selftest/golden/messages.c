/* messages.c -- a program whose failures have long and strange values, which are cut, or shown whole when that is asked for. */
/* run: --report=terminal */
/* run: --report=terminal --full-values */
#define SEEDBED_CORE
#include <seedbed.h>
#include <string.h>

FIXTURE(values, (char a[1200]; char b[1200]));

SETUP(values)
{
    for (int i = 0; i < 1199; i++)
        self->a[i] = self->b[i] = (char)('a' + i % 26);
    self->b[700] = '!';
}

TEST(values, long_strings_that_differ) { should(self->b, equal_to(self->a)); }

TEST(values, a_long_string) { should(self->a, start_with("nothing of the kind")); }

TEST(values, many_bytes) { should(bytes(self->a, 200), equal_to(bytes(self->a + 1, 200))); }

TEST(values, many_lines)
{
    for (int i = 9; i < 1199; i += 10)
        self->a[i] = self->b[i] = '\n';
    for (int i = 0; i < 1199; i += 20)
        self->b[i] = '?';
    should(self->b, equal_to(self->a));
}

TEST(names, what_does_not_show)
{
    expect("caf\u00e9 cr\u00e8me", equal_to("caf\u00e9\u00a0cr\u00e8me"));
    expect("Ada", equal_to("\u0410da"));
    expect("one\r\ntwo\r\n", equal_to("one\ntwo\n"));
    expect("\u6771\u4eac\u90fd\u5e81", equal_to("\u6771\u4eac\u90fd\u53bf"));
    expect("Ada Lovelace", ignoring_case(ignoring_space(equal_to("ada\tlovelave"))));
    expect(0.1 + 0.2, all_of(be_positive, be_within_ulps_of(0.3, 0)));
}
