/*
 * ar-terms - payment terms as a schedule
 *
 * Writes when an invoice of these terms is due, in which instalments, and
 * what its discounts are worth a year.  Manual: ar-terms(1).
 */
#include "libar/cli.h"
#include "libar/help.h"
#include "libar/schedule.h"
#include "libar/schema.h"
#include "libar/yield.h"

#include <unistd.h>

static const char synopsis[] =
    "[-c] [-a DATE] [-o FILE] [--currency=CODE] [--digits=N]\n"
    "[--receipt=DATE] [--year=365|360] TERMS [AMOUNT]";

static const char examples[] =
    "ar-terms -a 2026-06-15 '2/10 net 30' 1000\n"
    "ar-terms -c '2% 10th prox net 60'";

enum { CANONICAL = AR_OPT_FIRST, CURRENCY, RECEIPT, YEAR };

static const struct ar_option options[] = {
	AR_OPTION_AS_OF,
	{'c', "canonical", NULL, "print the canonical text of the terms only",
	    CANONICAL},
	{0, "currency", "CODE", "currency of AMOUNT, for its decimals",
	    CURRENCY},
	AR_OPTION_DIGITS,
	AR_OPTION_HELP,
	AR_OPTION_OUTPUT,
	{0, "receipt", "DATE", "the day on which the goods were received",
	    RECEIPT},
	AR_OPTION_VERSION,
	{0, "year", "365|360", "days of a year (365)", YEAR},
};

struct opts {
	bool canonical;
	struct ar_ccy ccy;
	ar_day receipt;
	int32_t year;
};

static int
set_year(struct opts *o, const char *value)
{
	o->year = strcmp(value, "360") == 0 ? 360 : 365;
	return o->year == 360 || strcmp(value, "365") == 0 ? AR_OK :
	    AR_EDATA;
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct opts *o = opts;

	switch (id) {
	case CANONICAL:
		o->canonical = true;
		return AR_OK;
	case CURRENCY:
		*want = "an active ISO 4217 code in capitals";
		return value[0] == '\0' ? AR_EDATA :
		    ar_ccy_parse(&o->ccy, ar_slice_of(value));
	case RECEIPT:
		*want = "a date YYYY-MM-DD";
		return ar_day_parse(&o->receipt, ar_slice_of(value)) ==
		    AR_DAY_OK ? AR_OK : AR_EDATA;
	default:
		*want = "365 or 360";
		return set_year(o, value);
	}
}

static const struct ar_tool tool = {
	.name = "ar-terms", .purpose = "payment terms as a schedule",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.words = true,
};

/* All that a run of the tool holds. */
struct run {
	struct ar_cli cli;
	struct opts opts;
	struct ar_slice text;
	struct ar_terms terms;
	struct ar_schedule schedule;
	bool has_amount;
	int64_t amount[AR_TERMS_PARTS];         /* of each part */
	struct ar_out *out;
};

static int
refuse(struct run *r, const char *remedy)
{
	struct ar_quoted q;

	ar_diag_say(r->cli.diag, &(struct ar_say){AR_M_BAD_TERMS, {0}, {0},
	    {ar_quote(&q, r->text), remedy}});
	return AR_ESTOP;
}

static int
split(struct run *r, struct ar_slice text)
{
	int64_t total;
	enum ar_money_err err = ar_money_parse(&total, text,
	    r->opts.ccy.digits);

	if (err != AR_MONEY_OK) {
		ar_amount_refuse(r->cli.diag, &(struct ar_say){0}, text,
		    &r->opts.ccy, err);
		return AR_ESTOP;
	}
	r->has_amount = true;
	if (ar_schedule_split(r->amount, &r->terms, total) == AR_OK)
		return AR_OK;
	ar_diag_say(r->cli.diag, &(struct ar_say){.msg = AR_M_OVERFLOW});
	return AR_ESTOP;
}

static int
make_schedule(struct run *r)
{
	enum ar_schedule_fault fault = ar_schedule_make(&r->schedule,
	    &r->terms, r->cli.common.as_of, r->opts.receipt);

	if (fault == AR_SCHEDULE_FINE)
		return AR_OK;
	return refuse(r, ar_schedule_remedy(fault, "say --receipt=DATE"));
}

static int
read_terms(struct run *r, struct ar_slice text)
{
	struct ar_buf remedy = {0};
	int result;

	r->text = text;
	result = ar_terms_parse(&r->terms, text, &remedy);
	ar_buf_add(&remedy, AR_S("\0"));
	if (result != AR_OK)
		result = refuse(r, remedy.p);
	ar_buf_free(&remedy);
	return result;
}

static int
read_operands(struct run *r)
{
	const struct ar_common *c = &r->cli.common;

	if (c->noperands < 1 || c->noperands > (r->opts.canonical ? 1 : 2)) {
		ar_diag_say(r->cli.diag, &(struct ar_say){AR_M_BAD_OPERANDS,
		    {0}, {0}, {r->opts.canonical ? "TERMS" :
		    "TERMS and at most an AMOUNT", c->tool}});
		if (c->noperands == 0 && isatty(STDIN_FILENO))
			ar_help_usage(&tool, r->cli.diag);
		return AR_ESTOP;
	}
	if (read_terms(r, ar_slice_of(c->operand[0])) != AR_OK)
		return AR_ESTOP;
	if (!r->opts.canonical && make_schedule(r) != AR_OK)
		return AR_ESTOP;
	return c->noperands == 2 ? split(r, ar_slice_of(c->operand[1])) :
	    AR_OK;
}

static void
put_canonical(struct run *r)
{
	struct ar_buf text = {0};

	ar_terms_format(&text, &r->terms);
	ar_out_raw(r->out, ar_buf_slice(&text));
	(void)ar_out_end_row(r->out);
	ar_buf_free(&text);
}

static void
put_rate(struct run *r, ar_rate rate)
{
	char text[AR_MONEY_MAX];

	ar_out_raw(r->out, ar_slice(text, ar_rate_format(text, rate)));
}

static void
put_yield(struct run *r, ar_rate rate, int32_t days)
{
	const struct ar_yield y = {rate, days, r->opts.year};
	unsigned digits = r->cli.common.digits;
	char text[AR_MONEY_MAX];

	ar_out_raw(r->out, ar_slice(text, ar_yield_simple(text, &y, digits)));
	ar_out_raw(r->out, ar_slice(text, ar_yield_effective(text, &y,
	    digits)));
}

static void
put_amount(struct run *r, bool has, int64_t amount)
{
	if (has && r->has_amount)
		(void)ar_out_amount(r->out, amount, &r->opts.ccy);
	else
		ar_out_raw(r->out, AR_S(""));
}

/* k: which discount; the first is in the row that has the amount. */
static void
put_row(struct run *r, size_t number, size_t k)
{
	const struct ar_terms_part *p = &r->terms.part[number];
	const struct ar_schedule_part *s = &r->schedule.part[number];
	bool has = k < p->ndiscounts;
	int64_t discount = 0;
	bool fits = ar_schedule_discount(&discount, p, k,
	    r->amount[number]) == AR_OK;

	if (r->terms.nparts > 1)
		ar_out_count(r->out, number + 1);
	else
		ar_out_raw(r->out, AR_S(""));
	ar_out_day(r->out, s->due);
	ar_out_day(r->out, s->until[k]);
	if (has)
		put_rate(r, p->discount[k].rate);
	else
		ar_out_raw(r->out, AR_S(""));
	put_amount(r, has && fits, discount);
	put_amount(r, k == 0, r->amount[number]);
	if (has)
		put_yield(r, p->discount[k].rate, s->due - s->until[k]);
	else
		ar_out_raw(r->out, AR_S(","));
	(void)ar_out_end_row(r->out);
}

static void
put_schedule(struct run *r)
{
	static const char *const columns[] = {
		"instalment", "due_date", "discount_date", "discount_pct",
		"discount_amount", "amount", "annual_simple",
		"annual_effective"
	};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		ar_out_text(r->out, ar_slice_of(columns[i]));
	(void)ar_out_end_row(r->out);
	for (size_t i = 0; i < r->terms.nparts; i++) {
		size_t k = 0;

		do
			put_row(r, i, k);
		while (++k < r->terms.part[i].ndiscounts);
	}
}

static void
run(struct run *r)
{
	if (read_operands(r) != AR_OK || ar_out_open(&r->out,
	    r->cli.common.output, r->cli.diag) != AR_OK)
		return;
	if (r->opts.canonical)
		put_canonical(r);
	else
		put_schedule(r);
	(void)!ar_out_close(r->out, true);
}

int
main(int argc, char **argv)
{
	struct run r = {.opts = {.ccy = AR_CCY_UNNAMED, .year = 365}};

	ar_cli_begin(&r.cli, &tool);
	if (ar_cli_parse(&r.cli, argc, argv, &r.opts) == AR_OK)
		run(&r);
	return ar_cli_end(&r.cli);
}
