/*
 * tests/unit/test_lateness.c
 * Purpose: on which day a document was settled, and how late that was.
 */
#include "libar/lateness.h"

#include "tests/unit/scratch.h"

enum { D = 739000, PAID = 4, DOCS = 5000, RANGE = 60 };

/* A document of day 100, due on 110, up to day 200; the rest is D more. */
static const struct row {
	const char *name;
	uint8_t kind, status;
	int64_t minor;
	ar_day paid_date;
	struct ar_paid paid[PAID];
	size_t npaid;
	bool payments;
	ar_day want;                    /* 0: not settled, or does not count */
} rows[] = {
#define PLAIN 0, 0, 100
#define BY(...) 0, {__VA_ARGS__}, \
	sizeof((struct ar_paid[]){__VA_ARGS__}) / sizeof(struct ar_paid), true
#define ON(day) day, {{0}}, 0, false
	{"not paid", PLAIN, ON(0), 0},
	{"paid_date", PLAIN, ON(120), 120},
	{"paid on its own day", PLAIN, ON(100), 100},
	{"paid before its own day", PLAIN, ON(90), 90},
	{"paid on the last day", PLAIN, ON(200), 200},
	{"paid after the last day", PLAIN, ON(201), 0},
	{"invoice", AR_KIND_INVOICE, 0, 100, ON(120), 120},
	{"finance charge", AR_KIND_FINANCE_CHARGE, 0, 100, ON(120), 120},
	{"deposit", AR_KIND_DEPOSIT, 0, 100, ON(120), 120},
	{"credit note", AR_KIND_CREDIT_NOTE, 0, -100, ON(120), 0},
	{"credit note of 0", AR_KIND_CREDIT_NOTE, 0, 0, ON(120), 0},
	{"payment", AR_KIND_PAYMENT, 0, -100, ON(120), 0},
	{"payment above 0", AR_KIND_PAYMENT, 0, 100, ON(120), 0},
	{"credit note above 0", AR_KIND_CREDIT_NOTE, 0, 100, ON(120), 0},
	{"of 0", 0, 0, 0, ON(120), 0},
	{"below 0", 0, 0, -100, ON(120), 0},
	{"one cent", 0, 0, 1, ON(120), 120},
	{"void", 0, AR_STATUS_VOID, 100, ON(120), 0},
	{"draft", 0, AR_STATUS_DRAFT, 100, ON(120), 0},
	{"status paid", 0, AR_STATUS_PAID, 100, ON(120), 120},
	{"written off", 0, AR_STATUS_WRITTEN_OFF, 100, ON(120), 120},
	{"one payment", PLAIN, BY({120, 100, 0}), 120},
	{"in parts", PLAIN, BY({120, 60, 0}, {130, 40, 0}), 130},
	{"parts in any order", PLAIN, BY({130, 40, 0}, {120, 60, 0}), 130},
	{"of any kind", PLAIN, BY({120, 60, AR_PAYMENT_WRITE_OFF},
	    {130, 40, AR_PAYMENT_CREDIT}), 130},
	{"a part", PLAIN, BY({120, 99, 0}), 0},
	{"too much", PLAIN, BY({120, 101, 0}), 0},
	{"too much is paid back", PLAIN, BY({120, 101, 0}, {125, -1, 0}),
	    125},
	{"paid back and paid again", PLAIN, BY({120, 100, 0},
	    {125, -100, 0}, {140, 100, 0}), 140},
	{"paid back for good", PLAIN, BY({120, 100, 0}, {125, -100, 0}), 0},
	{"paid back after the last day", PLAIN, BY({120, 100, 0},
	    {201, -100, 0}), 120},
	{"paid back on the last day", PLAIN, BY({120, 100, 0},
	    {200, -100, 0}), 0},
	{"back and forth in a day", PLAIN, BY({120, 100, 0}, {125, -100, 0},
	    {125, 100, 0}), 120},
	{"above 0 and back in a day", PLAIN, BY({120, 100, 0}, {125, 5, 0},
	    {125, -5, 0}), 120},
	{"by payments on the last day", PLAIN, BY({200, 100, 0}), 200},
	{"by payments after it", PLAIN, BY({201, 100, 0}), 0},
	{"ahead", PLAIN, BY({90, 100, 0}), 90},
	{"ahead in parts", PLAIN, BY({80, 60, 0}, {90, 40, 0}), 90},
	{"ahead, too much until its day", PLAIN, BY({80, 110, 0},
	    {100, -10, 0}), 100},
	{"a part ahead", PLAIN, BY({90, 60, 0}, {120, 40, 0}), 120},
	{"ahead, paid back before it", PLAIN, BY({80, 100, 0},
	    {90, -100, 0}), 0},
	{"payments tell, not paid_date", 0, 0, 100, 120, {{130, 100, 0}}, 1,
	    true, 130},
	{"no payments", 0, 0, 100, 120, {{0}}, 0, true, 0},
	{"credit note by payments", AR_KIND_CREDIT_NOTE, 0, -100,
	    BY({120, -100, 0}), 0},
	{"void by payments", 0, AR_STATUS_VOID, 100, BY({120, 100, 0}), 0},
};

static const struct ar_span_options spans = {.last = D + 200,
    .window = 3652058};
static const struct ar_span all = {AR_NO_DAY, D + 200, 3652058};

static struct ar_lateness *
new_lateness(const struct ar_span_options *o, bool clamp)
{
	return ar_lateness_new(&(struct ar_lateness_options){o, 1, clamp});
}

/* That the one group has just these figures in the span. */
static void
check_sums(const char *name, const struct ar_lateness *l,
    const struct ar_span *span, const struct ar_settled *want)
{
	struct ar_period p = {0};
	int result = ar_lateness_period(l, 0, span, &p);
	const struct ar_settled *got = &p.settled;

	if (result != (want->items == 0 ? AR_OK : AR_ITEM))
		fail_msg("%s: %d", name, result);
	if (result == AR_OK)
		return;
	if (p.start != span->start || p.end != span->end ||
	    p.days.num != span->days || got->items != want->items ||
	    got->amount != want->amount ||
	    got->late_items != want->late_items ||
	    got->days_to_pay != want->days_to_pay ||
	    got->days_late != want->days_late ||
	    got->weighted_days_to_pay != want->weighted_days_to_pay ||
	    got->weighted_days_late != want->weighted_days_late)
		fail_msg("%s: %d items, %d to pay, %d late", name,
		    (int)got->items, (int)got->days_to_pay,
		    (int)got->days_late);
}

static void
check_row(const struct row *row, bool clamp)
{
	struct ar_lateness *l = new_lateness(&spans, clamp);
	struct ar_paid paid[PAID] = {{0}};
	const struct ar_paid_list list = {.paid = paid, .n = row->npaid};
	struct ar_doc doc = {.kind = row->kind, .status = row->status,
	    .amount = {row->minor, true}, .invoice_date = D + 100,
	    .due_date = D + 110, .key = {AR_S("a")}};
	ar_day want = row->want == 0 ? AR_NO_DAY : D + row->want;
	int32_t late = row->want - 110;
	ar_day day;

	doc.paid_date = row->paid_date == 0 ? AR_NO_DAY : D + row->paid_date;
	for (size_t i = 0; i < row->npaid; i++) {
		paid[i] = row->paid[i];
		paid[i].day += D;
	}
	day = ar_lateness_add(l, &doc, row->payments ? &list : NULL);
	if (day != want || ar_lateness_first(l) != (ar_doc_is_void(&doc) ?
	    AR_NO_DAY : row->want != 0 && row->want < 100 ? want : D + 100))
		fail_msg("%s: day %d, first %d", row->name, day,
		    ar_lateness_first(l));
	ar_lateness_finish(l);
	if (clamp && late < 0)
		late = 0;
	if (want != AR_NO_DAY)
		check_sums(row->name, l, &all, &(struct ar_settled){1,
		    row->minor, late > 0, row->want - 100, late,
		    row->minor * (row->want - 100), row->minor * late});
	ar_lateness_free(l);
}

static void
test_settled(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		check_row(&rows[i], false);
		check_row(&rows[i], true);
	}
}

/*
 * What was settled in January to April of 2026: 1.00 on 01-31, 10 days early;
 * 2.00 on 02-01, when it is due; 3.00 on 02-28, 27 days late; 7.00 on 03-31.
 */
static const struct sum_row {
	const char *name;
	bool clamp, window;
	struct ar_settled want[4];
} sum_rows[] = {
	{"months", false, false, {
	    {1, 100, 0, 10, -10, 1000, -1000},
	    {2, 500, 1, 49, 27, 13600, 8100},
	    {1, 700, 1, 69, 49, 48300, 34300}, {0}}},
	{"months, clamped", true, false, {
	    {1, 100, 0, 10, 0, 1000, 0},
	    {2, 500, 1, 49, 27, 13600, 8100},
	    {1, 700, 1, 69, 49, 48300, 34300}, {0}}},
	{"windows of ten days", false, true, {
	    {1, 100, 0, 10, -10, 1000, -1000},
	    {1, 300, 1, 38, 27, 11400, 8100},
	    {1, 700, 1, 69, 49, 48300, 34300}, {0}}},
};

static void
add(struct ar_lateness *l, int64_t minor, const char *date, const char *due,
    const char *paid)
{
	struct ar_doc doc = {.amount = {minor, true}, .key = {AR_S("a")}};

	assert_int_equal(ar_day_parse(&doc.invoice_date, ar_slice_of(date)),
	    AR_DAY_OK);
	assert_int_equal(ar_day_parse(&doc.due_date, ar_slice_of(due)),
	    AR_DAY_OK);
	assert_int_equal(ar_day_parse(&doc.paid_date, ar_slice_of(paid)),
	    AR_DAY_OK);
	assert_int_equal(ar_lateness_add(l, &doc, NULL), doc.paid_date);
}

static const struct {
	int64_t minor;
	const char *due, *paid;
} four[] = {
	{700, "2026-02-10", "2026-03-31"}, {200, "2026-02-01", "2026-02-01"},
	{100, "2026-02-10", "2026-01-31"}, {300, "2026-02-01", "2026-02-28"},
};

/* Cut there, the second part is merged into the first. */
static void
check_periods(const struct sum_row *row, size_t cut)
{
	const struct ar_span_options o = {ar_day_of((struct ar_ymd){2026, 4,
	    30}), row->window ? 10 : 0, true, AR_MONTH, 0};
	struct ar_lateness *l = new_lateness(&o, row->clamp);
	struct ar_lateness *rest = new_lateness(&o, row->clamp);
	struct ar_spans made;

	for (size_t i = 0; i < ROWS(four); i++)
		add(i < cut ? l : rest, four[i].minor, "2026-01-21",
		    four[i].due, four[i].paid);
	ar_lateness_merge(l, rest);
	ar_lateness_free(rest);
	ar_lateness_finish(l);
	made = ar_spans_make(&o, ar_lateness_first(l));
	assert_int_equal(made.n, 4);
	for (size_t k = 0; k < made.n; k++)
		check_sums(row->name, l, &made.span[k], &row->want[k]);
	free(made.span);
	ar_lateness_free(l);
}

static void
test_periods(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sum_rows) * (ROWS(four) + 1); i++)
		check_periods(&sum_rows[i / (ROWS(four) + 1)],
		    i % (ROWS(four) + 1));
}

static uint32_t seed = 7;

static unsigned
below(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (unsigned)((uint64_t)seed * n >> 32);
}

/* From the last day back to the first from which nothing is left. */
static ar_day
count_settled(const struct ar_doc *doc, const struct ar_paid_list *list)
{
	ar_day settled = AR_NO_DAY;

	if (doc->invoice_date > spans.last)
		return settled;
	for (ar_day day = spans.last; day >= D; day--) {
		ar_sum left = doc->amount.minor;

		for (size_t i = 0; i < list->n; i++)
			if (list->paid[i].day <= day)
				left -= list->paid[i].amount;
		if (left != 0)
			break;
		settled = day;
	}
	return settled;
}

/*
 * Small amounts, paid and paid back around the last day, by groups; some of
 * them apart.
 */
static unsigned
add_random(struct ar_lateness *l, struct ar_lateness *apart,
    struct ar_settled want[2])
{
	unsigned settled = 0;

	for (size_t i = 0; i < DOCS; i++) {
		struct ar_paid paid[PAID];
		const struct ar_paid_list list = {.paid = paid, .n = below(PAID + 1)};
		size_t group = i < 2 ? i : below(2);
		struct ar_doc doc = {.amount = {1 + below(3), true},
		    .invoice_date = D + 150 + (ar_day)below(RANGE),
		    .key = {ar_slice(&"ab"[group], 1)}};
		ar_day day;

		doc.due_date = doc.invoice_date + (ar_day)below(RANGE);
		for (size_t k = 0; k < list.n; k++)
			paid[k] = (struct ar_paid){D + 145 +
			    (ar_day)below(RANGE), (ar_sum)below(5) - 1, 0};
		day = ar_lateness_add(i % 3 == 0 ? apart : l, &doc, &list);
		assert_int_equal(day, count_settled(&doc, &list));
		if (day == AR_NO_DAY)
			continue;
		settled++;
		want[group].items++;
		want[group].late_items += day > doc.due_date;
		want[group].amount += doc.amount.minor;
		want[group].weighted_days_late += doc.amount.minor *
		    (day - doc.due_date);
	}
	return settled;
}

static void
test_day_by_day(void **state)
{
	struct ar_lateness *l = new_lateness(&spans, false);
	struct ar_lateness *apart = new_lateness(&spans, false);
	struct ar_settled want[2] = {{0}};
	struct ar_group_list groups;

	(void)state;
	assert_in_range(add_random(l, apart, want), 300, DOCS - 300);
	ar_lateness_merge(l, apart);
	ar_lateness_free(apart);
	ar_lateness_finish(l);
	groups = ar_lateness_groups(l);
	assert_int_equal(groups.n, 2);
	for (size_t i = 0; i < groups.n; i++) {
		struct ar_period p;
		size_t which = groups.group[i].key[0].p[0] == 'b';

		assert_int_equal(ar_lateness_period(l, groups.group[i].number,
		    &all, &p), AR_ITEM);
		assert_true(p.settled.items == want[which].items);
		assert_true(p.settled.amount == want[which].amount);
		assert_true(p.settled.late_items == want[which].late_items);
		assert_true(p.settled.weighted_days_late ==
		    want[which].weighted_days_late);
	}
	ar_group_list_release(&groups);
	ar_lateness_free(l);
}

/* What is open makes no group; its day may be the first day of all. */
static void
test_first(void **state)
{
	static const struct {
		const char *name;
		ar_day date, first;     /* the first of all so far */
		uint8_t kind, status;
	} docs[] = {
		{"later", 201, 0, 0, 0},
		{"void", 90, 0, 0, AR_STATUS_VOID},
		{"open", 120, 120, 0, 0},
		{"after it", 130, 120, 0, 0},
		{"credit note", 110, 110, AR_KIND_CREDIT_NOTE, 0},
		{"open cash", 100, 100, AR_KIND_PAYMENT, 0},
	};
	struct ar_lateness *l = new_lateness(&spans, false);
	struct ar_lateness *sum = new_lateness(&spans, false);
	struct ar_group_list groups;

	(void)state;
	for (size_t i = 0; i < ROWS(docs); i++) {
		struct ar_lateness *one = new_lateness(&spans, false);
		struct ar_doc doc = {.amount = {docs[i].kind == 0 ? 1 : -1,
		    true}, .invoice_date = D + docs[i].date,
		    .due_date = D + docs[i].date, .kind = docs[i].kind,
		    .status = docs[i].status, .key = {AR_S("a")}};

		if (ar_lateness_add(l, &doc, NULL) != AR_NO_DAY ||
		    ar_lateness_first(l) != (docs[i].first == 0 ? AR_NO_DAY :
		    D + docs[i].first))
			fail_msg("%s: %d", docs[i].name,
			    ar_lateness_first(l));
		assert_int_equal(ar_lateness_add(one, &doc, NULL), AR_NO_DAY);
		ar_lateness_merge(sum, one);
		assert_int_equal(ar_lateness_first(sum),
		    ar_lateness_first(l));
		ar_lateness_free(one);
	}
	ar_lateness_free(sum);
	ar_lateness_finish(l);
	groups = ar_lateness_groups(l);
	assert_int_equal(groups.n, 0);
	ar_group_list_release(&groups);
	ar_lateness_free(l);
	ar_lateness_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_settled),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_day_by_day),
		cmocka_unit_test(test_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
