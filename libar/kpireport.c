/*
 * libar/kpireport.c
 * Purpose: rows of ar-dso and ar-cei: a period, a group, its measures, notes.
 */
#include "libar/kpireport.h"

#include "libar/explain.h"
#include "libar/row.h"

void
ar_kpi_layout_add(struct ar_kpi_layout *l, enum ar_measure_id id)
{
	l->column[l->n++] = id;
}

void
ar_kpi_layout_extra(struct ar_kpi_layout *l, enum ar_measure_id id)
{
	l->extra[l->nextra++] = id;
}

static bool
is_among(const enum ar_measure_id *ids, size_t n, struct ar_slice name)
{
	for (size_t i = 0; i < n; i++)
		if (ar_name_eq(name, ar_slice_of(ar_measure(ids[i])->name)))
			return true;
	return false;
}

bool
ar_kpi_report_has(const void *layout, struct ar_slice name)
{
	const struct ar_kpi_layout *l = layout;
	static const char *const fixed[] = {
		"period_start", "period_end", "days", "currency", "note",
	};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (ar_name_eq(name, ar_slice_of(fixed[i])))
			return true;
	return is_among(l->column, l->n, name) ||
	    is_among(l->extra, l->nextra, name);
}

static void
add_measures(const struct ar_kpi_layout *l, struct ar_report *report,
    const enum ar_measure_id *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ar_report_column(report, ar_slice_of(
		    ar_measure(ids[i])->name), ids[i] == l->total ?
		    AR_ROLE_PART : AR_ROLE_NUMBER);
}

void
ar_kpi_report_columns(const struct ar_kpi_layout *l,
    struct ar_report *report)
{
	ar_report_column(report, AR_S("period_start"), AR_ROLE_TEXT);
	ar_report_column(report, AR_S("period_end"), AR_ROLE_TEXT);
	ar_report_column(report, AR_S("days"), AR_ROLE_NUMBER);
	for (size_t i = 0; i < l->keys->n; i++)
		ar_report_column(report, l->keys->name[i], AR_ROLE_TEXT);
	ar_report_column(report, AR_S("currency"), AR_ROLE_CURRENCY);
	add_measures(l, report, l->column, l->n);
	ar_report_column(report, AR_S("note"), AR_ROLE_TEXT);
	add_measures(l, report, l->extra, l->nextra);
}

static void
put_measures(const struct ar_kpi_report *r, const enum ar_measure_id *ids,
    size_t n, const struct ar_period *p, const struct ar_ccy *ccy)
{
	for (size_t i = 0; i < n; i++) {
		const struct ar_measure *m = ar_measure(ids[i]);
		struct ar_figure f = m->of(p);

		if (m->shape == AR_SHAPE_MONEY && ar_figure_known(f))
			(void)ar_out_amount(r->out, f.num, ccy);
		else
			(void)ar_out_ratio(r->out, f.num, f.den,
			    m->shape == AR_SHAPE_RATIO ? r->layout->digits :
			    0);
	}
}

static void
add_words(struct ar_buf *note, const enum ar_measure_id *ids, size_t n,
    const struct ar_period *p)
{
	for (size_t i = 0; i < n; i++) {
		const struct ar_measure *m = ar_measure(ids[i]);
		enum ar_word word = m->of(p).word;

		if (word != AR_WORD_NONE)
			ar_buf_addf(note, "%s%s:%s", note->n == 0 ? "" : " ",
			    m->name, ar_word_text(word));
	}
}

static void
put_note(const struct ar_kpi_report *r, const struct ar_period *p)
{
	const struct ar_kpi_layout *l = r->layout;
	struct ar_buf note = {0};

	add_words(&note, l->column, l->n, p);
	add_words(&note, l->extra, l->nextra, p);
	ar_out_text(r->out, ar_buf_slice(&note));
	ar_buf_free(&note);
}

static void
add_day(struct ar_buf *b, ar_day day)
{
	char text[AR_DAY_TEXT];

	ar_day_format(text, day);
	ar_buf_add(b, ar_slice(text, sizeof text));
}

/* Which row the explanation is about. */
static void
say_row(const struct ar_kpi_report *r, const struct ar_group *group,
    const struct ar_period *p)
{
	const struct ar_keys *keys = r->layout->keys;
	struct ar_quoted name, cell;
	struct ar_buf b = {0};

	if (p->start != AR_NO_DAY)
		add_day(&b, p->start);
	if (p->end != AR_NO_DAY) {
		ar_buf_addf(&b, "%sto ", b.n == 0 ? "" : " ");
		add_day(&b, p->end);
	} else
		ar_buf_addf(&b, "the figures given");
	for (size_t i = 0; i < keys->n; i++)
		ar_buf_addf(&b, " %s=%s", ar_unquoted(&name, keys->name[i]),
		    ar_unquoted(&cell, group->key[i]));
	ar_buf_addf(&b, "%s%s", group->ccy.code[0] == '\0' ? "" : " ",
	    group->ccy.code);
	ar_buf_add(&b, AR_S("\0"));
	ar_diag_note(r->diag, b.p);
	ar_buf_free(&b);
}

static void
explain(const struct ar_kpi_report *r, const struct ar_group *group,
    const struct ar_period *p)
{
	const struct ar_kpi_layout *l = r->layout;
	const struct ar_explain e = {r->diag, &group->ccy, l->digits};

	say_row(r, group, p);
	for (size_t i = 0; i < l->n; i++)
		ar_explain(&e, p, l->column[i]);
	for (size_t i = 0; i < l->nextra; i++)
		ar_explain(&e, p, l->extra[i]);
}

void
ar_kpi_report_row(const struct ar_kpi_report *r,
    const struct ar_group *group, const struct ar_period *p, bool counts)
{
	const struct ar_kpi_layout *l = r->layout;

	ar_out_day(r->out, p->start);
	ar_out_day(r->out, p->end);
	(void)ar_out_ratio(r->out, p->days.num, p->days.den, 0);
	for (size_t i = 0; i < l->keys->n; i++)
		ar_out_text(r->out, group->key[i]);
	ar_out_text(r->out, ar_slice_of(group->ccy.code));
	put_measures(r, l->column, l->n, p, &group->ccy);
	put_note(r, p);
	put_measures(r, l->extra, l->nextra, p, &group->ccy);
	ar_report_end_row(r->report, counts);
	if (l->explain)
		explain(r, group, p);
}
