/*
 * libar/cellkind.c
 * Purpose: what the cells of a column hold, known by the column's name.
 */
#include "libar/cellkind.h"

#include "libar/columns.h"
#include "libar/duncolumns.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Columns that reports have and no stream. */
static const char *const money[] = {
	"open_balance", "total", "unapplied", "fee", "interest", "to_pay",
	"disputed", "item_fee", "item_interest", "line_net", "tax_base",
	"tax_amount", "overdue", "held", "loss", "fees", "allowance",
	"collected", "collectible", "eligible", "ineligible", "advance",
	"charges", "paid_out", "reserve", "proceeds", "cost", "face",
	"total_paid_out", "total_cost", "amount_kept", "amount_partly",
	"amount_broken", "paid", "minimum", "fixed_sum"
};

static const char *const dates[] = {
	"as_of", "run_date", "until", "last_contact", "ref_date", "date"
};

static const char *const decimals[] = {
	"dso", "best_dso", "avg_days_delinquent", "countback_dso",
	"turnover", "cei", "score", "kept_pct", "amount_kept_pct",
	"cost_pct", "apr", "ear", "discount_pct", "annual_simple",
	"annual_effective", "late_pct", "rate"
};

/* Text of one line. */
static const char *const lines[] = {
	"to", "language", "template", "reason", "step_name", "audience",
	"action_id", "item_customer_id"
};

static bool
is_in(const char *const *names, size_t n, struct ar_slice name)
{
	for (size_t i = 0; i < n; i++)
		if (ar_name_eq(name, ar_slice_of(names[i])))
			return true;
	return false;
}

/* A bucket of ar-age: d1_30, d91_plus. */
static bool
is_bucket(struct ar_slice name)
{
	size_t i = 1;

	if (name.n < 4 || ar_lower(name.p[0]) != 'd')
		return false;
	while (i < name.n && ar_is_digit(name.p[i]))
		i++;
	return i > 1 && i + 1 < name.n && name.p[i] == '_' &&
	    (ar_is_digit(name.p[i + 1]) || ar_slice_eq(ar_slice(
	    name.p + i + 1, name.n - i - 1), AR_S("plus")));
}

static enum ar_cell_kind
kind_of_type(enum ar_type type)
{
	switch (type) {
	case AR_AMOUNT:
	case AR_DECIMAL:
		return AR_CELL_MONEY;
	case AR_DATE:
		return AR_CELL_DATE;
	case AR_NUMBER:
	case AR_PERCENT:
		return AR_CELL_DECIMAL;
	case AR_CURRENCY:
	case AR_ID:
	case AR_TEXT:
	case AR_WORD:
	case AR_COUNT:
	case AR_WHOLE:
	case AR_PASSED:
		break;
	}
	return AR_CELL_LINE;
}

static bool
find(enum ar_cell_kind *kind, const struct ar_stream *stream,
    struct ar_slice name)
{
	for (size_t i = 0; i < stream->n; i++)
		if (ar_name_eq(name, ar_slice_of(stream->column[i].name))) {
			*kind = kind_of_type(ar_stream_type(stream, i));
			return true;
		}
	return false;
}

enum ar_cell_kind
ar_cell_kind(struct ar_slice name)
{
	static const struct ar_stream *const streams[] = {
		&ar_invoices_stream, &ar_payments_stream,
		&ar_shipments_stream, &ar_customers_stream,
		&ar_periods_stream, &ar_journal_stream,
		&ar_promises_stream, &ar_disputes_stream, &ar_plans_stream,
		&ar_dun_cells_stream, NULL
	};
	enum ar_cell_kind kind = AR_CELL_TEXT;

	name = ar_slice_trim(name);
	if (is_in(money, COUNT(money), name) || is_bucket(name))
		return AR_CELL_MONEY;
	if (is_in(dates, COUNT(dates), name))
		return AR_CELL_DATE;
	if (is_in(decimals, COUNT(decimals), name))
		return AR_CELL_DECIMAL;
	for (size_t i = 0; streams[i] != NULL; i++)
		if (find(&kind, streams[i], name))
			return kind;
	return is_in(lines, COUNT(lines), name) ? AR_CELL_LINE :
	    AR_CELL_TEXT;
}
