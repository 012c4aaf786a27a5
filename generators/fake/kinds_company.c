/* kinds_company.c -- companies, what they make, who works there, and colours. */
#include "../../assert/context.h"
#include "kinds.h"
#include <string.h>

#define COUNT(table) (sizeof table / sizeof *(table))

static const char *const stems[] = { "Alder", "Amber", "Ashdown", "Aurora", "Beacon", "Birch", "Borealis", "Bramble", "Bright",
    "Cedar", "Cobalt", "Copper", "Corvid", "Dovetail", "Dune", "Eider", "Elm", "Ember", "Fathom", "Fjord", "Flint", "Fulmar",
    "Granite", "Halcyon", "Harbour", "Hazel", "Heron", "Indigo", "Juniper", "Kestrel", "Lantern", "Larch", "Linden", "Lumen",
    "Maple", "Meridian", "Moraine", "Nordvik", "Oakfield", "Orchard", "Osprey", "Pelican", "Pinewood", "Plover", "Quarry",
    "Quill", "Rowan", "Saffron", "Sandpiper", "Silver", "Skerry", "Slate", "Solstice", "Spruce", "Sterling", "Summit", "Tern",
    "Thistle", "Tidewater", "Umber", "Vale", "Walnut", "Willow", "Zephyr" };
static const char *const trades[] = { "Analytics", "Bakery", "Books", "Builders", "Chemicals", "Consulting", "Design", "Energy",
    "Engineering", "Fisheries", "Foods", "Forestry", "Foundry", "Furniture", "Garden", "Glass", "Instruments", "Insurance",
    "Labs", "Logistics", "Machines", "Media", "Metals", "Optics", "Paper", "Press", "Robotics", "Shipping", "Software",
    "Textiles", "Timber", "Travel" };

/* By locale, as a company of that country writes behind its name. */
static const struct form {
    const char *locale, *suffix[4];
    const char *vat; /* of a number: # is a digit */
} forms[] = {
    { "en", { "Ltd", "LLC", "Inc.", "PLC" }, "GB#########" },
    { "nb", { "AS", "ASA", "ANS", "DA" }, "NO#########MVA" },
    { "de", { "GmbH", "AG", "KG", "OHG" }, "DE#########" },
    { "fr", { "SARL", "SA", "SAS", "SNC" }, "FR###########" },
    { "es", { "S.L.", "S.A.", "S. Coop.", "S.L.U." }, "ESB########" },
    { "pt_BR", { "Ltda.", "S.A.", "EIRELI", "ME" }, "BR##############" },
    { "ja", { "株式会社", "合同会社", "合資会社", "合名会社" }, "T#############" },
    { "ar", { "ذ.م.م", "ش.م.م", "ش.م.ع", "وشركاه" }, "SA3############03" },
    { "hi", { "प्रा. लि.", "लि.", "एलएलपी", "एंड कं." }, "27AAAC#####Z1Z#" },
    { "zh_CN", { "有限公司", "股份有限公司", "有限责任公司", "集团" }, "CN##################" },
};
enum { FORMS = COUNT(forms) };

typedef struct chosen {
    const struct form *form; /* NULL: one by the row */
} chosen;

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    chosen *to = sb_store_alloc(store, sizeof *to);
    size_t i = 0;

    if (!rule->locale)
        return to;
    while (i < FORMS && strcmp(forms[i].locale, rule->locale) != 0)
        i++;
    if (i < FORMS) {
        to->form = &forms[i];
        return to;
    }
    sb_fail_with(SB_ERR, "locale is \"%s\"; companies have one of en, nb, de, fr, es, pt_BR, ja, ar, hi, zh_CN", rule->locale);
    return NULL;
}

/* Companies of a mixture have suffixes that anybody can read. */
static const struct form *form_of(const sb_kind_call *call, sb_draw *draw)
{
    const chosen *how = call->ready;

    return how->form ? how->form : &forms[sb_draw_below(draw, 6)];
}

static void put_name(sb_put *to, sb_draw *draw)
{
    uint64_t word = sb_draw_word(draw);

    sb_put_text(to, stems[word % COUNT(stems)]);
    sb_put_byte(to, ' ');
    sb_put_text(to, trades[(word >> 32) % COUNT(trades)]);
}

/* Where it must be unique the number stands in the middle: "Heron Books 17 Ltd" is a company, "Heron Books Ltd 17" none. */
static void make_name(const sb_kind_call *call, sb_value *out)
{
    char text[200];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    const struct form *form = form_of(call, &draw);

    put_name(&to, &draw);
    if (call->unique) {
        sb_put_byte(&to, ' ');
        sb_put_number(&to, call->n + 1, 0);
    }
    sb_put_byte(&to, ' ');
    sb_put_text(&to, form->suffix[sb_draw_below(&draw, 4)]);
    sb_kind_text(call, text, strlen(text), true, ' ', out);
}

static void make_suffix(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    const char *text = form_of(call, &draw)->suffix[sb_draw_below(&draw, 4)];

    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

/* The digits are a number of the row's own, of as many as its country has. */
static void make_vat(const sb_kind_call *call, sb_value *out)
{
    char text[40] = "";
    sb_draw draw = sb_kind_draw(call);
    const struct form *form = call->unique && !((const chosen *)call->ready)->form ? &forms[0] : form_of(call, &draw);
    uint64_t room = 1, number;

    for (const char *at = form->vat; *at; at++)
        room *= *at == '#' ? 10 : 1;
    if (call->unique && !sb_kind_has_room(call, room, out))
        return;
    number = call->unique ? sb_kind_nth(call, room) : sb_draw_below(&draw, room);
    for (size_t i = strlen(form->vat); i-- > 0;) {
        text[i] = form->vat[i] == '#' ? (char)('0' + number % 10) : form->vat[i];
        number /= form->vat[i] == '#' ? 10 : 1;
    }
    sb_kind_text(call, text, strlen(form->vat), true, '/', out);
}

/* ---- products ---- */
static const char *const looks[] = { "Compact", "Folding", "Classic", "Quiet", "Light", "Sturdy", "Slim", "Round", "Tall",
    "Small", "Waterproof", "Portable", "Everyday", "Soft", "Heavy", "Fine" };
static const char *const stuffs[] = { "Oak", "Steel", "Cotton", "Glass", "Wool", "Leather", "Bamboo", "Copper", "Linen", "Cork",
    "Ceramic", "Rubber", "Paper", "Birch", "Brass", "Felt" };
static const char *const things[] = { "Lamp", "Chair", "Bag", "Bottle", "Desk", "Kettle", "Basket", "Clock", "Notebook", "Shelf",
    "Mug", "Blanket", "Stool", "Umbrella", "Tray", "Toolbox", "Bench", "Vase", "Jacket", "Gloves", "Radio", "Ladder", "Candle",
    "Bowl", "Frame", "Knife", "Pillow", "Scarf", "Wallet", "Backpack", "Mirror", "Rug" };

static void make_product(const sb_kind_call *call, sb_value *out)
{
    char text[80];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    uint64_t word = sb_draw_word(&draw);

    sb_put_text(&to, looks[word % COUNT(looks)]);
    sb_put_byte(&to, ' ');
    sb_put_text(&to, stuffs[(word >> 16) % COUNT(stuffs)]);
    sb_put_byte(&to, ' ');
    sb_put_text(&to, things[(word >> 32) % COUNT(things)]);
    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

/* "LAM-7K3Q-92XD": letters of the thing, and forty bits of the row's own in signs that are not taken for each other. */
static void make_sku(const sb_kind_call *call, sb_value *out)
{
    static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    sb_draw draw = sb_kind_draw(call);
    const char *thing = things[sb_draw_below(&draw, COUNT(things))];
    uint64_t number = sb_kind_nth(call, UINT64_C(1) << 40);
    char text[14] = "";

    if (call->unique && !sb_kind_has_room(call, UINT64_C(1) << 40, out))
        return;
    for (int i = 0; i < 3; i++)
        text[i] = (char)(thing[i] >= 'a' ? thing[i] - 'a' + 'A' : thing[i]);
    for (int i = 3; i < 13; i++) {
        text[i] = i == 3 || i == 8 ? '-' : signs[number & 31];
        number >>= i == 3 || i == 8 ? 0 : 5;
    }
    sb_kind_text(call, text, 13, true, '/', out);
}

/* ---- work ---- */
static const char *const grades[] = { "", "", "", "Senior ", "Junior ", "Lead ", "Assistant ", "Chief " };
static const char *const jobs[] = { "Accountant", "Analyst", "Architect", "Auditor", "Baker", "Biologist", "Buyer", "Carpenter",
    "Chemist", "Clerk", "Consultant", "Designer", "Developer", "Driver", "Economist", "Editor", "Electrician", "Engineer",
    "Gardener", "Lecturer", "Librarian", "Manager", "Mechanic", "Nurse", "Pharmacist", "Photographer", "Planner", "Researcher",
    "Secretary", "Surveyor", "Teacher", "Translator" };
static const char *const departments[] = { "Accounting", "Customer Service", "Design", "Engineering", "Facilities", "Finance",
    "Human Resources", "Information Technology", "Legal", "Logistics", "Marketing", "Operations", "Production", "Purchasing",
    "Quality", "Research", "Sales", "Security", "Training", "Warehouse" };

static void make_job(const sb_kind_call *call, sb_value *out)
{
    char text[60];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    uint64_t word = sb_draw_word(&draw);

    sb_put_text(&to, grades[word % COUNT(grades)]);
    sb_put_text(&to, jobs[(word >> 32) % COUNT(jobs)]);
    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

static void make_department(const sb_kind_call *call, sb_value *out)
{
    sb_kind_one_of(call, departments, COUNT(departments), out);
}

/* ---- colours ---- */
static const char *const colours[] = { "amber", "aquamarine", "azure", "beige", "black", "blue", "bronze", "brown", "chocolate",
    "coral", "crimson", "cyan", "emerald", "gold", "gray", "green", "indigo", "ivory", "khaki", "lavender", "lime", "magenta",
    "maroon", "navy", "olive", "orange", "orchid", "pink", "plum", "purple", "red", "salmon", "silver", "tan", "teal",
    "turquoise", "violet", "white", "yellow" };

static void make_colour(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    uint64_t bits = sb_draw_below(&draw, UINT64_C(1) << 24);
    char text[8] = "#";

    if (call->unique) {
        if (!sb_kind_has_room(call, UINT64_C(1) << 24, out))
            return;
        bits = sb_kind_nth(call, UINT64_C(1) << 24);
    }
    for (int i = 0; i < 6; i++)
        text[1 + i] = "0123456789abcdef"[bits >> (20 - 4 * i) & 15];
    sb_kind_text(call, text, 7, true, '/', out);
}

static void make_colour_name(const sb_kind_call *call, sb_value *out) { sb_kind_one_of(call, colours, COUNT(colours), out); }

const sb_kind sb_kinds_company[] = {
    { "colour", "a colour, #1c9ade", NULL, true, make_colour, NULL },
    { "colour.name", "a colour by its English name", NULL, true, make_colour_name, NULL },
    { "company.name", "a company, with the suffix that it has in the locale", "locale", true, make_name, prepare },
    { "company.suffix", "what stands behind the names of companies in the locale: Ltd, AS, GmbH", "locale", false, make_suffix,
        prepare },
    { "company.vat", "a number for taxes in the form that the locale's country has; its check digits hold by chance alone",
        "locale", true, make_vat, prepare },
    { "department", "a part of a company", NULL, true, make_department, NULL },
    { "job.title", "what somebody works as", NULL, true, make_job, NULL },
    { "product.name", "something that a shop sells", NULL, true, make_product, NULL },
    { "product.sku", "a number of stock, LAM-7K3Q-92XD; never twice", NULL, true, make_sku, NULL },
    { .name = NULL },
};
