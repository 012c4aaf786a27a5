/* plausible_names.c -- texts by what the name of their column says. */
#include "../fake/dates.h"
#include "../fake/people.h"
#include "../fake/prose.h"
#include "plausible_kinds.h"
#include <string.h>

typedef void put_fn(sb_wish *wish, sb_put *to);

static void put_n(sb_wish *wish, sb_put *to) { sb_put_number(to, wish->call->n + 1, 0); }

static void put_pick(sb_wish *wish, const char *const *list, size_t n, sb_put *to)
{
    sb_put_text(to, list[sb_draw_below(&wish->draw, n)]);
}
#define PUT_ONE_OF(...) \
    do { \
        static const char *const list[] = { __VA_ARGS__ }; \
        put_pick(wish, list, sizeof list / sizeof *list, to); \
    } while (0)

static void put_words(sb_wish *wish, sb_put *to)
{
    sb_fake_words(&wish->draw, 2, to);
    sb_put_byte(to, ' ');
    put_n(wish, to);
}

static void put_title(sb_wish *wish, sb_put *to)
{
    char *first = to->at;

    put_words(wish, to);
    *first = (char)(*first - 'a' + 'A');
}

static void put_dashed(sb_wish *wish, sb_put *to)
{
    sb_put_text(to, sb_fake_word(&wish->draw));
    sb_put_byte(to, '-');
    put_n(wish, to);
}

static void put_url(sb_wish *wish, sb_put *to)
{
    sb_put_text(to, "https://example.com/");
    put_dashed(wish, to);
}

static void put_path(sb_wish *wish, sb_put *to)
{
    sb_put_text(to, sb_fake_word(&wish->draw));
    sb_put_byte(to, '/');
    put_dashed(wish, to);
}

static void put_file(sb_wish *wish, sb_put *to)
{
    put_dashed(wish, to);
    PUT_ONE_OF(".txt", ".pdf", ".png", ".csv");
}

static void put_host(sb_wish *wish, sb_put *to)
{
    put_dashed(wish, to);
    sb_put_text(to, ".example.com");
}

static void put_ip(sb_wish *wish, sb_put *to)
{
    uint64_t n = wish->call->n + 1;

    sb_put_text(to, "10.");
    sb_put_number(to, n >> 16 & 255, 0);
    sb_put_byte(to, '.');
    sb_put_number(to, n >> 8 & 255, 0);
    sb_put_byte(to, '.');
    sb_put_number(to, n & 255, 0);
}

static void put_sentence(sb_wish *wish, sb_put *to) { sb_fake_sentence(&wish->draw, to); }

/* Numbers kept free for fiction: 555-0100 to 555-0199; the extension makes them many. */
static void put_phone(sb_wish *wish, sb_put *to)
{
    sb_put_text(to, "+1 202 555 01");
    sb_put_number(to, sb_draw_below(&wish->draw, 100), 2);
    sb_put_text(to, " x");
    put_n(wish, to);
}

static void put_hex(sb_wish *wish, int digits, sb_put *to)
{
    for (uint64_t word = 0; digits-- > 0; word >>= 4) {
        if (digits % 16 == 15 || word == 0)
            word = sb_draw_word(&wish->draw);
        sb_put_byte(to, "0123456789abcdef"[word & 15]);
    }
}

/* The number of the row is in the last eight digits. */
static void put_hash(sb_wish *wish, sb_put *to)
{
    put_hex(wish, 24, to);
    for (int shift = 28; shift >= 0; shift -= 4)
        sb_put_byte(to, "0123456789abcdef"[(wish->call->n + 1) >> shift & 15]);
}

/* The last twelve digits are the row's number. */
void sb_put_uuid(sb_wish *wish, sb_put *to)
{
    put_hex(wish, 8, to);
    sb_put_byte(to, '-');
    put_hex(wish, 4, to);
    sb_put_text(to, "-4");
    put_hex(wish, 3, to);
    sb_put_text(to, "-8");
    put_hex(wish, 3, to);
    sb_put_byte(to, '-');
    for (int shift = 44; shift >= 0; shift -= 4)
        sb_put_byte(to, "0123456789abcdef"[(wish->call->n + 1) >> shift & 15]);
}

/* Unique ones are days of their own. */
static void put_date(sb_wish *wish, sb_put *to)
{
    bool unique = wish->call->unique;

    sb_fake_date(unique ? SB_FIRST_MOMENT + (int64_t)wish->call->n * SB_DAY_SECONDS : sb_fake_moment(&wish->draw), to);
}

static void put_moment(sb_wish *wish, sb_put *to)
{
    bool unique = wish->call->unique;

    sb_fake_date_time(unique ? SB_FIRST_MOMENT + (int64_t)wish->call->n * SB_DAY_SECONDS : sb_fake_moment(&wish->draw), to);
}

/* ---- of a person: all columns of a row tell of the same ---- */

static void put_person(sb_wish *wish, enum sb_person_part part, sb_put *to) { sb_kind_person_put(wish->call, part, to); }
static void put_first_name(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_FIRST_NAME, to); }
static void put_last_name(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_LAST_NAME, to); }
static void put_full_name(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_FULL_NAME, to); }
static void put_username(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_USERNAME, to); }
static void put_country(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_COUNTRY, to); }
static void put_city(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_CITY, to); }
static void put_street(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_STREET, to); }

/* That of the person whose names stand beside it; where it might not fit, one that says nothing. */
static void put_email(sb_wish *wish, sb_put *to)
{
    enum { LONG_ENOUGH = 60 };

    if (!wish->call->most || wish->call->most >= LONG_ENOUGH) {
        put_person(wish, SB_PART_EMAIL, to);
        return;
    }
    sb_put_text(to, sb_fake_word(&wish->draw));
    put_n(wish, to);
    sb_put_text(to, "@example.com");
}

/* The longest has ten characters; where there is no room for it, five digits. */
static void put_postcode(sb_wish *wish, sb_put *to)
{
    if (wish->call->most && wish->call->most < 10)
        sb_put_number(to, 10000 + wish->call->n % 90000, 5);
    else
        put_person(wish, SB_PART_POSTCODE, to);
}
static void put_currency(sb_wish *wish, sb_put *to) { PUT_ONE_OF("EUR", "NOK", "USD", "GBP", "CHF", "SEK"); }
static void put_language(sb_wish *wish, sb_put *to) { PUT_ONE_OF("en", "nb", "de", "fr", "es", "pt"); }
static void put_zone(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_TIME_ZONE, to); }
static void put_status(sb_wish *wish, sb_put *to) { PUT_ONE_OF("active", "active", "pending", "closed"); }
static void put_sex(sb_wish *wish, sb_put *to) { put_person(wish, SB_PART_SEX, to); }
static void put_media_type(sb_wish *wish, sb_put *to) { PUT_ONE_OF("text/plain", "application/pdf", "image/png", "text/csv"); }
static void put_extension(sb_wish *wish, sb_put *to) { PUT_ONE_OF("txt", "pdf", "png", "csv"); }
static void put_version(sb_wish *wish, sb_put *to)
{
    sb_put_number(to, sb_draw_below(&wish->draw, 9) + 1, 0);
    sb_put_byte(to, '.');
    sb_put_number(to, sb_draw_below(&wish->draw, 20), 0);
    sb_put_text(to, ".0");
}
static void put_word(sb_wish *wish, sb_put *to) { sb_put_text(to, sb_fake_word(&wish->draw)); }

static void put_colour(sb_wish *wish, sb_put *to)
{
    sb_put_byte(to, '#');
    put_hex(wish, 6, to);
}

static void put_json(sb_wish *wish, sb_put *to)
{
    sb_put_text(to, "{\"");
    sb_put_text(to, sb_fake_word(&wish->draw));
    sb_put_text(to, "\": ");
    put_n(wish, to);
    sb_put_byte(to, '}');
}

/* By what a column's name ends in; the first that fits. numbered: no two n give the same text. */
static const struct named {
    const char *words;
    put_fn *put;
    bool numbered;
} texts[] = {
    { "email mail email_address", put_email, true },
    { "id uuid guid", sb_put_uuid, true },
    { "avatar website homepage url uri link href", put_url, true },
    { "ip ip_address ip_addr remote_addr", put_ip, true },
    { "filename file_name", put_file, true },
    { "host hostname domain server", put_host, true },
    { "path", put_path, true },
    { "phone telephone mobile fax", put_phone, true },
    { "first_name firstname given_name forename", put_first_name, false },
    { "last_name lastname surname family_name", put_last_name, false },
    { "username user_name login nickname nick handle", put_username, true },
    { "full_name fullname display_name real_name author holder person contact recipient", put_full_name, false },
    { "city town", put_city, false },
    { "country country_code nationality", put_country, false },
    { "street address address_line street_address line1", put_street, false },
    { "postcode zip zipcode zip_code postal_code", put_postcode, false },
    { "currency currency_code", put_currency, false },
    { "language lang locale", put_language, false },
    { "timezone time_zone tz", put_zone, false },
    { "colour color", put_colour, false },
    { "token hash digest checksum secret sha256 sha1 md5 password fingerprint signature etag", put_hash, true },
    { "media_type mime_type content_type mimetype", put_media_type, false },
    { "extension", put_extension, false },
    { "status state", put_status, false },
    { "sex gender", put_sex, false },
    { "version", put_version, false },
    { "metadata settings payload preferences json config options", put_json, true },
    { "name title subject headline label", put_title, true },
    { "slug code key sku reference identifier", put_dashed, true },
    { "kind type category", put_word, false },
    { "description comment note notes body text summary bio about message content remark reason excerpt", put_sentence, false },
    { "_at _time timestamp", put_moment, false },
    { "_date _on date birthday", put_date, false },
};

bool sb_named_person(const char *column)
{
    static put_fn *const personal[] = { put_first_name, put_last_name, put_full_name, put_username, put_email, put_country,
        put_city, put_street, put_postcode, put_zone, put_sex };
    size_t i = 0;

    while (i < sizeof texts / sizeof *texts && !sb_name_fits(column, texts[i].words))
        i++;
    for (size_t k = 0; i < sizeof texts / sizeof *texts && k < sizeof personal / sizeof *personal; k++)
        if (texts[i].put == personal[k])
            return true;
    return false;
}

bool sb_named_text(sb_wish *wish, bool *numbered, sb_put *to)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!sb_name_fits(wish->column->name, texts[i].words))
            continue;
        texts[i].put(wish, to);
        *numbered = texts[i].numbered || ((texts[i].put == put_moment || texts[i].put == put_date) && wish->call->unique);
        return true;
    }
    return false;
}
