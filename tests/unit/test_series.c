/*
 * tests/unit/test_series.c
 * Purpose: sales and receivables of periods, against a count day by day.
 */
#include "libar/series.h"

#include "libar/openbal.h"
#include "tests/unit/scratch.h"

enum { DOCS = 400, PAID = 4, EARLY = 20, SHIFT = 800 };

/* A document, and what was paid on it. */
struct entry {
	struct ar_doc doc;
	struct ar_paid paid[PAID];
	struct ar_paid_list list;
	bool has_list;
	uint8_t cash;
};

static struct entry ledger[DOCS];
static uint32_t seed = 2013;

static unsigned
below(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (unsigned)((uint64_t)seed * n >> 32);
}

static ar_day
day_of(const char *text)
{
	ar_day day = AR_NO_DAY;

	if (text != NULL)
		assert_int_equal(ar_day_parse(&day, ar_slice_of(text)),
		    AR_DAY_OK);
	return day;
}

/*
 * Some come before the document does, some at the end of a month; half of the
 * lists settle it.
 */
static void
make_payments(struct entry *e)
{
	ar_sum left = e->doc.amount.minor;

	e->has_list = true;
	e->list = (struct ar_paid_list){e->paid, below(PAID + 1),
	    AR_NO_DAY};
	for (size_t i = 0; i < e->list.n; i++) {
		ar_day day = e->doc.invoice_date - EARLY + (ar_day)below(150);
		bool settles = i + 1 == e->list.n && below(2) == 0;

		if (below(5) == 0)
			day = ar_month_end(day);
		e->paid[i].day = day;
		e->paid[i].kind = day < e->doc.invoice_date ?
		    AR_PAYMENT_NONE : (uint8_t)below(AR_PAYMENT_REFUND + 1);
		e->paid[i].amount = settles ? left :
		    (ar_sum)below(6000) - 1500;
		left -= e->paid[i].amount;
	}
}

static void
make_entry(struct entry *e)
{
	unsigned way = below(8);
	struct ar_doc *doc = &e->doc;
	int64_t amount = (int64_t)below(9000) - 100;

	*e = (struct entry){.doc = {
		.kind = (uint8_t)below(AR_KIND_DEPOSIT + 1),
		.status = below(20) == 0 ? AR_STATUS_VOID : AR_STATUS_NONE,
		.invoice_date = day_of("2022-12-20") + (ar_day)below(1100),
		.key = {ar_slice(&"abc"[below(3)], 1)},
	}};
	if (doc->key[0].p[0] == 'c')
		doc->invoice_date += SHIFT;
	if (below(5) == 0)
		doc->invoice_date = ar_month_end(doc->invoice_date);
	doc->due_date = doc->invoice_date - 5 + (ar_day)below(70);
	if (below(5) == 0)
		doc->due_date = ar_month_end(doc->invoice_date);
	assert_int_equal(ar_ccy_parse(&doc->ccy, below(4) == 0 ?
	    AR_S("JPY") : AR_S("EUR")), AR_OK);
	if (way == 0)
		e->cash = (uint8_t)(1 + below(AR_PAYMENT_REFUND));
	if (way == 0)
		doc->kind = AR_KIND_PAYMENT;
	doc->amount = (struct ar_amount){doc->kind == AR_KIND_PAYMENT ||
	    doc->kind == AR_KIND_CREDIT_NOTE ? -amount : amount, true};
	if (way <= 2 && below(2) == 0)
		doc->paid_date = doc->invoice_date + (ar_day)below(120);
	else if (way == 1 && doc->kind != AR_KIND_PAYMENT)
		doc->balance = (struct ar_amount){doc->amount.minor / 2,
		    true};
	else if (way >= 4 && doc->kind != AR_KIND_PAYMENT)
		make_payments(e);
}

static const struct ar_paid_list *
list_of(const struct entry *e)
{
	return e->has_list ? &e->list : NULL;
}

static const struct random_row {
	const char *name, *last;
	int32_t window;
	bool series;
	enum ar_unit every;
	bool gross, cash, quarters, as_exported, no_history;
	int32_t month_days;
} random_rows[] = {
	{"window", "2025-06-30", 90, false, 0, 0, 0, 1, 0, 0, 0},
	{"window, gross, cash", "2025-06-17", 90, false, 0, 1, 1, 0, 0, 0, 30},
	{"one day", "2025-06-17", 1, false, 0, 0, 1, 0, 1, 0, 0},
	{"all days", "2025-06-17", 3652058, false, 0, 0, 1, 0, 0, 0, 0},
	{"no history", "2025-06-17", 90, false, 0, 0, 0, 0, 1, 1, 0},
	{"month", "2025-06-30", 0, true, AR_MONTH, 0, 0, 1, 0, 0, 0},
	{"month, cut, gross", "2025-06-17", 0, true, AR_MONTH, 1, 0, 1, 0, 0,
	    30},
	{"month, cash", "2025-06-16", 0, true, AR_MONTH, 0, 1, 0, 1, 0, 0},
	{"quarter", "2025-06-17", 0, true, AR_QUARTER, 0, 1, 1, 1, 0, 28},
	{"year", "2025-06-17", 0, true, AR_YEAR, 0, 1, 1, 1, 0, 0},
	{"window a month", "2025-06-30", 37, true, AR_MONTH, 0, 1, 1, 1, 0,
	    0},
	{"window a quarter, cut", "2025-06-17", 200, true, AR_QUARTER, 1, 1,
	    1, 0, 0, 31},
};

/* Which figures are counted: those of a group, in a run. */
struct run {
	const struct random_row *row;
	const struct ar_group *group;
	ar_day last, first, undated;
};

static bool
counts(const struct run *r, const struct entry *e)
{
	return e->doc.invoice_date <= r->last && !ar_doc_is_void(&e->doc) &&
	    ar_slice_eq(e->doc.key[0], r->group->key[0]) &&
	    strcmp(e->doc.ccy.code, r->group->ccy.code) == 0;
}

static ar_sum
count_open(const struct run *r, ar_day day, bool current)
{
	ar_sum sum = 0;

	for (size_t i = 0; i < DOCS; i++) {
		struct ar_open open;

		if (!counts(r, &ledger[i]))
			continue;
		assert_int_equal(ar_open_on(&open, &ledger[i].doc,
		    list_of(&ledger[i]), day, true), AR_FINE);
		if (!current || (open.minor > 0 &&
		    ledger[i].doc.due_date >= day))
			sum += open.minor;
	}
	return sum;
}

static bool
is_cash(uint8_t kind)
{
	return kind == AR_PAYMENT_RECEIPT || kind == AR_PAYMENT_REFUND;
}

/* Credits lower sales, receipts less refunds are cash. */
static ar_sum
count_payment(const struct run *r, bool cash, uint8_t kind, ar_sum amount)
{
	if (cash)
		return is_cash(kind) ? amount : 0;
	return kind == AR_PAYMENT_CREDIT && !r->row->gross ? -amount : 0;
}

static ar_sum
count_sales(const struct run *r, ar_day from, ar_day to, bool cash)
{
	ar_sum sum = 0;

	for (size_t i = 0; i < DOCS; i++) {
		const struct entry *e = &ledger[i];
		ar_day day = e->doc.invoice_date;

		if (!counts(r, e))
			continue;
		for (size_t k = 0; k < e->list.n; k++)
			if (e->paid[k].day >= from && e->paid[k].day <= to)
				sum += count_payment(r, cash,
				    e->paid[k].kind, e->paid[k].amount);
		if (day < from || day > to)
			continue;
		sum += count_payment(r, cash, e->cash, -e->doc.amount.minor);
		if (!cash && e->doc.kind != AR_KIND_PAYMENT &&
		    !(r->row->gross && e->doc.kind == AR_KIND_CREDIT_NOTE))
			sum += e->doc.amount.minor;
	}
	return sum;
}

static void
same(const struct run *r, const struct ar_span *span, const char *what,
    struct ar_figure got, ar_sum want, enum ar_word word)
{
	if (got.den == 1 && got.num == want && got.word == word)
		return;
	fail_msg("%s: %s of %c %s, %d days to %d: %lld, want %lld",
	    r->row->name, what, r->group->key[0].p[0], r->group->ccy.code,
	    span->days, span->end, (long long)got.num, (long long)want);
}

static void
check_beginning(const struct run *r, const struct ar_span *span,
    struct ar_figure got)
{
	bool undated = !r->row->as_exported && r->undated != AR_NO_DAY &&
	    r->undated < span->start;

	if (r->row->no_history || undated) {
		if (ar_figure_known(got) || got.word != AR_WORD_NO_HISTORY)
			fail_msg("%s: beginning is known", r->row->name);
	} else
		same(r, span, "beginning", got, count_open(r,
		    span->start - 1, false), span->start <= r->first ?
		    AR_WORD_HISTORY_START : AR_WORD_NONE);
}

/* Days of a stretch by months, each of which has no sales if several. */
static int32_t
count_days(const struct run *r, const struct ar_stretch *s)
{
	int32_t days = 0;

	for (ar_day from = s->from; from <= s->to;
	    from = ar_month_end(from) + 1) {
		ar_day end = ar_month_end(from);

		if (r->row->month_days != 0 && end <= s->to)
			days += r->row->month_days;
		else
			days += (end < s->to ? end : s->to) - from + 1;
		if (end < s->to || from != s->from)
			assert_true(count_sales(r, from, end < s->to ? end :
			    s->to, false) == 0);
	}
	return days;
}

/* Months join up, no more than are needed, none before the first. */
static void
check_history(const struct run *r, const struct ar_span *span,
    const struct ar_period *p)
{
	ar_sum left = p->receivables.num;
	ar_day to = span->end;
	bool more = true;

	assert_true(p->history.n > 0);
	for (size_t i = 0; i < p->history.n; i++) {
		const struct ar_stretch *s = &p->history.stretch[i];

		if (!more || s->to != to || ar_day_ymd(s->from).day != 1 ||
		    ar_month_of(s->from) < ar_month_of(r->first) ||
		    s->days != count_days(r, s) ||
		    s->sales != count_sales(r, s->from, s->to, false))
			fail_msg("%s: history of %c %s to %d, at %zu",
			    r->row->name, r->group->key[0].p[0],
			    r->group->ccy.code, span->end, i);
		left -= s->sales > 0 ? s->sales : 0;
		to = s->from - 1;
		more = left > 0 && to >= r->first;
	}
	if (more)
		fail_msg("%s: history is too short", r->row->name);
}

static void
check_quarter(const struct run *r, const struct ar_span *span,
    const struct ar_period *p)
{
	int32_t month = ar_month_of(span->end);
	ar_day from = ar_month_begin(month - 2);

	if (!r->row->quarters) {
		assert_false(ar_figure_known(p->quarter_sales));
		assert_false(ar_figure_known(p->quarter_receivables));
	} else if (span->end == ar_month_end(span->end)) {
		same(r, span, "quarter's sales", p->quarter_sales,
		    count_sales(r, from, span->end, false), from <=
		    r->first ? AR_WORD_HISTORY_START : AR_WORD_NONE);
		same(r, span, "quarter's receivables",
		    p->quarter_receivables, count_open(r, span->end, false) +
		    count_open(r, ar_month_begin(month) - 1, false) +
		    count_open(r, ar_month_begin(month - 1) - 1, false),
		    AR_WORD_NONE);
	}
}

static void
check_period(const struct run *r, const struct ar_span *span,
    const struct ar_period *p)
{
	assert_int_equal(p->start, span->start);
	assert_int_equal(p->end, span->end);
	same(r, span, "days", p->days, span->days, AR_WORD_NONE);
	check_beginning(r, span, p->beginning);
	same(r, span, "sales", p->sales, count_sales(r, span->start,
	    span->end, false), AR_WORD_NONE);
	same(r, span, "receivables", p->receivables, count_open(r, span->end,
	    false), AR_WORD_NONE);
	same(r, span, "current", p->current, count_open(r, span->end, true),
	    AR_WORD_NONE);
	if (r->row->cash)
		same(r, span, "cash", p->cash, count_sales(r, span->start,
		    span->end, true), AR_WORD_NONE);
	else
		assert_false(ar_figure_known(p->cash));
	check_quarter(r, span, p);
	check_history(r, span, p);
}

static void
find_first(struct run *r)
{
	r->first = r->undated = AR_NO_DAY;
	for (size_t i = 0; i < DOCS; i++) {
		const struct entry *e = &ledger[i];
		ar_day day = e->doc.invoice_date;

		if (!counts(r, e))
			continue;
		if (r->first == AR_NO_DAY || day < r->first)
			r->first = day;
		if (!e->has_list && ar_doc_is_undated(&e->doc) &&
		    (r->undated == AR_NO_DAY || day < r->undated))
			r->undated = day;
	}
	assert_int_not_equal(r->first, AR_NO_DAY);
}

static void
check_group(struct ar_series *s, struct run *r, const struct ar_spans *spans)
{
	unsigned rows = 0;

	find_first(r);
	for (size_t i = 0; i < spans->n; i++) {
		const struct ar_span *span = &spans->span[i];
		struct ar_period p;
		int result = ar_series_period(s, r->group->number, span,
		    !r->row->no_history, &p);

		if (result != (span->end < r->first ? AR_OK : AR_ITEM))
			fail_msg("%s: row to %d", r->row->name, span->end);
		if (result == AR_ITEM)
			check_period(r, span, &p);
		rows += result == AR_ITEM;
	}
	assert_true(rows > 0);
}

static ar_day
first_of_all(ar_day last)
{
	ar_day first = AR_NO_DAY;

	for (size_t i = 0; i < DOCS; i++) {
		const struct ar_doc *doc = &ledger[i].doc;

		if (!ar_doc_is_void(doc) && doc->invoice_date <= last &&
		    (first == AR_NO_DAY || doc->invoice_date < first))
			first = doc->invoice_date;
	}
	return first;
}

static struct ar_span_options
spans_of(const struct random_row *row)
{
	return (struct ar_span_options){day_of(row->last), row->window,
	    row->series, row->every, 0};
}

static struct ar_series *
read_ledger(const struct random_row *row, size_t from, size_t to)
{
	const struct ar_span_options spans = spans_of(row);
	struct ar_series *s = ar_series_new(&(struct ar_series_options){
	    &spans, 1, row->month_days, row->gross, row->cash,
	    row->quarters, row->as_exported});

	for (; from < to; from++) {
		int64_t left;

		assert_int_equal(ar_series_add(s, &ledger[from].doc,
		    list_of(&ledger[from]), ledger[from].cash, &left),
		    AR_FINE);
	}
	return s;
}

static void
check_random(const struct random_row *row)
{
	const struct ar_span_options spans = spans_of(row);
	struct ar_series *s = read_ledger(row, 0, DOCS);
	struct ar_group_list groups;
	struct ar_spans made;

	assert_int_equal(ar_series_first(s), first_of_all(spans.last));
	made = ar_spans_make(&spans, ar_series_first(s));
	ar_series_finish(s);
	groups = ar_series_groups(s);
	assert_int_equal(groups.n, 6);
	for (size_t i = 0; i < groups.n; i++) {
		struct run r = {row, &groups.group[i], spans.last, 0, 0};

		check_group(s, &r, &made);
	}
	ar_group_list_release(&groups);
	free(made.span);
	ar_series_free(s);
}

/* Setup of a test. */
static int
make_ledger(void **state)
{
	(void)state;
	for (size_t i = 0; i < DOCS; i++)
		make_entry(&ledger[i]);
	return 0;
}

static void
test_day_by_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(random_rows); i++)
		check_random(&random_rows[i]);
}

/* A period's figures as text, which has to be freed. */
static struct ar_buf
text_of(struct ar_series *s, const struct ar_group_list *groups,
    const struct ar_spans *spans, bool history)
{
	struct ar_buf text = {0};

	for (size_t i = 0; i < groups->n * spans->n; i++) {
		const struct ar_group *g = &groups->group[i / spans->n];
		struct ar_period p = {0};
		int result = ar_series_period(s, g->number,
		    &spans->span[i % spans->n], history, &p);
		const struct ar_figure figure[] = {p.beginning, p.sales,
		    p.receivables, p.current, p.cash, p.refunds,
		    p.quarter_sales, p.quarter_receivables};

		ar_buf_addf(&text, "%.*s %s %d\n", (int)g->key[0].n,
		    g->key[0].p, g->ccy.code, result);
		for (size_t k = 0; k < ROWS(figure); k++)
			ar_buf_addf(&text, " %lld/%lld:%d",
			    (long long)figure[k].num,
			    (long long)figure[k].den, (int)figure[k].word);
		for (size_t k = 0; k < p.history.n; k++)
			ar_buf_addf(&text, " %d-%d %lld",
			    p.history.stretch[k].from,
			    p.history.stretch[k].to,
			    (long long)p.history.stretch[k].sales);
	}
	return text;
}

/* All figures of a series, which comes to its end. */
static struct ar_buf
told(const struct random_row *row, struct ar_series *s)
{
	const struct ar_span_options spans = spans_of(row);
	struct ar_spans made = ar_spans_make(&spans, ar_series_first(s));
	struct ar_group_list groups;
	struct ar_buf text;

	ar_series_finish(s);
	groups = ar_series_groups(s);
	text = text_of(s, &groups, &made, !row->no_history);
	ar_group_list_release(&groups);
	free(made.span);
	ar_series_free(s);
	return text;
}

/* Cut anywhere, either part is merged into the other. */
static void
test_merge(void **state)
{
	enum { STEP = 8 };

	(void)state;
	for (size_t i = 0; i < ROWS(random_rows); i++) {
		const struct random_row *row = &random_rows[i];
		struct ar_buf want = told(row, read_ledger(row, 0, DOCS));

		for (size_t cut = 0; cut <= DOCS; cut += STEP) {
			struct ar_series *s[] = {read_ledger(row, 0, cut),
			    read_ledger(row, cut, DOCS)};
			size_t into = cut / STEP % 2;
			struct ar_buf got;

			ar_series_merge(s[into], s[!into]);
			ar_series_free(s[!into]);
			got = told(row, s[into]);
			if (!ar_slice_eq(ar_buf_slice(&got),
			    ar_buf_slice(&want)))
				fail_msg("%s, cut at %zu", row->name, cut);
			ar_buf_free(&got);
		}
		ar_buf_free(&want);
	}
}

/* A document of 1.00, what was paid on it, in months to 2026-03-31. */
static const struct one_row {
	const char *name, *date, *paid_date;
	struct { const char *day; int64_t minor; } paid[2];
	uint8_t status, kind, cash;
	int64_t minor, balance;         /* balance 0: not filled */
	bool window, gross;
	enum ar_fault fault;
	int64_t left;                   /* with the fault */
	const char *first;              /* NULL: nothing is taken in */
	int64_t sales, got;             /* of March: sales, cash */
} one_rows[] = {
	{.name = "invoice", .date = "2026-03-01", .minor = 100,
	    .first = "2026-03-01", .sales = 100},
	{.name = "on the last day", .date = "2026-03-31", .minor = 100,
	    .first = "2026-03-31", .sales = 100},
	{.name = "after the last day", .date = "2026-04-01", .minor = 100},
	{.name = "void", .date = "2026-03-01", .minor = 100,
	    .status = AR_STATUS_VOID},
	{.name = "draft", .date = "2026-03-01", .minor = 100,
	    .status = AR_STATUS_DRAFT},
	{.name = "credit note", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_CREDIT_NOTE, .first = "2026-03-01",
	    .sales = -100},
	{.name = "credit note, gross", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_CREDIT_NOTE, .first = "2026-03-01",
	    .gross = true},
	{.name = "charge", .date = "2026-03-01", .minor = 100,
	    .kind = AR_KIND_FINANCE_CHARGE, .first = "2026-03-01",
	    .sales = 100},
	{.name = "deposit", .date = "2026-03-01", .minor = 100,
	    .kind = AR_KIND_DEPOSIT, .first = "2026-03-01", .sales = 100},
	{.name = "payment of the ledger", .date = "2026-03-01",
	    .minor = -100, .kind = AR_KIND_PAYMENT, .first = "2026-03-01"},
	{.name = "receipt", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_RECEIPT,
	    .first = "2026-03-01", .got = 100},
	{.name = "refund", .date = "2026-03-01", .minor = 100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_REFUND,
	    .first = "2026-03-01", .got = -100},
	{.name = "credit", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_CREDIT,
	    .first = "2026-03-01", .sales = -100},
	{.name = "credit, gross", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_CREDIT,
	    .first = "2026-03-01", .gross = true},
	{.name = "discount", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_DISCOUNT,
	    .first = "2026-03-01"},
	{.name = "write-off", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_WRITE_OFF,
	    .first = "2026-03-01"},
	{.name = "adjustment", .date = "2026-03-01", .minor = -100,
	    .kind = AR_KIND_PAYMENT, .cash = AR_PAYMENT_ADJUSTMENT,
	    .first = "2026-03-01"},
	{.name = "open at an earlier end", .date = "2026-01-01",
	    .paid_date = "2026-01-31", .minor = 100,
	    .paid = {{"2026-02-28", 60}, {"2026-02-28", 40}},
	    .fault = AR_FAULT_PAID_BUT_OPEN, .left = 100},
	{.name = "some is open", .date = "2026-01-01",
	    .paid_date = "2026-02-28", .minor = 100,
	    .paid = {{"2026-02-01", 60}, {"2026-03-05", 40}},
	    .fault = AR_FAULT_PAID_BUT_OPEN, .left = 40},
	{.name = "open between two ends", .date = "2026-01-01",
	    .paid_date = "2026-02-01", .minor = 100,
	    .paid = {{"2026-02-28", 100}}, .first = "2026-01-01"},
	{.name = "a window has one end", .date = "2026-01-01",
	    .paid_date = "2026-01-31", .minor = 100, .window = true,
	    .paid = {{"2026-02-28", 100}}, .first = "2026-01-01",
	    .sales = 0},
	{.name = "dated on an end", .date = "2026-01-31",
	    .paid_date = "2026-01-31", .minor = 100,
	    .paid = {{"2026-02-28", 100}}, .fault = AR_FAULT_PAID_BUT_OPEN,
	    .left = 100},
	{.name = "dated behind an end", .date = "2026-02-01",
	    .paid_date = "2026-01-31", .minor = 100,
	    .paid = {{"2026-02-28", 100}}, .first = "2026-02-01"},
	{.name = "paid ahead", .date = "2026-03-01",
	    .paid_date = "2026-01-15", .minor = 100,
	    .paid = {{"2026-01-15", 100}}, .first = "2026-03-01",
	    .sales = 100},
};

static struct ar_series *
new_series(struct ar_span_options *spans, bool window, bool gross)
{
	*spans = (struct ar_span_options){day_of("2026-03-31"),
	    window ? 31 : 0, !window, AR_MONTH, 0};
	return ar_series_new(&(struct ar_series_options){.spans = spans,
	    .gross_sales = gross, .cash = true});
}

static void
check_one(const struct one_row *row)
{
	struct ar_paid paid[2] = {{0}};
	struct ar_paid_list list = {.paid = paid, .n = 0};
	struct ar_doc doc = {.invoice_date = day_of(row->date),
	    .due_date = day_of(row->date), .status = row->status,
	    .paid_date = day_of(row->paid_date), .kind = row->kind,
	    .amount = {row->minor, true}};
	struct ar_span_options spans;
	struct ar_series *s = new_series(&spans, row->window, row->gross);
	struct ar_span march = {day_of("2026-03-01"), spans.last, 31};
	struct ar_period p = {0};
	int64_t left = 0;

	for (; list.n < 2 && row->paid[list.n].day != NULL; list.n++)
		paid[list.n] = (struct ar_paid){day_of(
		    row->paid[list.n].day), row->paid[list.n].minor,
		    AR_PAYMENT_DISCOUNT};
	if (ar_series_add(s, &doc, list.n == 0 ? NULL : &list, row->cash,
	    &left) != row->fault || ar_series_first(s) !=
	    day_of(row->first) || (row->fault != AR_FINE &&
	    left != row->left))
		fail_msg("%s: first %d, left %lld", row->name,
		    ar_series_first(s), (long long)left);
	ar_series_finish(s);
	if (row->first != NULL && (ar_series_period(s, 0, &march, true,
	    &p) != AR_ITEM || p.sales.num != row->sales ||
	    p.cash.num != row->got))
		fail_msg("%s: sales %lld, cash %lld", row->name,
		    (long long)p.sales.num, (long long)p.cash.num);
	if (row->first == NULL) {
		struct ar_group_list groups = ar_series_groups(s);

		if (groups.n != 0)
			fail_msg("%s: a group", row->name);
		ar_group_list_release(&groups);
	}
	ar_series_free(s);
}

static void
test_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(one_rows); i++)
		check_one(&one_rows[i]);
}

/* One document dated 2026-02-01, and the beginning of a month. */
static const struct begin_row {
	const char *name, *start, *end;
	int64_t balance;                /* of 1.00 */
	bool as_exported, no_history, payments;
	enum ar_word word;
	int64_t want;                   /* -1: not known */
} begin_rows[] = {
	{"later", "2026-03-01", "2026-03-31", 100, 0, 0, 0, AR_WORD_NONE,
	    100},
	{"its month", "2026-02-01", "2026-02-28", 100, 0, 0, 0,
	    AR_WORD_HISTORY_START, 0},
	{"partly paid, later", "2026-03-01", "2026-03-31", 40, 0, 0, 0,
	    AR_WORD_NO_HISTORY, -1},
	{"partly paid, its month", "2026-02-01", "2026-02-28", 40, 0, 0, 0,
	    AR_WORD_HISTORY_START, 0},
	{"as exported", "2026-03-01", "2026-03-31", 40, 1, 0, 0,
	    AR_WORD_NONE, 40},
	{"payments tell", "2026-03-01", "2026-03-31", 40, 0, 0, 1,
	    AR_WORD_NONE, 100},
	{"no history", "2026-03-01", "2026-03-31", 100, 0, 1, 0,
	    AR_WORD_NO_HISTORY, -1},
	{"no history, as exported", "2026-03-01", "2026-03-31", 100, 1, 1, 0,
	    AR_WORD_NO_HISTORY, -1},
	{"no history, its month", "2026-02-01", "2026-02-28", 100, 0, 1, 0,
	    AR_WORD_NO_HISTORY, -1},
};

static void
check_begin(const struct begin_row *row)
{
	const struct ar_paid_list none = {.paid = NULL, .n = 0};
	struct ar_doc doc = {.invoice_date = day_of("2026-02-01"),
	    .due_date = day_of("2026-02-01"), .amount = {100, true},
	    .balance = {row->balance, true}};
	const struct ar_span_options spans = {day_of("2026-03-31"), 0, true,
	    AR_MONTH, 0};
	struct ar_series *s = ar_series_new(&(struct ar_series_options){
	    .spans = &spans, .as_exported = row->as_exported});
	struct ar_span span = {day_of(row->start), day_of(row->end), 30};
	struct ar_span january = {day_of("2026-01-01"), day_of("2026-01-31"),
	    31};
	struct ar_period p;
	int64_t left;

	assert_int_equal(ar_series_add(s, &doc, row->payments ? &none : NULL,
	    AR_PAYMENT_NONE, &left), AR_FINE);
	ar_series_finish(s);
	if (ar_series_period(s, 0, &january, !row->no_history, &p) != AR_OK)
		fail_msg("%s: a row before the group begins", row->name);
	if (ar_series_period(s, 0, &span, !row->no_history, &p) != AR_ITEM ||
	    p.beginning.word != row->word ||
	    ar_figure_known(p.beginning) != (row->want >= 0) ||
	    (row->want >= 0 && p.beginning.num != row->want))
		fail_msg("%s: %lld", row->name, (long long)p.beginning.num);
	ar_series_free(s);
}

static void
test_begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(begin_rows); i++)
		check_begin(&begin_rows[i]);
}

/* Three months to 2026-04-30, by the date of the one document. */
static const struct {
	const char *date;
	enum ar_word word;
	int64_t sales, receivables;
} quarter_rows[] = {
	{"2026-01-31", AR_WORD_NONE, 0, 300},
	{"2026-02-01", AR_WORD_HISTORY_START, 100, 300},
	{"2026-02-28", AR_WORD_HISTORY_START, 100, 300},
	{"2026-03-01", AR_WORD_HISTORY_START, 100, 200},
	{"2026-04-30", AR_WORD_HISTORY_START, 100, 100},
};

static void
test_quarter(void **state)
{
	const struct ar_span_options spans = {day_of("2026-04-30"), 30,
	    false, 0, 0};
	const struct ar_span span = {day_of("2026-04-01"), spans.last, 30};

	(void)state;
	for (size_t i = 0; i < ROWS(quarter_rows); i++) {
		struct ar_doc doc = {.amount = {100, true},
		    .invoice_date = day_of(quarter_rows[i].date),
		    .due_date = day_of(quarter_rows[i].date)};
		struct ar_series *s = ar_series_new(
		    &(struct ar_series_options){.spans = &spans,
		    .quarters = true});
		struct ar_period p;
		int64_t left;

		assert_int_equal(ar_series_add(s, &doc, NULL, 0, &left),
		    AR_FINE);
		ar_series_finish(s);
		assert_int_equal(ar_series_period(s, 0, &span, true, &p),
		    AR_ITEM);
		if (p.quarter_sales.word != quarter_rows[i].word ||
		    p.quarter_sales.num != quarter_rows[i].sales ||
		    p.quarter_receivables.num != quarter_rows[i].receivables)
			fail_msg("%s", quarter_rows[i].date);
		ar_series_free(s);
	}
}

/* 1.00 a month from January to April, and what of it is open in the end. */
static const struct {
	const char *name;
	int64_t open[4];
	size_t months;
} used_rows[] = {
	{"nothing", {0, 0, 0, 0}, 1}, {"a cent", {0, 0, 0, 1}, 1},
	{"a month", {0, 0, 0, 100}, 1}, {"of older ones", {50, 50, 0, 0}, 1},
	{"a cent more", {0, 0, 1, 100}, 2}, {"two", {0, 0, 100, 100}, 2},
	{"two and a cent", {0, 1, 100, 100}, 3},
	{"three", {100, 0, 100, 100}, 3},
	{"more than three", {1, 100, 100, 100}, 4},
	{"all", {100, 100, 100, 100}, 4},
};

/* The history ends as soon as nothing is left, or where the group begins. */
static void
test_used_up(void **state)
{
	const struct ar_span_options spans = {day_of("2026-04-30"), 30,
	    false, 0, 0};
	const struct ar_span span = {day_of("2026-04-01"), spans.last, 30};

	(void)state;
	for (size_t i = 0; i < ROWS(used_rows); i++) {
		struct ar_series *s = ar_series_new(
		    &(struct ar_series_options){.spans = &spans});
		struct ar_period p;
		int64_t left;

		for (int k = 0; k < 4; k++) {
			struct ar_doc doc = {.amount = {100, true},
			    .balance = {used_rows[i].open[k], true},
			    .invoice_date = ar_day_of((struct ar_ymd){2026,
			    k + 1, 15})};

			assert_int_equal(ar_series_add(s, &doc, NULL, 0,
			    &left), AR_FINE);
		}
		ar_series_finish(s);
		assert_int_equal(ar_series_period(s, 0, &span, true, &p),
		    AR_ITEM);
		if (p.history.n != used_rows[i].months)
			fail_msg("%s: %zu months", used_rows[i].name,
			    p.history.n);
		ar_series_free(s);
	}
}

/* Nothing was added: no day, no group. */
static void
test_empty(void **state)
{
	struct ar_span_options spans;
	struct ar_series *s = new_series(&spans, true, false);
	struct ar_group_list groups;

	(void)state;
	ar_series_finish(s);
	assert_int_equal(ar_series_first(s), AR_NO_DAY);
	groups = ar_series_groups(s);
	assert_int_equal(groups.n, 0);
	ar_group_list_release(&groups);
	ar_series_free(s);
	ar_series_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_day_by_day, make_ledger),
		cmocka_unit_test_setup(test_merge, make_ledger),
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_begin),
		cmocka_unit_test(test_quarter),
		cmocka_unit_test(test_used_up),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
