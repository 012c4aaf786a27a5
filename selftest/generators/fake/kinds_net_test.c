/* kinds_net_test.c -- identifiers, addresses, companies, courses: their forms, and that all of them are reserved ones. */
#include "../../support/kinds.h"
#include <string.h>

SUITE(kinds_net);

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(kinds_net, values_of_data_version_1)
{
    should(made_text("uuid", 7), equal_to("38675938-0733-4bb3-a51a-f6a0289a22be"));
    should(made_text("uuid7", 7), equal_to("016f5e67-0700-7d2c-8eef-e4e6c54207c9"));
    should(made_text("ip.v4", 7), equal_to("198.51.100.60"));
    should(made_text("ip.v6", 7), equal_to("2001:db8:aad:969b:ef0a:d79e:1a93:61d8"));
    should(made_text("mac", 7), equal_to("02:02:b0:e5:7e:cf"));
    should(made_text("url", 7), equal_to("https://www.example.net/plain/follows"));
    should(made_text("host", 7), equal_to("search7.gradual.example.org"));
    should(
        made_text("user_agent", 7), equal_to("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"));
    should(made_text("colour", 7), equal_to("#43393e"));
    should(made_text("company.name", 7), equal_to("Cobalt Travel EIRELI"));
    should(made_text("company.name", 7, .unique = true), equal_to("Cobalt Travel 8 EIRELI"));
    should(made_text("company.vat", 7, .locale = "nb"), equal_to("NO206985735MVA"));
    should(made_text("product.name", 7), equal_to("Compact Birch Chair"));
    should(made_text("product.sku", 7), equal_to("PIL-V7MJ-ZW4J"));
    should(made_text("job.title", 7), equal_to("Analyst"));
    should(made_text("course.title", 7), equal_to("Linguistics for Beginners"));
    should(made_text("course.code", 7), equal_to("LAN-108"));
}

#define RESERVED "[a-z0-9.]+\\.example\\.(com|org|net)"
#define BYTE "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
TEST_EACH(kinds_net, have_the_form_of_what_they_are, (const char *kind, *form),
    { "uuid", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}" },
    { "uuid7", "0[0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}" },
    { "ip.v4",
        "(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113|192\\.168\\." BYTE "|10\\." BYTE "\\." BYTE
        "|172\\.(1[6-9]|2[0-9]|3[01])\\." BYTE ")\\." BYTE },
    { "ip.v6", "2001:db8(:(0|[1-9a-f][0-9a-f]{0,3})){6}" }, { "mac", "02(:[0-9a-f]{2}){5}" },
    { "url", "https://www\\.example\\.(com|org|net)/[a-z]+/[a-z]+[a-z0-9.?=#/]*" }, { "domain", RESERVED },
    { "host", "[a-z]+[1-9]\\." RESERVED }, { "user_agent", "Mozilla/5\\.0 \\(.*(Firefox|Safari)/[0-9.]+" },
    { "colour", "#[0-9a-f]{6}" }, { "colour.name", "[a-z]+" }, { "company.name", "[A-Z][a-z]+ [A-Z][a-z]+ [A-Z].*" },
    { "company.vat", "[0-9A-Z]+" }, { "product.sku", "[A-Z]{3}(-[0-9A-Z]{4}){2}" }, { "product.name", "([A-Z][a-z]+ ?){3}" },
    { "job.title", "([A-Z][a-z]+ ?){1,2}" }, { "department", "([A-Z][a-z]+ ?){1,2}" },
    { "course.code", "[A-Z]{3}-[1-4][0-9]{2}" }, { "course.term", "(spring|summer|autumn|winter) 202[56]" },
    { "course.category", "[A-Z][a-z ]+" })
{
    sb_rule rule = { .column = "c" };

    for (uint64_t n = 0; n < 300; n++) {
        should(made_text(each->kind, n), match_whole(each->form));
        if (sb_kind_named(each->kind)->unique && each->form[0] != '(' && n < 300 && each->kind[0] != 'c' && each->kind[0] != 'u')
            should(as_text(made_by((made_as){ .unique = true }, each->kind, n, &rule)), match(each->form));
    }
}

TEST_EACH(kinds_net, unique_addresses_are_reserved_too, (const char *form, *shape; size_t there_are),
    { "documentation", "^(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.", 768 },
    { "private", "^(10|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)\\.", 3000 },
    { NULL, "^(10|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168|192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.", 3000 })
{
    sb_rule rule = { .column = "c", .form = each->form, .unique = true };

    for (uint64_t n = 0; n < each->there_are; n++)
        should(as_text(made_by((made_as){ .seed = 2 }, "ip.v4", n, &rule)), match(each->shape));
    should(distinct_of((made_as){ .seed = 2 }, "ip.v4", each->there_are, &rule), equal_to(each->there_are));
}

TEST(kinds_net, form_chooses_addresses)
{
    for (uint64_t n = 0; n < 100; n++) {
        should(made_text("ip.v4", n, .form = "documentation"), match("^(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\."));
        should(made_text("ip.v4", n, .form = "private"), match("^(10|172|192\\.168)\\."));
    }
    should(refusal("ip.v4", .form = "public"), start_with("form is \"public\"; addresses have the form"));
}

TEST_EACH(kinds_net, companies_are_of_their_locale, (const char *locale, *shape), { "nb", " (AS|ASA|ANS|DA)$" },
    { "de", " (GmbH|AG|KG|OHG)$" }, { "ja", "会社$" }, { "zh_CN", "(公司|集团)$" })
{
    for (uint64_t n = 0; n < 50; n++)
        should(made_text("company.name", n, .locale = each->locale), match(each->shape));
}

TEST(kinds_net, companies_of_no_locale_are_refused)
{
    should(refusal("company.name", .locale = "xx"), start_with("locale is \"xx\"; companies have one of en, nb, de"));
}

TEST(kinds_net, later_uuids_of_version_7_are_behind_earlier_ones)
{
    for (uint64_t n = 0; n < 100; n++)
        should(strcmp(made_text("uuid7", n), made_text("uuid7", n + 1)), be_below(0));
}
