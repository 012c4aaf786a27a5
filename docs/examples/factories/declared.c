/* declared.c -- the factories of the samples, in C; factories.yaml has the same. */
#include <seedbed.h>
#include <seedbed/factory.h>

/* sample: first */
static const sb_rule account_columns[] = {
    { "username", .sequence = "user#" },
    { "email", .format = "{username}@example.com" },
    { "full_name", .fake = "person.full_name" },
    { "plan", .pick = (const sb_weighted[]){ { "free", 9 }, { "paid", 1 }, { NULL, 0 } } },
    { "bio", .fake = "text.paragraph", .maybe = 30 },
    { "team_id", .parent = "team" },
    { 0 },
};
FACTORY(account, .tables = "members", .columns = account_columns);

/* sample: text */
static const sb_rule plain_columns[] = { { "seats", .text = "5" }, { "bio", .null = true }, { 0 } };
FACTORY(plain, .tables = "members", .columns = plain_columns);

/* sample: sequence */
static const sb_rule numbered_columns[] = {
    { "username", .sequence = "user#" },
    { "label", .sequence = "INV-#", .first = 1000 },
    { 0 },
};
FACTORY(numbered, .tables = "members", .columns = numbered_columns);

/* sample: format */
static const sb_rule written_columns[] = {
    { "username", .text = "ada" },
    { "email", .format = "{username}@{team.city}.example.com" },
    { "team_id", .parent = "team", .with = (const sb_rule[]){ { "city", .text = "oslo" }, { 0 } } },
    { 0 },
};
FACTORY(written, .tables = "members", .columns = written_columns);

/* sample: copy */
static const sb_rule copied_columns[] = {
    { "username", .sequence = "user#" },
    { "label", .copy = "username" },
    { "bio", .copy = "team.name" },
    { "team_id", .parent = "team" },
    { 0 },
};
FACTORY(copied, .tables = "members", .columns = copied_columns);

/* sample: copy-above */
static const sb_rule same_city[] = { { "city", .copy = "..label" }, { 0 } };
static const sb_rule local_columns[] = {
    { "label", .text = "Bergen" },
    { "team_id", .parent = "team", .with = same_city },
    { 0 },
};
FACTORY(local, .tables = "members", .columns = local_columns);

/* sample: pick */
static const sb_weighted plans[] = { { "free", 9 }, { "paid", 1 }, { NULL, 0 } };
static const sb_rule picked_columns[] = { { "plan", .pick = plans }, { 0 } };
FACTORY(picked, .tables = "members", .columns = picked_columns);

/* sample: cycle */
static const char *const shifts[] = { "early", "late", "night", NULL };
static const sb_rule cycled_columns[] = { { "shift", .cycle = shifts }, { 0 } };
FACTORY(cycled, .tables = "members", .columns = cycled_columns);

/* sample: fake */
static const sb_rule faked_columns[] = {
    { "full_name", .fake = "person.full_name" },
    { "seats", .fake = "number", .from = "1", .to = "6", .unique = true },
    { "joined_on", .fake = "date", .from = "2024-01-01", .to = "2024-12-31" },
    { "label", .fake = "decimal", .from = "0", .to = "10", .spread = "normal", .mean = "5", .deviation = "1.5", .decimals = 1 },
    { "bio", .fake = "text.sentences", .size = 2 },
    { 0 },
};
FACTORY(faked, .tables = "members", .columns = faked_columns);

/* sample: maybe */
static const sb_rule unsure_columns[] = { { "bio", .fake = "text.sentence", .maybe = 30 }, { 0 } };
FACTORY(unsure, .tables = "members", .columns = unsure_columns);

/* sample: names */
static const sb_rule roaming_columns[] = {
    { "login username", .sequence = "user#" },
    { "plan", .text = "paid", .yields = true },
    { 0 },
};
FACTORY(roaming, .tables = "people members", .columns = roaming_columns);

/* sample: parent */
static const sb_rule in_oslo[] = { { "city", .text = "Oslo" }, { 0 } };
static const sb_rule placed_columns[] = { { "team_id", .parent = "squad", .as = "old", .with = in_oslo, .share = 5 }, { 0 } };
static const sb_rule founded[] = { { "name", .text = "Founders" }, { 0 } };
FACTORY(squad, .tables = "teams", .traits = (const sb_trait[]){ { "old", .columns = founded }, { 0 } });
FACTORY(placed, .tables = "members", .columns = placed_columns);

/* sample: children */
static const sb_rule late[] = { { "note", .text = "late" }, { 0 } };
static const sb_children two_loans[] = { { "loan", .count = 2, .column = "member_id", .with = late }, { 0 } };
FACTORY(reader_with_two_loans, .tables = "members", .children = two_loans);

/* sample: count_of */
static const sb_children so_many_loans[] = { { "loan", .count_of = "loans" }, { 0 } };
static const sb_rule reader_params[] = { { "loans", .text = "0" }, { 0 } };
FACTORY(reader, .tables = "members", .params = reader_params, .children = so_many_loans);

/* sample: params */
static const sb_rule domain_params[] = { { "domain", .text = "example.com" }, { 0 } };
static const sb_rule domain_columns[] = { { "username", .text = "ada" }, { "email", .format = "{username}@{domain}" }, { 0 } };
FACTORY(hosted, .tables = "members", .params = domain_params, .columns = domain_columns);

/* sample: traits */
static const sb_rule paid[] = { { "plan", .text = "paid" }, { 0 } };
static const sb_rule ten_seats[] = { { "seats", .text = "10" }, { 0 } };
static const sb_trait sponsor_traits[] = {
    { "paid", .columns = paid },
    { "group", .as = "paid", .columns = ten_seats },
    { 0 },
};
FACTORY(sponsor, .tables = "members", .traits = sponsor_traits);

/* sample: as */
FACTORY(club, .inherits = "sponsor", .as = "group");

/* sample: inherits */
static const sb_rule guest_columns[] = { { "username", .sequence = "guest#" }, { 0 } };
FACTORY(guest, .inherits = "numbered", .columns = guest_columns);

/* sample: by */
static const sb_rule country_columns[] = { { "code", .text = "NO" }, { "name", .text = "Norway" }, { 0 } };
FACTORY(country, .by = "code", .columns = country_columns);

/* sample: person_of */
static const sb_rule letter_columns[] = { { "addressee", .fake = "person.full_name" }, { "city", .fake = "person.city" }, { 0 } };
FACTORY(letter, .columns = letter_columns, .person_of = "member_id");

/* sample: aliases */
FACTORY(member, .aliases = "author borrower");
/* end */
