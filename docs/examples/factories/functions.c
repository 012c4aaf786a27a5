/* functions.c -- what declarations in C alone can have: functions. Factories in YAML inherit from these. */
#include <seedbed.h>
#include <seedbed/factory.h>

/* sample: lazy */
static sb_value shout(sb_row *row) { return SB_VALUE(sb_row_format(row, "%s!", get_text(row, username))); }

static const sb_rule shouting_columns[] = { { "label", .lazy = shout }, { 0 } };
FACTORY(shouting, .tables = "members", .columns = shouting_columns);

/* sample: lazy-number */
static sb_value bucket(sb_row *row)
{
    return SB_VALUE(sb_row_format(row, "bucket %d of %s", (int)(sb_row_n(row) % 10), get_text(row, username)));
}

static const sb_rule bucketed_columns[] = { { "label", .lazy = bucket }, { 0 } };
FACTORY(bucketed, .tables = "members", .columns = bucketed_columns);

/* sample: lazy-row */
static sb_value team_of_two(sb_row *row)
{
    sb_row *team = make(team, with(name, get_text(row, username)));

    make(member, with(team_id, team));
    return SB_VALUE(team);
}

static const sb_rule paired_columns[] = { { "team_id", .lazy = team_of_two }, { 0 } };
FACTORY(paired, .tables = "members", .columns = paired_columns);

/* sample: after_build */
static int upper(sb_row *row)
{
    if (get_int(row, seats) > 9)
        set_value(row, plan, "group");
    return SB_OK;
}

static const sb_rule seated_columns[] = { { "seats", .text = "10" }, { 0 } };
FACTORY(seated, .tables = "members", .columns = seated_columns, .after_build = upper);

/* sample: after_make */
static int lend(sb_row *row)
{
    return db_exec(sb_row_format(row, "INSERT INTO {loans} (member_id, title) VALUES (%d, 'Welcome')", (int)id(row)));
}

FACTORY(welcomed, .tables = "members", .after_make = lend);
/* end */
