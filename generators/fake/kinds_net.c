/* kinds_net.c -- identifiers and addresses of machines, all of ranges and domains that are reserved for examples. */
#include "../../assert/context.h"
#include "dates.h"
#include "kinds.h"
#include "prose.h"
#include <string.h>

static const char hex[] = "0123456789abcdef";
static const char *const domains[] = { "example.com", "example.org", "example.net" };

static char *put_hex(char *at, uint64_t word, int digits)
{
    for (int shift = 4 * digits - 4; shift >= 0; shift -= 4)
        *at++ = hex[word >> shift & 15];
    return at;
}

/* The 36 characters of a UUID: of the high half the version is set here, of the low one the variant. */
static void give_uuid(const sb_kind_call *call, uint64_t high, uint64_t low, unsigned version, sb_value *out)
{
    char text[37] = "", *at = text;

    high = (high & ~UINT64_C(0xf000)) | (uint64_t)version << 12;
    low = (low & (UINT64_MAX >> 2)) | UINT64_C(1) << 63;
    at = put_hex(at, high >> 32, 8);
    *at++ = '-';
    at = put_hex(at, high >> 16, 4);
    *at++ = '-';
    at = put_hex(at, high, 4);
    *at++ = '-';
    at = put_hex(at, low >> 48, 4);
    *at++ = '-';
    put_hex(at, low, 12);
    sb_kind_text(call, text, 36, true, '-', out);
}

/* The low half is a number that no other row has: 62 bits, and so never twice. */
static void make_uuid(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);

    give_uuid(call, sb_draw_word(&draw), sb_kind_nth(call, UINT64_C(1) << 62), 4, out);
}

/* Milliseconds since 1970, one after the other from 2020 on: rows are ordered as they were made. */
static void make_uuid7(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    uint64_t word = sb_draw_word(&draw), milliseconds = (uint64_t)SB_FIRST_MOMENT * 1000 + call->n * 1000 + word % 1000;

    give_uuid(call, milliseconds << 16 | (word >> 48), sb_kind_nth(call, UINT64_C(1) << 62), 7, out);
}

/* ---- addresses ---- */
typedef struct range {
    uint32_t first;
    unsigned bits; /* that are free */
} range;
/* RFC 5737, and RFC 1918. */
static const range documentation[] = { { 0xc0000200, 8 }, { 0xc6336400, 8 }, { 0xcb007100, 8 } };
static const range private_ones[] = { { 0x0a000000, 24 }, { 0xac100000, 20 }, { 0xc0a80000, 16 } };

typedef struct addresses {
    bool documentation, private_ones;
} addresses;

static const void *prepare_ip4(const sb_rule *rule, sb_store *store)
{
    addresses *to = sb_store_alloc(store, sizeof *to);

    to->documentation = !rule->form || strcmp(rule->form, "documentation") == 0;
    to->private_ones = !rule->form || strcmp(rule->form, "private") == 0;
    if (to->documentation || to->private_ones)
        return to;
    sb_fail_with(
        SB_ERR, "form is \"%s\"; addresses have the form \"documentation\" (192.0.2.7) or \"private\" (10.1.2.3)", rule->form);
    return NULL;
}

static void give_ip4(const sb_kind_call *call, uint32_t address, sb_value *out)
{
    char text[16];
    sb_put to = sb_put_into(text, sizeof text);

    for (int shift = 24; shift >= 0; shift -= 8) {
        sb_put_number(&to, address >> shift & 255, 0);
        if (shift)
            sb_put_byte(&to, '.');
    }
    sb_kind_text(call, text, strlen(text), true, '/', out);
}

/* The nth of the addresses of three ranges. */
static uint32_t address_of(const range *ranges, uint64_t n)
{
    while (n >= UINT64_C(1) << ranges->bits)
        n -= UINT64_C(1) << ranges++->bits;
    return ranges->first + (uint32_t)n;
}

static void make_ip4(const sb_kind_call *call, sb_value *out)
{
    enum { EXAMPLES = 3 * 256, PRIVATE = (1 << 24) + (1 << 20) + (1 << 16) };
    const addresses *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    uint64_t n;

    if (call->unique) {
        uint64_t room = (how->documentation ? EXAMPLES : 0u) + (how->private_ones ? PRIVATE : 0u);
        if (!sb_kind_has_room(call, room, out))
            return;
        n = sb_kind_nth(call, room);
        if (how->documentation && n < EXAMPLES)
            give_ip4(call, address_of(documentation, n), out);
        else
            give_ip4(call, address_of(private_ones, how->documentation ? n - EXAMPLES : n), out);
        return;
    }
    /* A range first, so that each of them is seen as often as the others. */
    n = sb_draw_below(&draw, 6);
    if (!how->private_ones || (how->documentation && n < 3))
        give_ip4(call, documentation[n % 3].first + (uint32_t)sb_draw_below(&draw, 256), out);
    else
        give_ip4(call, private_ones[n % 3].first + (uint32_t)sb_draw_below(&draw, UINT64_C(1) << private_ones[n % 3].bits), out);
}

/* RFC 3849; the last four groups are the row's own. Written as RFC 5952 has it: no leading zeros. */
static void make_ip6(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    uint64_t net = sb_draw_word(&draw), host = sb_kind_nth(call, UINT64_MAX);
    uint16_t group[6] = { (uint16_t)(net & 0xfff), (uint16_t)(net >> 16), (uint16_t)(host >> 48), (uint16_t)(host >> 32),
        (uint16_t)(host >> 16), (uint16_t)host };
    char text[40] = "2001:db8", *at = text + 8;

    for (int i = 0; i < 6; i++) {
        int digits = 4;
        while (digits > 1 && !(group[i] >> (4 * digits - 4)))
            digits--;
        *at++ = ':';
        at = put_hex(at, group[i], digits);
    }
    sb_kind_text(call, text, (size_t)(at - text), true, '/', out);
}

/* 02 in the first byte says that it was given locally. */
static void make_mac(const sb_kind_call *call, sb_value *out)
{
    uint64_t bits = sb_kind_nth(call, UINT64_C(1) << 40);
    char text[18] = "02", *at = text + 2;

    if (call->unique && !sb_kind_has_room(call, UINT64_C(1) << 40, out))
        return;
    for (int shift = 32; shift >= 0; shift -= 8) {
        *at++ = ':';
        at = put_hex(at, bits >> shift, 2);
    }
    sb_kind_text(call, text, 17, true, '/', out);
}

/* ---- names of machines ---- */
static void put_label(sb_put *to, sb_draw *draw, const sb_kind_call *call)
{
    sb_put_text(to, sb_fake_word(draw));
    if (call->unique)
        sb_put_number(to, call->n + 1, 0);
}

static void put_domain(sb_put *to, sb_draw *draw)
{
    sb_put_byte(to, '.');
    sb_put_text(to, domains[sb_draw_below(draw, 3)]);
}

/* Where a name has to be cut it could not be told what is left; it ends in a number of its own then, behind a dash. */
static void give_name(const sb_kind_call *call, const char *text, sb_value *out)
{
    sb_kind_text(call, text, strlen(text), true, '-', out);
}

static void make_domain(const sb_kind_call *call, sb_value *out)
{
    char text[80];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);

    put_label(&to, &draw, call);
    put_domain(&to, &draw);
    give_name(call, text, out);
}

static const char *const machines[] = { "www", "mail", "db", "app", "cache", "files", "build", "proxy", "queue", "search",
    "static", "api", "auth", "backup", "log", "edge" };

static void put_host(sb_put *to, sb_draw *draw, const sb_kind_call *call)
{
    sb_put_text(to, machines[sb_draw_below(draw, 16)]);
    sb_put_number(to, (uint64_t)sb_draw_between(draw, 1, 9), 0);
    sb_put_byte(to, '.');
    put_label(to, draw, call);
    put_domain(to, draw);
}

static void make_host(const sb_kind_call *call, sb_value *out)
{
    char text[100];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);

    put_host(&to, &draw, call);
    give_name(call, text, out);
}

static void make_url(const sb_kind_call *call, sb_value *out)
{
    static const char *const ends[] = { "", "/", ".html", "?page=2", "#top", "/edit" };
    char text[200];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);

    sb_put_text(&to, "https://www");
    put_domain(&to, &draw);
    sb_put_byte(&to, '/');
    sb_put_text(&to, sb_fake_word(&draw));
    sb_put_byte(&to, '/');
    put_label(&to, &draw, call);
    sb_put_text(&to, ends[sb_draw_below(&draw, 6)]);
    give_name(call, text, out);
}

static void put_version(sb_put *to, sb_draw *draw, int low, int high)
{
    sb_put_number(to, (uint64_t)sb_draw_between(draw, low, high), 0);
    sb_put_text(to, ".0");
}

/* The forms that browsers have, each with a number of its own. */
static void make_user_agent(const sb_kind_call *call, sb_value *out)
{
    static const char *const systems[] = { "Windows NT 10.0; Win64; x64", "X11; Linux x86_64",
        "Macintosh; Intel Mac OS X 10_15_7", "X11; Ubuntu; Linux x86_64" };
    char text[200];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    const char *system = systems[sb_draw_below(&draw, 4)];

    sb_put_text(&to, "Mozilla/5.0 (");
    sb_put_text(&to, system);
    if (sb_draw_below(&draw, 2)) {
        int version = (int)sb_draw_between(&draw, 110, 140);
        sb_put_text(&to, "; rv:");
        put_version(&to, &draw, version, version);
        sb_put_text(&to, ") Gecko/20100101 Firefox/");
        put_version(&to, &draw, version, version);
    } else {
        sb_put_text(&to, ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/");
        put_version(&to, &draw, 110, 140);
        sb_put_text(&to, ".0.0 Safari/537.36");
    }
    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

const sb_kind sb_kinds_net[] = {
    { "domain", "a domain below one that is reserved for examples", NULL, true, make_domain, NULL },
    { "host", "the name of a machine, on a domain that is reserved for examples", NULL, true, make_host, NULL },
    { "ip.v4",
        "an address of version 4, of the ranges for documentation or of the private ones; `form` \"documentation\", \"private\"",
        "form", true, make_ip4, prepare_ip4 },
    { "ip.v6", "an address of version 6, below 2001:db8::/32", NULL, true, make_ip6, NULL },
    { "mac", "a hardware address that was given locally", NULL, true, make_mac, NULL },
    { "url", "an address of a page, on a domain that is reserved for examples", NULL, true, make_url, NULL },
    { "user_agent", "what a browser says that it is", NULL, true, make_user_agent, NULL },
    { "uuid", "a UUID of version 4, random; never twice", NULL, true, make_uuid, NULL },
    { "uuid7", "a UUID of version 7, ordered by the number of the row; never twice", NULL, true, make_uuid7, NULL },
    { .name = NULL },
};
