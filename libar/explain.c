/*
 * libar/explain.c
 * Purpose: each figure of a row with its formula and its numbers, as text.
 */
#include "libar/explain.h"

#include "libar/mem.h"

static void
add_number(struct ar_buf *b, ar_sum num, ar_sum den, unsigned digits)
{
	char text[AR_MONEY_MAX];

	ar_buf_add(b, ar_slice(text, ar_ratio_format(text, num, den,
	    digits)));
}

static void
add_money(const struct ar_explain *e, struct ar_buf *b, ar_sum minor)
{
	char text[AR_MONEY_MAX];

	ar_buf_add(b, ar_slice(text, ar_money_format(text, minor,
	    e->ccy->digits)));
}

static void
add_figure(const struct ar_explain *e, struct ar_buf *b,
    const struct ar_measure *m, const struct ar_period *p)
{
	struct ar_figure f = m->of(p);

	if (!ar_figure_known(f))
		ar_buf_add(b, AR_S("?"));
	else if (m->shape == AR_SHAPE_MONEY)
		add_money(e, b, f.num);
	else
		add_number(b, f.num, f.den,
		    m->shape == AR_SHAPE_RATIO ? e->digits : 0);
}

static bool
in_name(char c)
{
	return ar_is_letter(c) || ar_is_digit(c) || c == '_';
}

/* The measure of this name; NULL for a number or the sign x. */
static const struct ar_measure *
measure_of(struct ar_slice name)
{
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++)
		if (ar_slice_eq(name, ar_slice_of(ar_measure(i)->name)))
			return ar_measure(i);
	return NULL;
}

/* The formula with numbers in the place of names. */
static void
add_formula(const struct ar_explain *e, struct ar_buf *b,
    const char *formula, const struct ar_period *p)
{
	while (*formula != '\0') {
		const struct ar_measure *m;
		size_t n = 0;

		while (in_name(formula[n]))
			n++;
		m = measure_of(ar_slice(formula, n));
		if (n == 0)
			n = 1;
		if (m != NULL)
			add_figure(e, b, m, p);
		else
			ar_buf_add(b, ar_slice(formula, n));
		formula += n;
	}
}

static void
say(const struct ar_explain *e, struct ar_buf *b)
{
	ar_buf_add(b, AR_S("\0"));
	ar_diag_note(e->diag, b->p);
	b->n = 0;
}

static void
add_result(const struct ar_explain *e, struct ar_buf *b,
    const struct ar_measure *m, const struct ar_period *p)
{
	struct ar_figure f = m->of(p);

	if (ar_figure_known(f)) {
		ar_buf_addf(b, " = ");
		add_figure(e, b, m, p);
	} else
		ar_buf_addf(b, ", not defined");
	if (f.word != AR_WORD_NONE)
		ar_buf_addf(b, ", %s", ar_word_text(f.word));
}

static void
add_month(struct ar_buf *b, ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	ar_buf_addf(b, "%04d-%02d", at.year, at.month);
}

/* One month; what is left behind it. */
static ar_sum
explain_month(const struct ar_explain *e, struct ar_buf *b,
    const struct ar_stretch *s, ar_sum left)
{
	ar_buf_addf(b, "    ");
	add_month(b, s->from);
	if (ar_month_of(s->from) != ar_month_of(s->to)) {
		ar_buf_addf(b, " to ");
		add_month(b, s->to);
	}
	ar_buf_addf(b, ": sales ");
	add_money(e, b, s->sales);
	ar_buf_addf(b, " in %d days; ", s->days);
	if (s->sales > left) {
		add_money(e, b, left);
		ar_buf_addf(b, " / ");
		add_money(e, b, s->sales);
		ar_buf_addf(b, " x %d = ", s->days);
		add_number(b, left * s->days, s->sales, e->digits);
		ar_buf_addf(b, " days");
		left = 0;
	} else {
		left -= s->sales > 0 ? s->sales : 0;
		ar_buf_addf(b, "%d days, ", s->days);
		add_money(e, b, left);
		ar_buf_addf(b, " left");
	}
	say(e, b);
	return left;
}

static void
explain_countback(const struct ar_explain *e, struct ar_buf *b,
    const struct ar_period *p)
{
	ar_sum left = p->receivables.num;

	for (size_t i = 0; i < p->history.n && left > 0; i++)
		left = explain_month(e, b, &p->history.stretch[i], left);
}

void
ar_explain(const struct ar_explain *e, const struct ar_period *p,
    enum ar_measure_id id)
{
	const struct ar_measure *m = ar_measure(id);
	struct ar_figure f = m->of(p);
	struct ar_buf b = {0};

	if (!ar_figure_known(f) && f.word == AR_WORD_NONE)
		return;
	if (m->formula != NULL) {
		ar_buf_addf(&b, "  %s = %s = ", m->name, m->formula);
		add_formula(e, &b, m->formula, p);
		add_result(e, &b, m, p);
		say(e, &b);
	} else if (id == AR_COUNTBACK) {
		ar_buf_addf(&b, "  %s of receivables ", m->name);
		add_figure(e, &b, ar_measure(AR_RECEIVABLES), p);
		add_result(e, &b, m, p);
		say(e, &b);
		explain_countback(e, &b, p);
	}
	ar_buf_free(&b);
}
