/*
 * ar-factor - what selling receivables would bring
 *
 * Reads documents and offers.  Writes what is eligible and what each document
 * brings; or what to sell to raise a sum, a borrowing base, or the offers
 * beside other ways to the same cash.  Manual: ar-factor(1).
 */
#include <stdlib.h>

#include "libar/factorrun.h"
#include "libar/options.h"

static const char synopsis[] =
    "[-a DATE] [-C FILE] [-P FILE] [-O FILE [--offer=NAME] |\n"
    "--advance=PCT --fee=SPEC [--rate=PCT] [--min-fee=N]\n"
    "[--fee-base=WORD] [--upfront=WORD] [--reserve-lag=DAYS]\n"
    "[--per-invoice=N] [--per-funding=N] [--monthly-min=N]\n"
    "[--min-invoice=N]] [--max-age=DAYS] [--max-past-due=DAYS]\n"
    "[--cross-age=PCT] [--concentration=PCT] [--min-days=DAYS]\n"
    "[--delay=DAYS] [--sold=FILE] [--detail=FILE]\n"
    "[--raise=[CUR:]AMOUNT |\n"
    "--certificate [--dilution=PCT] [--reserves=[CUR:]AMOUNT]\n"
    "[--line=[CUR:]AMOUNT] [--loan=[CUR:]AMOUNT] |\n"
    "--summary [--discount=PCT/DAYS] [--line-rate=PCT]\n"
    "[--own-rate=PCT]] [--alert=EXPR] [--as-exported]\n"
    "[--control=FILE] [--digits=N] [--expect-total=[CUR:]AMOUNT]\n"
    "[--max-errors=N] [-o FILE] [--rejects=FILE] [--skip-unknown] [-v]\n"
    "[FILE...]";

static const char examples[] =
    "ar-factor --advance=80 --fee=3%/30d+1%/10d open.csv\n"
    "ar-factor -O offers.csv --raise=50000 open.csv";

enum {
	/* These give a cell of an offer each. */
	ADVANCE = AR_OPT_FIRST, FEE, FEE_BASE, MIN_FEE, UPFRONT, RATE,
	RESERVE_LAG, PER_INVOICE, PER_FUNDING, MONTHLY_MIN, MIN_INVOICE,
	OFFER_OPTIONS,
	OFFERS = OFFER_OPTIONS, OFFER, SOLD, DETAIL,
	MAX_AGE, MAX_PAST_DUE, CROSS_AGE, CONCENTRATION, MIN_DAYS, DELAY,
	RAISE, CERTIFICATE, SUMMARY,
	DILUTION, RESERVES, LINE, LOAN,
	DISCOUNT, LINE_RATE, OWN_RATE
};

static const struct ar_option options[] = {
	{0, "advance", "PCT", "advance, per cent of the face", ADVANCE},
	AR_OPTION_ALERT,
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	{0, "certificate", NULL, "a borrowing base, line by line",
	    CERTIFICATE},
	{0, "concentration", "PCT",
	    "most of the eligible from one customer, or none (25)",
	    CONCENTRATION},
	AR_OPTION_CONTROL,
	{0, "cross-age", "[>]PCT",
	    "aged part that excludes a customer, or none (50)", CROSS_AGE},
	AR_OPTION_CUSTOMERS,
	{0, "delay", "DAYS", "all pay so many days later (0)", DELAY},
	{0, "detail", "FILE", "a row for each reason of each document",
	    DETAIL},
	AR_OPTION_DIGITS,
	{0, "dilution", "PCT|BASE",
	    "dilution, or its base: sales or collections", DILUTION},
	{0, "discount", "PCT/DAYS", "a discount for early payment instead",
	    DISCOUNT},
	AR_OPTION_EXPECT_TOTAL,
	{0, "fee", "SPEC", "fee, as 3% or 3%/30d+1%/10d", FEE},
	{0, "fee-base", "face|advance", "what the fee is a share of (face)",
	    FEE_BASE},
	AR_OPTION_HELP,
	{0, "line", "[CUR:]AMOUNT", "most that is lent", LINE},
	{0, "line-rate", "PCT[/360|/365]", "a line of credit instead",
	    LINE_RATE},
	{0, "loan", "[CUR:]AMOUNT", "what is lent already", LOAN},
	{0, "max-age", "DAYS", "oldest eligible, from invoice_date (90)",
	    MAX_AGE},
	AR_OPTION_MAX_ERRORS,
	{0, "max-past-due", "DAYS", "oldest eligible, from due_date (none)",
	    MAX_PAST_DUE},
	{0, "min-days", "DAYS", "fewest days until payment (15)", MIN_DAYS},
	{0, "min-fee", "AMOUNT", "least fee of a document", MIN_FEE},
	{0, "min-invoice", "AMOUNT", "smallest document that is bought",
	    MIN_INVOICE},
	{0, "monthly-min", "AMOUNT", "least fees of a month", MONTHLY_MIN},
	{0, "offer", "NAME", "this one of --offers alone", OFFER},
	{'O', "offers", "FILE", "offers, a row each", OFFERS},
	AR_OPTION_OUTPUT,
	{0, "own-rate", "PCT[/360|/365]", "what it costs to wait instead",
	    OWN_RATE},
	AR_OPTION_PAYMENTS,
	{0, "per-funding", "AMOUNT", "charge for the whole", PER_FUNDING},
	{0, "per-invoice", "AMOUNT", "charge for each document",
	    PER_INVOICE},
	{0, "raise", "[CUR:]AMOUNT", "what to sell to raise a sum", RAISE},
	{0, "rate", "PCT[/360|/365]", "yearly interest on the advance",
	    RATE},
	AR_OPTION_REJECTS,
	{0, "reserve-lag", "DAYS", "from payment to the reserve (0)",
	    RESERVE_LAG},
	{0, "reserves", "[CUR:]AMOUNT", "taken off the borrowing base",
	    RESERVES},
	AR_OPTION_SKIP_UNKNOWN,
	{0, "sold", "FILE", "documents that were sold before", SOLD},
	{0, "summary", NULL, "offers and other ways side by side", SUMMARY},
	{0, "upfront", "none|first|all", "fee taken from the advance (none)",
	    UPFRONT},
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
};

static enum ar_offer_cell
cell_of(int id)
{
	static const enum ar_offer_cell cells[OFFER_OPTIONS - ADVANCE] = {
		AR_OFFER_ADVANCE, AR_OFFER_FEE, AR_OFFER_FEE_BASE,
		AR_OFFER_MIN_FEE, AR_OFFER_UPFRONT, AR_OFFER_RATE,
		AR_OFFER_RESERVE_LAG, AR_OFFER_PER_INVOICE,
		AR_OFFER_PER_FUNDING, AR_OFFER_MONTHLY_MIN,
		AR_OFFER_MIN_INVOICE
	};

	return cells[id - ADVANCE];
}

static int
set_days(int32_t *days, const char *value, int32_t least, int32_t most)
{
	int64_t n;

	if (ar_number_parse(&n, ar_slice_of(value), least, most) != AR_OK)
		return AR_EDATA;
	*days = (int32_t)n;
	return AR_OK;
}

/* Days of which more are too many; none: any are good. */
static int
set_age(int32_t *days, const char *value, const char **want)
{
	enum { MOST = 36500 };

	*want = "whole days, 0 to 36500, or none";
	*days = AR_NO_LIMIT;
	return strcmp(value, "none") == 0 ? AR_OK :
	    set_days(days, value, 0, MOST);
}

static int
set_delay(int32_t *days, const char *value, const char **want)
{
	bool plus = value[0] == '+' && ar_is_digit(value[1]);

	*want = "whole days, -3650 to 3650";
	return set_days(days, value + plus, -AR_FEE_DAYS, AR_FEE_DAYS);
}

static int
set_share(ar_rate *share, const char *value, const char **want)
{
	*want = "a percentage, 0 to 100, or none";
	*share = AR_NO_LIMIT;
	return strcmp(value, "none") == 0 ? AR_OK :
	    ar_percent_parse(share, ar_slice_of(value));
}

static int
set_cross_age(struct ar_criteria *c, const char *value, const char **want)
{
	int result;

	c->cross_age_above = value[0] == '>';
	result = set_share(&c->cross_age, value + c->cross_age_above, want);
	*want = "a percentage, 0 to 100, '>' before it for above, or none";
	return result;
}

static int
set_dilution(struct ar_factor_options *o, const char *value,
    const char **want)
{
	*want = "a percentage, 0 to 100, or sales or collections";
	if (strcmp(value, "sales") == 0)
		o->dilution_base = AR_DILUTION_SALES;
	else if (strcmp(value, "collections") == 0)
		o->dilution_base = AR_DILUTION_COLLECTIONS;
	else
		return ar_percent_parse(&o->dilution, ar_slice_of(value));
	return AR_OK;
}

static int
set_discount(struct ar_early *d, const char *value, const char **want)
{
	struct ar_slice rest = ar_slice_of(value);
	struct ar_slice rate = ar_slice_cut(&rest, '/');
	int64_t days;

	*want = "PCT/DAYS as 2/10, less than 100 per cent";
	if (ar_percent_parse(&d->rate, rate) != AR_OK || d->rate == 0 ||
	    d->rate == AR_RATE_ONE || ar_number_parse(&days, rest, 0,
	    AR_FEE_DAYS) != AR_OK)
		return AR_EDATA;
	d->days = (int32_t)days;
	return AR_OK;
}

static int
set_yearly(struct ar_yearly *rate, const char *value, int32_t year,
    const char **want)
{
	*want = "a percentage, 0 to 100, with /360 or /365 for the year";
	return ar_yearly_parse(rate, ar_slice_of(value), year);
}

static int
set_raise(struct ar_stated *s, const char *value, const char **want)
{
	*want = "[CUR:]AMOUNT above 0, once";
	if (s->text.p != NULL)
		return AR_EDATA;
	return ar_stated_parse(s, value) == AR_OK &&
	    ar_decimal_cmp(s->text, AR_S("0")) > 0 ? AR_OK : AR_EDATA;
}

static int
add_stated(struct ar_stated_list *list, const char *value, const char **want)
{
	struct ar_stated *s;

	*want = "[CUR:]AMOUNT, 0 or more, once for each currency";
	list->stated = ar_grow(list->stated, list->n + 1,
	    sizeof *list->stated);
	s = &list->stated[list->n];
	if (ar_stated_parse(s, value) != AR_OK ||
	    ar_decimal_cmp(s->text, AR_S("0")) < 0)
		return AR_EDATA;
	for (size_t i = 0; i < list->n; i++)
		if (s->any_ccy || list->stated[i].any_ccy || strcmp(
		    s->ccy.code, list->stated[i].ccy.code) == 0)
			return AR_EDATA;
	list->n++;
	return AR_OK;
}

static int
set_limit(struct ar_factor_options *o, int id, const char *value,
    const char **want)
{
	switch (id) {
	case MAX_AGE:
		return set_age(&o->criteria.max_age, value, want);
	case MAX_PAST_DUE:
		return set_age(&o->criteria.max_past_due, value, want);
	case CROSS_AGE:
		return set_cross_age(&o->criteria, value, want);
	case CONCENTRATION:
		return set_share(&o->criteria.concentration, value, want);
	case DELAY:
		return set_delay(&o->delay, value, want);
	default:
		*want = "whole days, 1 to 3650";
		return set_days(&o->min_days, value, 1, AR_FEE_DAYS);
	}
}

static int
set_beside(struct ar_factor_options *o, int id, const char *value,
    const char **want)
{
	enum { BANK_YEAR = 360, YEAR = 365 };

	switch (id) {
	case DILUTION:
		return set_dilution(o, value, want);
	case RESERVES:
		return add_stated(&o->reserves, value, want);
	case LINE:
		return add_stated(&o->line, value, want);
	case LOAN:
		return add_stated(&o->loan, value, want);
	case DISCOUNT:
		return set_discount(&o->discount, value, want);
	case LINE_RATE:
		return set_yearly(&o->line_rate, value, BANK_YEAR, want);
	default:
		return set_yearly(&o->own_rate, value, YEAR, want);
	}
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct ar_factor_options *o = opts;

	if (id < OFFER_OPTIONS) {
		o->made.cell[cell_of(id)] = ar_slice_of(value);
		return AR_OK;
	}
	switch (id) {
	case OFFERS:
		return ar_file_parse(&o->offers, value, want);
	case OFFER:
		*want = "the name of an offer";
		o->offer = value;
		return value[0] == '\0' ? AR_EDATA : AR_OK;
	case SOLD:
		return ar_file_parse(&o->sold, value, want);
	case DETAIL:
		return ar_file_parse(&o->detail, value, want);
	case RAISE:
		o->table = AR_FACTOR_RAISE;
		return set_raise(&o->raise, value, want);
	case CERTIFICATE:
		o->table = AR_FACTOR_CERTIFICATE;
		return AR_OK;
	case SUMMARY:
		o->table = AR_FACTOR_SUMMARY;
		return AR_OK;
	default:
		return id < RAISE ? set_limit(o, id, value, want) :
		    set_beside(o, id, value, want);
	}
}

static const struct ar_tool tool = {
	.name = "ar-factor",
	.purpose = "what selling receivables would bring",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
};

/* An option and the one that it goes with. */
struct pair {
	int id, with;
};

static int
check_pairs(struct ar_cli *cli)
{
	static const struct pair needs[] = {
		{OFFER, OFFERS},
		{DILUTION, CERTIFICATE}, {RESERVES, CERTIFICATE},
		{LINE, CERTIFICATE}, {LOAN, CERTIFICATE},
		{DISCOUNT, SUMMARY}, {LINE_RATE, SUMMARY},
		{OWN_RATE, SUMMARY},
	};
	static const struct pair excludes[] = {
		{RAISE, CERTIFICATE}, {RAISE, SUMMARY},
		{CERTIFICATE, SUMMARY}, {DETAIL, RAISE}, {DETAIL, SUMMARY},
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (ar_cli_needs(cli, needs[i].id, needs[i].with) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < sizeof excludes / sizeof *excludes; i++)
		if (ar_cli_excludes(cli, excludes[i].id, &excludes[i].with,
		    1) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

/* An offer comes from a file or from options, never from both or neither. */
static int
check_offer(struct ar_cli *cli)
{
	for (int id = ADVANCE; id < OFFER_OPTIONS; id++)
		if (ar_cli_excludes(cli, OFFERS, &id, 1) != AR_OK ||
		    (id != ADVANCE && ar_cli_needs(cli, id, ADVANCE) !=
		    AR_OK))
			return AR_ESTOP;
	if (ar_cli_given(cli, ADVANCE) && !ar_cli_given(cli, FEE) &&
	    !ar_cli_given(cli, RATE) && !ar_cli_given(cli, CERTIFICATE)) {
		ar_diag_say(cli->diag, &(struct ar_say){AR_M_NEEDS_OPTION,
		    {0}, {0}, {"--advance", "--fee or --rate"}});
		return AR_ESTOP;
	}
	if (ar_cli_given(cli, OFFERS) || ar_cli_given(cli, ADVANCE))
		return AR_OK;
	ar_diag_say(cli->diag, &(struct ar_say){AR_M_NO_OFFER, {0}, {0},
	    {"no offer is given"}});
	return AR_ESTOP;
}

static int
check(struct ar_cli *cli, const struct ar_factor_options *o)
{
	return check_pairs(cli) != AR_OK || check_offer(cli) != AR_OK ||
	    (o->dilution_base == AR_DILUTION_COLLECTIONS &&
	    ar_cli_needs(cli, DILUTION, AR_OPT_PAYMENTS) != AR_OK) ?
	    AR_ESTOP : AR_OK;
}

int
main(int argc, char **argv)
{
	enum { AGE = 90, DAYS = 15 };
	struct ar_factor_options o = {.min_days = DAYS, .criteria = {
	    .max_age = AGE, .max_past_due = AR_NO_LIMIT,
	    .cross_age = AR_RATE_ONE / 2,
	    .concentration = AR_RATE_ONE / 4}};
	struct ar_cli cli;

	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		o.made.cell[i] = AR_S("");
	ar_cli_begin(&cli, &tool);
	if (ar_cli_parse(&cli, argc, argv, &o) == AR_OK &&
	    check(&cli, &o) == AR_OK)
		ar_factorrun(&cli, &o);
	free(o.reserves.stated);
	free(o.line.stated);
	free(o.loan.stated);
	return ar_cli_end(&cli);
}
