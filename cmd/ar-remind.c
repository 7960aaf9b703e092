/*
 * ar-remind - who is to be reminded today, how, and why the others are not
 *
 * Reads open invoices, a policy, and a log of what was done before.  Writes
 * the day's actions; with --record the log as well.  Manual: ar-remind(1).
 */
#include "libar/calendar.h"
#include "libar/dun.h"
#include "libar/options.h"
#include "libar/remindrun.h"

static const char synopsis[] =
    "[-a DATE] [-C FILE] [-P FILE] [-p POLICY] [-l LOG [--record | -r]]\n"
    "[--promises=FILE] [--disputes=FILE] [--plans=FILE]\n"
    "[--holidays=FILE] [--rates=FILE] [--recovery=FILE]\n"
    "[--weekend=DAYS] [--contact-gap=DAYS] [--wait=SECONDS]\n"
    "[--items[=FILE]] [--holds[=FILE]] [--worklist] [--alert=EXPR]\n"
    "[--as-exported] [--control=FILE] [--max-errors=N] [-o FILE]\n"
    "[--rejects=FILE] [--skip-unknown] [-v] [FILE...]\n"
    "[-p POLICY] [-o FILE] --print-policy";

static const char examples[] =
    "ar-remind -C customers.csv -l log.csv open.csv\n"
    "ar-remind -C customers.csv -l log.csv --record --items open.csv";

enum {
	CONTACT_GAP = AR_OPT_FIRST, DISPUTES, HOLDS, HOLIDAYS, ITEMS, LOG,
	PENDING, PLANS, POLICY, PRINT_POLICY, PROMISES, RATES, RECORD,
	RECOVERY, WAIT, WEEKEND, WORKLIST
};

static const struct ar_option options[] = {
	AR_OPTION_ALERT,
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	{0, "contact-gap", "DAYS",
	    "days between notices to a customer who has none (3)",
	    CONTACT_GAP},
	AR_OPTION_CONTROL,
	AR_OPTION_CUSTOMERS,
	{0, "disputes", "FILE", "what is disputed, whole or in part",
	    DISPUTES},
	AR_OPTION_HELP,
	{0, "holds", "[=FILE]",
	    "the items that are in no action, and why; FILE: beside",
	    HOLDS},
	{0, "holidays", "FILE", "days without business, by calendar",
	    HOLIDAYS},
	{0, "items", "[=FILE]",
	    "a row for each item of an action; FILE: beside", ITEMS},
	{'l', "log", "FILE", "what was done before", LOG},
	AR_OPTION_MAX_ERRORS,
	AR_OPTION_OUTPUT,
	AR_OPTION_PAYMENTS,
	{'r', "pending", NULL,
	    "print again what was planned and not confirmed", PENDING},
	{0, "plans", "FILE", "payment plans, a row for each instalment",
	    PLANS},
	{'p', "policy", "FILE", "policies by which to remind (built in: std)",
	    POLICY},
	{0, "print-policy", NULL, "print the policies, and do no more",
	    PRINT_POLICY},
	{0, "promises", "FILE", "promises to pay", PROMISES},
	{0, "rates", "FILE", "rates of late-payment interest, by rule",
	    RATES},
	{0, "record", NULL, "write the actions to the log, then print them",
	    RECORD},
	{0, "recovery", "FILE", "share still collectable, by age", RECOVERY},
	AR_OPTION_REJECTS,
	AR_OPTION_SKIP_UNKNOWN,
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
	{0, "wait", "SECONDS", "how long to wait for the log (0)", WAIT},
	{0, "weekend", "DAYS", "sat,sun and the like, or none (sat,sun)",
	    WEEKEND},
	{0, "worklist", NULL, "the accounts to call, the best first",
	    WORKLIST},
};

static int
set_number(struct ar_remind_options *o, int id, const char *value,
    const char **want)
{
	enum { WAIT_MAX = 86400 };
	int64_t n;

	*want = id == WAIT ? "whole seconds, 0 to 86400" :
	    "whole days, 0 to 3660";
	if (ar_number_parse(&n, ar_slice_of(value), 0,
	    id == WAIT ? WAIT_MAX : AR_GAP_MAX) != AR_OK)
		return AR_EDATA;
	if (id == WAIT)
		o->wait = (int)n;
	else
		o->contact_gap = (int32_t)n;
	return AR_OK;
}

/* A table for stdout, or for a file beside it. */
static int
set_table(struct ar_remind_options *o, int id, const char *value,
    const char **want)
{
	if (value != NULL)
		return ar_file_parse(id == ITEMS ? &o->items_file :
		    &o->holds_file, value, want);
	o->table = id == ITEMS ? AR_REMIND_ITEMS : AR_REMIND_HOLDS;
	return AR_OK;
}

static const char **
file_of(struct ar_remind_options *o, int id)
{
	switch (id) {
	case DISPUTES:
		return &o->disputes;
	case HOLIDAYS:
		return &o->holidays;
	case LOG:
		return &o->log;
	case PLANS:
		return &o->plans;
	case POLICY:
		return &o->policy;
	case PROMISES:
		return &o->promises;
	case RATES:
		return &o->rates;
	default:
		return &o->recovery;
	}
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct ar_remind_options *o = opts;

	switch (id) {
	case CONTACT_GAP:
	case WAIT:
		return set_number(o, id, value, want);
	case ITEMS:
	case HOLDS:
		return set_table(o, id, value, want);
	case WEEKEND:
		*want = "days as sat,sun, not all seven, or none";
		return ar_weekend_parse(&o->weekend, ar_slice_of(value));
	case PENDING:
		o->pending = true;
		return AR_OK;
	case PRINT_POLICY:
		o->print_policy = true;
		return AR_OK;
	case RECORD:
		o->record = true;
		return AR_OK;
	case WORKLIST:
		o->table = AR_REMIND_WORKLIST;
		return AR_OK;
	case LOG:
		return ar_file_parse(&o->log, strcmp(value, "-") == 0 ? "" :
		    value, want);
	default:
		return ar_file_parse(file_of(o, id), value, want);
	}
}

static bool
needs_no_file(const void *opts)
{
	const struct ar_remind_options *o = opts;

	return o->print_policy;
}

static const struct ar_tool tool = {
	.name = "ar-remind",
	.purpose = "who is to be reminded today, how, and why the others not",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.computes = needs_no_file,
};

/* A table that goes to stdout, and excludes the others there. */
static bool
is_to_stdout(const struct ar_cli *cli, const struct ar_remind_options *o,
    int id)
{
	return ar_cli_given(cli, id) && (id != ITEMS ||
	    o->items_file == NULL) && (id != HOLDS || o->holds_file == NULL);
}

static int
check_tables(struct ar_cli *cli, const struct ar_remind_options *o)
{
	static const int tables[] = {ITEMS, HOLDS, WORKLIST};
	static const int modes[] = {RECORD, PENDING};
	enum { TABLES = 3, MODES = 2 };

	for (int i = 0; i < TABLES; i++) {
		if (!is_to_stdout(cli, o, tables[i]))
			continue;
		for (int k = i + 1; k < TABLES; k++)
			if (is_to_stdout(cli, o, tables[k]) &&
			    ar_cli_excludes(cli, tables[i], &tables[k], 1) !=
			    AR_OK)
				return AR_ESTOP;
		if (tables[i] != ITEMS && ar_cli_excludes(cli, tables[i],
		    modes, MODES) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

static int
check(struct ar_cli *cli, const struct ar_remind_options *o)
{
	static const int other[] = {PENDING};
	static const int beside_pending[] = {HOLDS, AR_OPT_CONTROL};

	return ar_cli_needs(cli, RECORD, LOG) != AR_OK ||
	    ar_cli_needs(cli, PENDING, LOG) != AR_OK ||
	    ar_cli_excludes(cli, RECORD, other, 1) != AR_OK ||
	    ar_cli_excludes(cli, PENDING, beside_pending, 2) != AR_OK ?
	    AR_ESTOP : check_tables(cli, o);
}

int
main(int argc, char **argv)
{
	enum { GAP = 3 };
	struct ar_remind_options o = {.contact_gap = GAP};
	struct ar_cli cli;

	ar_cli_begin(&cli, &tool);
	if (ar_weekend_parse(&o.weekend, AR_S("sat,sun")) == AR_OK &&
	    ar_cli_parse(&cli, argc, argv, &o) == AR_OK &&
	    check(&cli, &o) == AR_OK)
		ar_remindrun(&cli, &o);
	return ar_cli_end(&cli);
}
