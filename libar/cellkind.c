/*
 * libar/cellkind.c
 * Purpose: what the cells of a column hold, known by the column's name.
 */
#include "libar/cellkind.h"

#include "libar/columns.h"
#include "libar/duncolumns.h"

/* Columns of reports, which no stream has that is read, or has otherwise. */
static const struct {
	const char *names;      /* a blank before and behind each */
	enum ar_holds holds;
	bool adds;
} reports[] = {
	{" advance allowance charges collected collectible cost disputed "
	"eligible face fee fees held ineligible interest item_fee "
	"item_interest line_net loss open_balance overdue paid paid_out "
	"proceeds reserve settled to_pay total unapplied amount_kept "
	"amount_partly amount_broken ", AR_HOLDS_MONEY, true},
	{" bound tax_amount tax_base total_cost total_paid_out amount_in "
	"amount_out amount_settled amount_filtered amount_refused debits "
	"credits minimum fixed_sum contra ", AR_HOLDS_MONEY, false},
	{" items late_items kept partly broken ", AR_HOLDS_COUNT, true},
	{" attempts broken_promises count_in count_out count_settled "
	"count_filtered count_refused ", AR_HOLDS_COUNT, false},
	{" days days_past_due days_to_invoice days_waiting expected_days "
	"oldest_days item_step last_step line rank step ", AR_HOLDS_WHOLE,
	false},
	{" apr cei cei_crf dso best_dso countback_dso average_dso "
	"rolling3_dso crf_dso avg_days_delinquent avg_days_to_pay "
	"avg_days_late weighted_days_to_pay weighted_days_late ear rate "
	"score turnover annual_simple annual_effective kept_pct "
	"amount_kept_pct late_pct cost_pct gap_pct ", AR_HOLDS_DECIMAL,
	false},
	{" as_of date day last_contact follow_up until ", AR_HOLDS_DATE,
	false},
	{" action_id item_customer_id ", AR_HOLDS_ID, false},
	{" approval bucket credit_hold step_name ", AR_HOLDS_LINE, false},
	{" note ", AR_HOLDS_TEXT, false},
};

/* Amounts of streams of which a total says nothing. */
static const char limits[] = " credit_limit discount_amount ";

static enum ar_holds
holds_of_type(enum ar_type type)
{
	switch (type) {
	case AR_CURRENCY:
		return AR_HOLDS_CURRENCY;
	case AR_AMOUNT:
	case AR_DECIMAL:
		return AR_HOLDS_MONEY;
	case AR_ID:
		return AR_HOLDS_ID;
	case AR_DATE:
		return AR_HOLDS_DATE;
	case AR_COUNT:
	case AR_WHOLE:
		return AR_HOLDS_WHOLE;
	case AR_NUMBER:
	case AR_PERCENT:
		return AR_HOLDS_DECIMAL;
	case AR_TEXT:
	case AR_WORD:
	case AR_PASSED:
		break;
	}
	return AR_HOLDS_LINE;
}

static bool
find_in_reports(struct ar_cell_column *c, struct ar_slice name)
{
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		if (ar_name_among(reports[i].names, name)) {
			*c = (struct ar_cell_column){reports[i].holds, true,
			    reports[i].adds};
			return true;
		}
	return false;
}

static bool
find_in_stream(struct ar_cell_column *c, const struct ar_stream *stream,
    struct ar_slice name)
{
	for (size_t i = 0; i < stream->n; i++)
		if (ar_name_eq(name, ar_slice_of(stream->column[i].name))) {
			c->known = true;
			c->holds = holds_of_type(ar_stream_type(stream, i));
			c->adds = c->holds == AR_HOLDS_MONEY &&
			    !ar_name_among(limits, name);
			return true;
		}
	return false;
}

static void
find_in_streams(struct ar_cell_column *c, struct ar_slice name)
{
	static const struct ar_stream *const streams[] = {
		&ar_invoices_stream, &ar_customers_stream,
		&ar_periods_stream, &ar_payments_stream,
		&ar_shipments_stream, &ar_journal_stream, &ar_log_stream,
		&ar_promises_stream, &ar_disputes_stream, &ar_plans_stream,
		NULL
	};

	for (size_t i = 0; streams[i] != NULL; i++)
		if (find_in_stream(c, streams[i], name))
			return;
}

static bool
take_digits(struct ar_slice *rest, struct ar_slice *digits)
{
	*digits = ar_slice(rest->p, 0);
	while (rest->n > 0 && ar_is_digit(rest->p[0])) {
		rest->p++;
		rest->n--;
		digits->n++;
	}
	return digits->n > 0;
}

bool
ar_cell_is_bucket(struct ar_slice name, struct ar_slice *from,
    struct ar_slice *to)
{
	struct ar_slice rest = name;

	if (rest.n < 2 || ar_lower(rest.p[0]) != 'd')
		return false;
	rest.p++;
	rest.n--;
	if (!take_digits(&rest, from) || rest.n < 2 || rest.p[0] != '_')
		return false;
	rest.p++;
	rest.n--;
	if (ar_slice_eq_nocase(rest, AR_S("plus"))) {
		*to = AR_S("");
		return true;
	}
	return take_digits(&rest, to) && rest.n == 0;
}

struct ar_slice
ar_cell_without_percent(struct ar_slice name)
{
	static const char end[] = "_pct";
	size_t n = sizeof end - 1;

	return name.n > n && memcmp(name.p + name.n - n, end, n) == 0 ?
	    ar_slice(name.p, name.n - n) : name;
}

/* A bucket, `current` too, that ar-age shows as per cent of all. */
static bool
is_share(struct ar_slice name)
{
	struct ar_slice bucket = ar_cell_without_percent(name), from, to;

	return bucket.n < name.n && (ar_cell_is_bucket(bucket, &from, &to) ||
	    ar_slice_eq_nocase(bucket, AR_S("current")));
}

struct ar_cell_column
ar_cell_column(struct ar_slice name)
{
	struct ar_cell_column c = {AR_HOLDS_TEXT, false, false};
	struct ar_slice from, to;

	name = ar_slice_trim(name);
	if (ar_cell_is_bucket(name, &from, &to))
		c = (struct ar_cell_column){AR_HOLDS_MONEY, true, true};
	else if (is_share(name))
		c = (struct ar_cell_column){AR_HOLDS_DECIMAL, true, false};
	else if (!find_in_reports(&c, name))
		find_in_streams(&c, name);
	return c;
}

enum ar_cell_kind
ar_cell_kind(struct ar_slice name)
{
	static const enum ar_cell_kind kinds[] = {
		[AR_HOLDS_TEXT] = AR_CELL_TEXT,
		[AR_HOLDS_LINE] = AR_CELL_LINE, [AR_HOLDS_ID] = AR_CELL_LINE,
		[AR_HOLDS_DATE] = AR_CELL_DATE,
		[AR_HOLDS_CURRENCY] = AR_CELL_LINE,
		[AR_HOLDS_WHOLE] = AR_CELL_LINE,
		[AR_HOLDS_COUNT] = AR_CELL_LINE,
		[AR_HOLDS_DECIMAL] = AR_CELL_DECIMAL,
		[AR_HOLDS_MONEY] = AR_CELL_MONEY
	};

	return kinds[ar_cell_column(name).holds];
}
