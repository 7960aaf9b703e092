/*
 * libar/viewkind.c
 * Purpose: what the cells of a column hold, by its name.
 */
#include "libar/viewkind.h"

#include "libar/columns.h"
#include "libar/duncolumns.h"
#include "libar/shown.h"

/* Columns of reports, which no stream has that is read. */
static const struct {
	const char *names;      /* a blank before and behind each */
	enum ar_view_kind kind;
	bool adds;
} reports[] = {
	{" advance allowance charges collected collectible cost disputed "
	"eligible face fee fees held ineligible interest item_fee "
	"item_interest line_net loss open_balance overdue paid_out proceeds "
	"reserve settled to_pay total unapplied amount_kept amount_partly "
	"amount_broken ", AR_VIEW_MONEY, true},
	{" bound tax_amount tax_base total_cost total_paid_out amount_in "
	"amount_out amount_settled amount_filtered amount_refused debits "
	"credits ", AR_VIEW_MONEY, false},
	{" items late_items kept partly broken ", AR_VIEW_COUNT, true},
	{" attempts broken_promises count_in count_out count_settled "
	"count_filtered count_refused ", AR_VIEW_COUNT, false},
	{" apr cei cei_crf days days_past_due days_to_invoice days_waiting "
	"dso best_dso countback_dso avg_days_delinquent avg_days_to_pay "
	"avg_days_late weighted_days_to_pay weighted_days_late ear "
	"expected_days item_step last_step line oldest_days quantity rank "
	"rate score step turnover annual_simple annual_effective ",
	AR_VIEW_NUMBER, false},
	{" as_of day last_contact follow_up until ", AR_VIEW_DATE, false},
	{" action_id item_customer_id shipment_line ", AR_VIEW_ID, false},
	{" bucket channel contact note phase reason step_name ", AR_VIEW_TEXT,
	false},
};

/* Amounts of streams of which a total says nothing. */
static const char limits[] = " credit_limit discount_amount contra ";

/* Tables whose header has both marks. */
static const struct shape {
	const char *mark[2];
	const char *adds;       /* only these, a blank around each */
	bool texts;             /* what is named like money is none */
} shapes[] = {
	{{"action_id", "item_step"},
	" amount open_balance disputed item_fee item_interest ", false},
	{{"shipment_line", "line_net"}, " line_net ", false},
	{{"items", "balance"}, "", false},              /* certificate */
	{{"way", "offer"}, "", false},                  /* summary */
	{{"tool", "count_in"}, "", false},              /* control */
	{{"event", "action_id"}, "", false},            /* log */
	{{"annual_simple", "amount"}, " amount ", false},
	{{"policy", "offset"}, "", true},
	{{"offer", "advance_pct"}, "", true},
	{{"rule", "from_date"}, "", true},
	{{"_error", "_record"}, "", true},              /* rejects */
};

static bool
has_word(const char *words, struct ar_slice name)
{
	struct ar_slice rest = ar_slice_of(words);

	while (rest.n > 0)
		if (ar_name_eq(ar_slice_cut(&rest, ' '), name))
			return name.n > 0;
	return false;
}

static const struct shape *
shape_of(const struct ar_header *header)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (ar_header_find(header, ar_slice_of(shapes[i].mark[0]),
		    NULL) >= 0 && ar_header_find(header,
		    ar_slice_of(shapes[i].mark[1]), NULL) >= 0)
			return &shapes[i];
	return NULL;
}

static enum ar_view_kind
kind_of_type(enum ar_type type)
{
	switch (type) {
	case AR_CURRENCY:
		return AR_VIEW_CURRENCY;
	case AR_AMOUNT:
		return AR_VIEW_MONEY;
	case AR_ID:
		return AR_VIEW_ID;
	case AR_DATE:
		return AR_VIEW_DATE;
	case AR_DECIMAL:
	case AR_COUNT:
	case AR_WHOLE:
	case AR_NUMBER:
	case AR_PERCENT:
		return AR_VIEW_NUMBER;
	case AR_TEXT:
	case AR_WORD:
	case AR_PASSED:
		break;
	}
	return AR_VIEW_TEXT;
}

static bool
find_in_streams(struct ar_view_column *c)
{
	static const struct ar_stream *const streams[] = {
		&ar_invoices_stream, &ar_customers_stream,
		&ar_periods_stream, &ar_payments_stream,
		&ar_shipments_stream, &ar_journal_stream, &ar_log_stream,
		NULL
	};

	for (size_t i = 0; streams[i] != NULL; i++)
		for (size_t j = 0; j < streams[i]->n; j++) {
			if (!ar_name_eq(c->name, ar_slice_of(
			    streams[i]->column[j].name)))
				continue;
			c->known = true;
			c->kind = kind_of_type(ar_stream_type(streams[i], j));
			c->adds = c->kind == AR_VIEW_MONEY &&
			    !has_word(limits, c->name);
			return true;
		}
	return false;
}

static bool
find_in_reports(struct ar_view_column *c)
{
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		if (has_word(reports[i].names, c->name)) {
			c->known = true;
			c->kind = reports[i].kind;
			c->adds = reports[i].adds;
			return true;
		}
	return false;
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
ar_view_is_bucket(struct ar_slice name, struct ar_slice *from,
    struct ar_slice *to)
{
	struct ar_slice rest = name;

	if (rest.n < 2 || rest.p[0] != 'd')
		return false;
	rest.p++;
	rest.n--;
	if (!take_digits(&rest, from) || rest.n < 2 || rest.p[0] != '_')
		return false;
	rest.p++;
	rest.n--;
	if (ar_slice_eq(rest, AR_S("plus"))) {
		*to = AR_S("");
		return true;
	}
	return take_digits(&rest, to) && rest.n == 0;
}

/* The name without _pct, if it ends so. */
static struct ar_slice
without_percent(struct ar_slice name)
{
	static const char end[] = "_pct";
	size_t n = sizeof end - 1;

	return name.n > n && memcmp(name.p + name.n - n, end, n) == 0 ?
	    ar_slice(name.p, name.n - n) : name;
}

static void
find_kind(struct ar_view_column *c)
{
	struct ar_slice from, to;

	if (ar_view_is_bucket(c->name, &from, &to))
		*c = (struct ar_view_column){c->name, AR_VIEW_MONEY, true,
		    true};
	else if (without_percent(c->name).n < c->name.n)
		*c = (struct ar_view_column){c->name, AR_VIEW_NUMBER, true,
		    false};
	else if (!find_in_reports(c))
		(void)find_in_streams(c);
}

void
ar_view_kinds(struct ar_view_column *column, const struct ar_header *header)
{
	const struct shape *shape = shape_of(header);

	for (size_t i = 0; i < header->n; i++) {
		struct ar_view_column *c = &column[i];

		*c = (struct ar_view_column){.name = header->name[i]};
		find_kind(c);
		if (shape == NULL)
			continue;
		if (shape->texts && (c->kind == AR_VIEW_MONEY ||
		    c->kind == AR_VIEW_CURRENCY))
			c->kind = AR_VIEW_TEXT;
		c->adds = c->adds && has_word(shape->adds, c->name);
	}
}

void
ar_view_heading(struct ar_buf *into, const struct ar_view_column *c)
{
	struct ar_slice name = without_percent(c->name), from, to;
	bool percent = name.n < c->name.n;
	size_t begin = into->n;

	if (ar_view_is_bucket(name, &from, &to)) {
		ar_buf_add(into, from);
		ar_buf_add(into, to.n > 0 ? AR_S("-") : AR_S("+"));
		ar_buf_add(into, to);
	} else
		ar_shown(into, name);
	for (size_t i = begin; c->known && i < into->n; i++)
		if (into->p[i] == '_')
			into->p[i] = ' ';
	if (percent)
		ar_buf_add(into, AR_S(" %"));
}
