/*
 * libar/certificate.c
 * Purpose: a borrowing base, line by line, for each currency.
 */
#include "libar/certificate.h"

#include <stdlib.h>

enum { DILUTION_FREE = AR_RATE_ONE / 20 };

/* A certificate on its way out. */
struct certificate {
	const struct ar_factor_rows *rows;
	struct ar_ccy ccy;
	ar_sum balance;
	unsigned line;
};

/*
 * Of one currency: what is open, what each test took, and of how many
 * documents; how many were left something before the last test, and after it.
 */
struct sums {
	ar_sum open, taken[AR_REASONS];
	uint64_t items, taken_of[AR_REASONS], eligible, net;
};

void
ar_certificate_columns(struct ar_report *report)
{
	static const struct ar_heading columns[] = {
		{"as_of", AR_ROLE_TEXT}, {"currency", AR_ROLE_CURRENCY},
		{"line", AR_ROLE_NUMBER}, {"item", AR_ROLE_TEXT},
		{"items", AR_ROLE_NUMBER}, {"rate", AR_ROLE_NUMBER},
		{"amount", AR_ROLE_NUMBER}, {"balance", AR_ROLE_NUMBER},
	};

	ar_report_columns(report, columns, sizeof columns / sizeof *columns);
}

static void
put_head(struct certificate *c, const char *item)
{
	struct ar_out *out = c->rows->out;

	ar_out_day(out, c->rows->sale->today);
	ar_out_raw(out, ar_slice_of(c->ccy.code));
	ar_out_count(out, ++c->line);
	ar_out_raw(out, ar_slice_of(item));
}

static void
put_amount(struct certificate *c, ar_sum amount)
{
	c->balance += amount;
	(void)ar_out_amount(c->rows->out, amount, &c->ccy);
	(void)ar_out_amount(c->rows->out, c->balance, &c->ccy);
	ar_report_end_row(c->rows->report, false);
}

/* A line about so many documents. */
static void
put_items(struct certificate *c, const char *item, uint64_t items,
    ar_sum amount)
{
	put_head(c, item);
	ar_out_count(c->rows->out, items);
	ar_out_raw(c->rows->out, AR_S(""));
	put_amount(c, amount);
}

static void
put_line(struct certificate *c, const char *item, ar_sum amount)
{
	put_head(c, item);
	ar_out_empty(c->rows->out, 2);
	put_amount(c, amount);
}

/* Sums of each currency. */
struct adding {
	const struct ar_sale *sale;
	struct sums *sums;
};

static void
add_exclusion(void *adding, const struct ar_exclusion *x)
{
	const struct adding *a = adding;
	const struct ar_portfolio *p = &a->sale->portfolio;
	ptrdiff_t ccy = ar_portfolio_ccy(p, &p->item[x->item].ccy);
	struct sums *sums = &a->sums[ccy];

	sums->taken[x->reason] += x->amount;
	sums->taken_of[x->reason]++;
	if (x->reason == AR_REASON_CONCENTRATION &&
	    ar_sale_first(a->sale, (size_t)ccy)->left[x->item] == 0)
		sums->eligible++;
}

static void
add_up(const struct ar_sale *s, struct sums *of_ccy)
{
	const struct ar_portfolio *p = &s->portfolio;
	struct adding a = {s, of_ccy};

	for (size_t i = 0; i < p->nobligors; i++) {
		const struct ar_obligor *o = &p->obligor[i];
		const int64_t *left = ar_sale_first(s, o->ccy)->left;
		struct sums *sums = &of_ccy[o->ccy];

		for (size_t k = o->first; k < o->first + o->n; k++) {
			sums->items++;
			sums->open += p->item[k].open;
			sums->net += left[k] != 0;
		}
	}
	for (size_t i = 0; i < p->nccys; i++)
		of_ccy[i].eligible = of_ccy[i].net;
	ar_sale_exclusions(s, &a, add_exclusion);
}

/* The amount stated for the currency, or 0. */
static bool
find_stated(const struct certificate *c, const struct ar_stated_list *list,
    ar_sum *amount)
{
	*amount = 0;
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->stated[i].ccy.code, c->ccy.code) == 0) {
			*amount = list->stated[i].amount;
			return true;
		}
	return false;
}

/* A line for -v about the dilution that was found. */
static void
explain(const struct certificate *c, const struct ar_dilution *d,
    ar_sum base, ar_rate rate)
{
	char credits[AR_MONEY_MAX], of[AR_MONEY_MAX], share[AR_MONEY_MAX];
	const struct ar_sale *s = c->rows->sale;
	struct ar_buf text = {0};

	ar_buf_addf(&text, "%s%sdilution %.*s per cent: credits %.*s of %s "
	    "%.*s%c", c->ccy.code, c->ccy.code[0] == '\0' ? "" : ": ",
	    (int)ar_rate_format(share, rate), share,
	    (int)ar_money_format(credits, d->credits, c->ccy.digits), credits,
	    s->options->dilution_base == AR_DILUTION_SALES ? "sales" :
	    "collections",
	    (int)ar_money_format(of, base, c->ccy.digits), of, '\0');
	ar_diag_note(s->diag, text.p);
	ar_buf_free(&text);
}

static ar_rate
rate_of(ar_sum credits, ar_sum base)
{
	ar_sum rate;

	if (credits <= 0)
		return 0;
	if (base <= 0 || credits >= base || ar_sum_divide(&rate,
	    credits * AR_RATE_ONE, base, AR_HALF_AWAY) != AR_OK)
		return AR_RATE_ONE;
	return (ar_rate)rate;
}

static ar_rate
dilution_of(const struct certificate *c)
{
	const struct ar_sale *s = c->rows->sale;
	ptrdiff_t found = ar_map_find(&s->dilution,
	    ar_slice_of(c->ccy.code));
	struct ar_dilution d = {0};
	ar_sum base;
	ar_rate rate;

	if (s->options->dilution_base == AR_DILUTION_GIVEN)
		return s->options->dilution;
	if (found >= 0)
		d = *(const struct ar_dilution *)ar_map_value(&s->dilution,
		    (size_t)found);
	base = s->options->dilution_base == AR_DILUTION_SALES ? d.sales :
	    d.collections;
	rate = rate_of(d.credits, base);
	if (s->verbose)
		explain(c, &d, base, rate);
	return rate;
}

static ar_rate
effective_advance(const struct certificate *c, const struct ar_offer *offer)
{
	ar_rate beyond = dilution_of(c) - DILUTION_FREE;
	ar_rate rate = offer->advance - (beyond > 0 ? beyond : 0);

	return rate > 0 ? rate : 0;
}

static int
put_base(struct certificate *c, ar_rate rate)
{
	char text[AR_MONEY_MAX];
	ar_sum base = 0;

	if (c->balance > 0 && ar_sum_share(&base, c->balance, rate,
	    AR_HALF_AWAY) != AR_OK) {
		ar_diag_say(c->rows->sale->diag,
		    &(struct ar_say){.msg = AR_M_OVERFLOW});
		return AR_ESTOP;
	}
	put_head(c, "borrowing_base");
	ar_out_raw(c->rows->out, AR_S(""));
	ar_out_raw(c->rows->out, ar_slice(text,
	    ar_rate_format(text, rate)));
	put_amount(c, base - c->balance);
	return AR_OK;
}

/* From the borrowing base down. */
static void
put_end(struct certificate *c)
{
	const struct ar_factor_options *o = c->rows->sale->options;
	ar_sum reserves, line, loan;
	bool limited = find_stated(c, &o->line, &line);

	(void)find_stated(c, &o->reserves, &reserves);
	(void)find_stated(c, &o->loan, &loan);
	put_line(c, "reserves", -reserves);
	put_line(c, "limit", limited && line < c->balance ?
	    line - c->balance : 0);
	put_line(c, "loan", -loan);
	put_line(c, "availability", 0);
}

static void
put_tests(struct certificate *c, const struct sums *sums)
{
	put_items(c, "gross", sums->items, sums->open);
	for (unsigned k = 0; k < AR_REASON_CONCENTRATION; k++)
		put_items(c, ar_reason_word((enum ar_reason)k),
		    sums->taken_of[k], -sums->taken[k]);
	put_items(c, "eligible", sums->eligible, 0);
	put_items(c, ar_reason_word(AR_REASON_CONCENTRATION),
	    sums->taken_of[AR_REASON_CONCENTRATION],
	    -sums->taken[AR_REASON_CONCENTRATION]);
	put_items(c, "net_eligible", sums->net, 0);
}

static int
put_certificate(const struct ar_factor_rows *rows, size_t ccy,
    const struct sums *sums)
{
	const struct ar_sale *s = rows->sale;
	struct certificate c = {.rows = rows, .ccy = s->portfolio.ccy[ccy]};
	size_t deal;

	if (ar_sale_check(s, ccy) != AR_OK ||
	    ar_sale_only(s, ccy, "--certificate", &deal) != AR_OK)
		return AR_ESTOP;
	put_tests(&c, sums);
	if (put_base(&c, effective_advance(&c, ar_sale_deal(s, deal,
	    ccy)->offer)) != AR_OK)
		return AR_ESTOP;
	put_end(&c);
	return AR_OK;
}

int
ar_certificate_rows(const struct ar_factor_rows *rows)
{
	size_t n = rows->sale->portfolio.nccys;
	struct sums *sums = ar_alloc(n * sizeof *sums);
	int result = AR_OK;

	add_up(rows->sale, sums);
	for (size_t i = 0; i < n && result == AR_OK; i++)
		result = put_certificate(rows, i, &sums[i]);
	free(sums);
	return result;
}
