/*
 * libar/periodin.c
 * Purpose: a row of a period table becomes a period.
 */
#include "libar/periodin.h"

#include <stdio.h>

bool
ar_periodin_is(const struct ar_header *header)
{
	static const char *const columns[] = {
		"period_end", "credit_sales", "receivables"
	};

	if (ar_header_find(header, AR_S("invoice_id"), NULL) >= 0)
		return false;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (ar_header_find(header, ar_slice_of(columns[i]), NULL) >= 0)
			return true;
	return false;
}

int
ar_periodin_bind(struct ar_periodin *in, const struct ar_keys *keys,
    const struct ar_header *header, struct ar_diag *diag)
{
	if (ar_bind_make(&in->bind, &ar_periods_stream,
	    AR_BIT(AR_PER_COLUMNS) - 1, ar_periods_stream.required, header,
	    diag) != AR_OK)
		return AR_ESTOP;
	return ar_keys_bind(&in->keys, keys, header, NULL, true, diag);
}

static int
refuse_period(const struct ar_row *row, const struct ar_period_row *p,
    struct ar_diag *diag)
{
	char start[AR_DAY_TEXT + 1] = "", end[AR_DAY_TEXT + 1] = "";

	ar_day_format(start, p->period_start);
	ar_day_format(end, p->period_end);
	ar_diag_refuse(diag, &(struct ar_say){AR_M_BAD_PERIOD, row->at,
	    AR_S("period_start"), {start, end}});
	return AR_EDATA;
}

/* begin: the first day by the number of days; AR_NO_DAY: it is no number. */
static int
refuse_days(const struct ar_row *row, const struct ar_period_row *p,
    ar_day begin, struct ar_diag *diag)
{
	char start[AR_DAY_TEXT + 1] = "", end[AR_DAY_TEXT + 1] = "";
	char days[16];
	struct ar_quoted q;
	struct ar_say say = {AR_M_BAD_DAYS, row->at, AR_S("days"),
	    {ar_quote(&q, p->days)}};

	if (begin != AR_NO_DAY) {
		ar_day_format(start, p->period_start);
		ar_day_format(end, p->period_end);
		(void)snprintf(days, sizeof days, "%d",
		    p->period_end - p->period_start + 1);
		say = (struct ar_say){AR_M_OTHER_DAYS, row->at, AR_S("days"),
		    {q.s, start, end, days}};
	}
	ar_diag_refuse(diag, &say);
	return AR_EDATA;
}

/* period_start from days, or both compared. */
static int
match_days(const struct ar_row *row, struct ar_period_row *p,
    struct ar_diag *diag)
{
	int64_t days = 0;
	ar_day start = AR_NO_DAY;

	if (ar_money_parse(&days, p->days, 0) == AR_MONEY_OK && days >= 1 &&
	    days <= p->period_end)
		start = ar_day_add(p->period_end, 1 - days);
	if (start == AR_NO_DAY || (p->period_start != AR_NO_DAY &&
	    p->period_start != start))
		return refuse_days(row, p, start, diag);
	p->period_start = start;
	return AR_OK;
}

int
ar_periodin_row(const struct ar_periodin *in, const struct ar_row *row,
    struct ar_period_row *p, struct ar_diag *diag)
{
	*p = (struct ar_period_row){.days = AR_S("")};
	if (ar_bind_row(&in->bind, row, p, diag) != AR_OK)
		return AR_EDATA;
	if (p->period_start > p->period_end)
		return refuse_period(row, p, diag);
	ar_keys_fill(&in->keys, row, AR_S(""), p->key);
	return p->days.n == 0 ? AR_OK : match_days(row, p, diag);
}
