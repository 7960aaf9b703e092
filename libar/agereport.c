/*
 * libar/agereport.c
 * Purpose: the aging report's columns and rows.
 */
#include "libar/agereport.h"

#include "libar/row.h"

enum { PERCENT_DIGITS = 2, HUNDRED = 100 };

bool
ar_age_report_has(const void *layout, struct ar_slice name)
{
	const struct ar_age_layout *l = layout;
	static const char *const fixed[] = {
		"as_of", "currency", "items", "unapplied", "total",
		"allowance",
	};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (ar_name_eq(name, ar_slice_of(fixed[i])))
			return true;
	for (size_t i = 0; i < ar_age_buckets(l->age); i++) {
		char bucket[AR_BUCKET_NAME + 4];

		ar_age_bucket_name(bucket, l->age, i);
		if (ar_name_eq(name, ar_slice_of(bucket)))
			return true;
		memcpy(bucket + strlen(bucket), "_pct", 5);
		if (ar_name_eq(name, ar_slice_of(bucket)))
			return true;
	}
	return false;
}

static void
add_buckets(const struct ar_age_layout *l, struct ar_report *report,
    const char *suffix, enum ar_role role)
{
	for (size_t i = 0; i < ar_age_buckets(l->age); i++) {
		char name[AR_BUCKET_NAME + 4];

		ar_age_bucket_name(name, l->age, i);
		memcpy(name + strlen(name), suffix, strlen(suffix) + 1);
		ar_report_column(report, ar_slice_of(name), role);
	}
}

void
ar_age_report_columns(const struct ar_age_layout *l,
    struct ar_report *report)
{
	ar_report_column(report, AR_S("as_of"), AR_ROLE_TEXT);
	for (size_t i = 0; i < l->keys->n; i++)
		ar_report_column(report, l->keys->name[i], AR_ROLE_TEXT);
	if (l->names)
		ar_report_column(report, AR_S("customer_name"),
		    AR_ROLE_TEXT);
	ar_report_column(report, AR_S("currency"), AR_ROLE_CURRENCY);
	ar_report_column(report, AR_S("items"), AR_ROLE_NUMBER);
	add_buckets(l, report, "", AR_ROLE_PART);
	if (l->age->credits_apart)
		ar_report_column(report, AR_S("unapplied"), AR_ROLE_PART);
	ar_report_column(report, AR_S("total"), AR_ROLE_NUMBER);
	if (l->percent)
		add_buckets(l, report, "_pct", AR_ROLE_NUMBER);
	if (l->allowance != NULL)
		ar_report_column(report, AR_S("allowance"), AR_ROLE_NUMBER);
}

struct writing {
	const struct ar_age_layout *layout;
	struct ar_report *report;
	struct ar_out *out;
	ar_day last;
	bool overflow;
};

/* Shares of the sum of the buckets, unapplied apart. */
static void
put_shares(struct writing *w, const struct ar_age_row *row)
{
	size_t n = ar_age_buckets(w->layout->age);
	ar_sum sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += row->bucket[i];
	for (size_t i = 0; i < n; i++) {
		ar_sum hundredfold = 0;

		if (__builtin_mul_overflow(row->bucket[i], HUNDRED,
		    &hundredfold))
			w->overflow = true;
		(void)ar_out_ratio(w->out, hundredfold, sum, PERCENT_DIGITS);
	}
}

static void
put_allowance(struct writing *w, const struct ar_age_row *row)
{
	ar_sum allowance = 0;

	if (ar_allowance_of(&allowance, w->layout->allowance, row->bucket,
	    ar_age_buckets(w->layout->age)) != AR_OK)
		w->overflow = true;
	(void)ar_out_amount(w->out, allowance, &row->ccy);
}

static void
put_row(void *to, const struct ar_age_row *row)
{
	struct writing *w = to;
	const struct ar_age_layout *l = w->layout;

	ar_out_day(w->out, row->as_of);
	for (size_t i = 0; i < l->keys->n; i++)
		ar_out_text(w->out, row->key[i]);
	if (l->names)
		ar_out_text(w->out, row->label);
	ar_out_text(w->out, ar_slice_of(row->ccy.code));
	ar_out_count(w->out, row->items);
	for (size_t i = 0; i < ar_age_buckets(l->age); i++)
		(void)ar_out_amount(w->out, row->bucket[i], &row->ccy);
	if (l->age->credits_apart)
		(void)ar_out_amount(w->out, row->unapplied, &row->ccy);
	(void)ar_out_amount(w->out, row->total, &row->ccy);
	if (l->percent)
		put_shares(w, row);
	if (l->allowance != NULL)
		put_allowance(w, row);
	ar_report_end_row(w->report, row->as_of == w->last);
}

int
ar_age_report_rows(const struct ar_age_layout *layout,
    const struct ar_age *age, struct ar_report *report, struct ar_out *out,
    struct ar_diag *diag)
{
	struct writing w = {layout, report, out, AR_NO_DAY, false};

	if (layout->age->ndays > 0)
		w.last = layout->age->day[layout->age->ndays - 1];
	ar_age_rows(age, put_row, &w);
	if (!w.overflow)
		return AR_OK;
	ar_diag_say(diag, &(struct ar_say){.msg = AR_M_OVERFLOW});
	return AR_ESTOP;
}
