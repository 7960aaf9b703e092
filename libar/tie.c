/*
 * libar/tie.c
 * Purpose: every cent lands once, and the run proves it.
 */
#include "libar/tie.h"

#include <stdio.h>
#include <stdlib.h>

void
ar_tie_init(struct ar_tie *t)
{
	*t = (struct ar_tie){0};
	ar_map_init(&t->map, sizeof(struct ar_tie_sums));
}

void
ar_tie_release(struct ar_tie *t)
{
	ar_map_release(&t->map);
}

static struct ar_tie_sums *
sums_of(struct ar_tie *t, const struct ar_ccy *ccy)
{
	if (t->map.n == 0 || memcmp(t->last, ccy->code, sizeof t->last) != 0) {
		t->number = ar_map_put(&t->map, ar_slice_of(ccy->code), NULL);
		memcpy(t->last, ccy->code, sizeof t->last);
	}
	return ar_map_value(&t->map, t->number);
}

void
ar_tie_add(struct ar_tie *t, const struct ar_ccy *ccy, int64_t amount,
    const struct ar_open *open)
{
	struct ar_tie_sums *s = sums_of(t, ccy);
	bool counts = open->why == AR_OPEN || open->why == AR_SETTLED;

	s->count_in++;
	s->in += amount;
	s->count_out += open->why == AR_OPEN;
	s->count_settled += open->why == AR_SETTLED;
	s->count_filtered += !counts;
	if (!counts) {
		s->filtered += amount;
		return;
	}
	s->out += open->minor;
	s->settled += (ar_sum)amount - open->minor;
	if (open->minor > 0)
		s->debits += open->minor;
	else
		s->credits += open->minor;
}

void
ar_tie_refuse(struct ar_tie *t, const struct ar_ccy *ccy,
    const int64_t *amount)
{
	struct ar_tie_sums *s = sums_of(t, ccy);

	s->count_in++;
	s->count_refused++;
	if (amount == NULL)
		s->unproven = true;
	else {
		s->in += *amount;
		s->refused += *amount;
	}
}

static struct ar_ccy
ccy_at(const struct ar_tie *t, size_t i)
{
	struct ar_ccy ccy;

	if (ar_ccy_parse(&ccy, ar_map_key(&t->map, i)) != AR_OK)
		abort();        /* it was a currency when it went in */
	return ccy;
}

void
ar_tie_merge(struct ar_tie *t, const struct ar_tie *from)
{
	for (size_t i = 0; i < from->map.n; i++) {
		const struct ar_tie_sums *add = ar_map_value(&from->map, i);
		struct ar_ccy ccy = ccy_at(from, i);
		struct ar_tie_sums *s = sums_of(t, &ccy);

		s->count_in += add->count_in;
		s->count_out += add->count_out;
		s->count_settled += add->count_settled;
		s->count_filtered += add->count_filtered;
		s->count_refused += add->count_refused;
		s->in += add->in;
		s->out += add->out;
		s->settled += add->settled;
		s->filtered += add->filtered;
		s->refused += add->refused;
		s->debits += add->debits;
		s->credits += add->credits;
		s->printed += add->printed;
		s->unproven = s->unproven || add->unproven;
	}
}

void
ar_tie_printed(struct ar_tie *t, const struct ar_ccy *ccy, ar_sum printed)
{
	sums_of(t, ccy)->printed += printed;
}

static bool
ties_out(const struct ar_tie_sums *s)
{
	return s->printed == s->out &&
	    s->in == s->printed + s->settled + s->filtered + s->refused &&
	    s->count_in == s->count_out + s->count_settled +
	    s->count_filtered + s->count_refused;
}

static void
add_amount(struct ar_buf *b, const char *name, ar_sum amount,
    const struct ar_ccy *ccy)
{
	char text[AR_MONEY_MAX];
	size_t n = ar_money_format(text, amount, ccy->digits);

	ar_buf_addf(b, "%s %.*s", name, (int)n, text);
}

static void
describe(struct ar_buf *b, const struct ar_tie_sums *s,
    const struct ar_ccy *ccy)
{
	add_amount(b, "in", s->in, ccy);
	add_amount(b, " = out", s->printed, ccy);
	add_amount(b, " + settled", s->settled, ccy);
	add_amount(b, " + filtered", s->filtered, ccy);
	add_amount(b, " + refused", s->refused, ccy);
	ar_buf_addf(b, " (records %llu = %llu + %llu + %llu + %llu)",
	    (unsigned long long)s->count_in,
	    (unsigned long long)s->count_out,
	    (unsigned long long)s->count_settled,
	    (unsigned long long)s->count_filtered,
	    (unsigned long long)s->count_refused);
}

int
ar_tie_check(struct ar_tie *t, struct ar_diag *diag)
{
	int result = AR_OK;

	for (size_t i = 0; i < t->map.n; i++) {
		const struct ar_tie_sums *s = ar_map_value(&t->map, i);
		struct ar_ccy ccy = ccy_at(t, i);
		struct ar_buf text = {0};

		if (ties_out(s))
			continue;
		describe(&text, s, &ccy);
		ar_buf_add(&text, AR_S("\0"));
		ar_diag_say(diag, &(struct ar_say){AR_M_TIE_OUT, {0}, {0},
		    {ccy.code[0] == '\0' ? "the report" : ccy.code,
		    text.p}});
		ar_buf_free(&text);
		result = AR_ESTOP;
	}
	return result;
}

void
ar_tie_explain(const struct ar_tie *t, const struct ar_diag *diag)
{
	uint32_t *order = ar_map_sorted(&t->map);

	for (size_t i = 0; i < t->map.n; i++) {
		const struct ar_tie_sums *s = ar_map_value(&t->map, order[i]);
		struct ar_ccy ccy = ccy_at(t, order[i]);
		struct ar_buf text = {0};

		ar_buf_addf(&text, "%s%s", ccy.code,
		    ccy.code[0] == '\0' ? "" : ": ");
		describe(&text, s, &ccy);
		ar_buf_addf(&text, "; %s", !s->unproven ? "ties out" :
		    "unproven, a refused amount cannot be read");
		ar_buf_add(&text, AR_S("\0"));
		ar_diag_note(diag, text.p);
		ar_buf_free(&text);
	}
	free(order);
}

int
ar_tie_only_currency(struct ar_stated *e, const struct ar_tie *t,
    const char *option, struct ar_diag *diag)
{
	struct ar_ccy only = AR_CCY_UNNAMED;
	struct ar_quoted q;
	size_t n = 0;

	for (size_t i = 0; i < t->map.n; i++) {
		const struct ar_tie_sums *s = ar_map_value(&t->map, i);

		if (s->count_in == s->count_refused)
			continue;
		only = ccy_at(t, i);
		n++;
	}
	if (n > 1) {
		ar_diag_say(diag, &(struct ar_say){AR_M_EXPECT_CURRENCY, {0},
		    {0}, {option, option}});
		return AR_ESTOP;
	}
	if (ar_stated_in(e, &only) == AR_OK)
		return AR_OK;
	ar_diag_say(diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
	    {option, ar_quote(&q, e->text), "an amount of the currency"}});
	return AR_ESTOP;
}

static void
compare(const struct ar_stated *e, struct ar_tie *t, struct ar_diag *diag)
{
	struct ar_tie_sums *s = sums_of(t, &e->ccy);
	ar_sum total = s->printed;
	struct ar_buf text = {0};
	size_t at[4];

	if (total == e->amount)
		return;
	s->differs = true;
	at[0] = text.n;
	ar_buf_addf(&text, "%s%s%c", e->ccy.code[0] == '\0' ? "" : " in ",
	    e->ccy.code, '\0');
	at[1] = text.n;
	add_amount(&text, "", total, &e->ccy);
	ar_buf_add(&text, AR_S("\0"));
	at[2] = text.n;
	add_amount(&text, "", e->amount, &e->ccy);
	ar_buf_add(&text, AR_S("\0"));
	at[3] = text.n;
	add_amount(&text, "", total - e->amount, &e->ccy);
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_say(diag, &(struct ar_say){AR_M_TOTAL_DIFFERS, {0}, {0},
	    {text.p + at[0], text.p + at[1] + 1, text.p + at[2] + 1,
	    text.p + at[3] + 1}});
	ar_buf_free(&text);
}

int
ar_tie_expect(struct ar_tie *t, const struct ar_stated *expect, size_t n,
    struct ar_diag *diag)
{
	for (size_t i = 0; i < n; i++) {
		struct ar_stated e = expect[i];

		if (e.any_ccy && ar_tie_only_currency(&e, t,
		    "--expect-total", diag) != AR_OK)
			return AR_ESTOP;
		compare(&e, t, diag);
	}
	return AR_OK;
}
