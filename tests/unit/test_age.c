/*
 * tests/unit/test_age.c
 * Purpose: buckets, their names, and rows however they were added.
 */
#include "libar/age.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { D = 1000, DOCS = 100, DAYS = 3 };

static const struct ar_age_options by_due = {.edge = {30, 60, 90},
    .nedges = 3, .credits_apart = true};
static const struct ar_age_options by_invoice = {.basis = AR_BASIS_INVOICE,
    .edge = {30, 60, 90}, .nedges = 3};

static const struct bucket_row {
	const char *name;
	int32_t days;
	int64_t open;
	size_t due, invoice;    /* which bucket under the two */
} bucket_rows[] = {
	{"not due", -3652058, 1, 0, 0}, {"due tomorrow", -1, 1, 0, 0},
	{"due today", 0, 1, 0, 0}, {"1", 1, 1, 1, 0}, {"30", 30, 1, 1, 0},
	{"31", 31, 1, 2, 1}, {"60", 60, 1, 2, 1}, {"61", 61, 1, 3, 2},
	{"90", 90, 1, 3, 2}, {"91", 91, 1, 4, 3},
	{"oldest", 3652058, 1, 4, 3}, {"credit", 0, -1, 5, 0},
	{"old credit", 91, -1, 5, 3}, {"greatest", 1, INT64_MAX, 1, 0},
};

static void
test_bucket(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bucket_rows); i++) {
		const struct bucket_row *row = &bucket_rows[i];

		check(row->name, ar_age_bucket(&by_due, row->days,
		    row->open) == row->due);
		check(row->name, ar_age_bucket(&by_invoice, row->days,
		    row->open) == row->invoice);
	}
}

static void
test_every_day_has_one_bucket(void **state)
{
	size_t before = 0;

	(void)state;
	for (int32_t days = -100; days < 200; days++) {
		size_t now = ar_age_bucket(&by_due, days, 1);

		assert_true(now == before || now == before + 1);
		before = now;
	}
	assert_int_equal(before, 4);
}

static const struct name_row {
	const char *name;
	struct ar_age_options opts;
	size_t bucket;
	const char *want;
} name_rows[] = {
	{"due, first", {.edge = {30}, .nedges = 1}, 0, "current"},
	{"due, second", {.edge = {30}, .nedges = 1}, 1, "d1_30"},
	{"due, last", {.edge = {30}, .nedges = 1}, 2, "d31_plus"},
	{"due, one day", {.edge = {1, 2}, .nedges = 2}, 2, "d2_2"},
	{"invoice, first", {.basis = AR_BASIS_INVOICE, .edge = {15, 45},
	    .nedges = 2}, 0, "d0_15"},
	{"invoice, second", {.basis = AR_BASIS_INVOICE, .edge = {15, 45},
	    .nedges = 2}, 1, "d16_45"},
	{"invoice, last", {.basis = AR_BASIS_INVOICE, .edge = {15, 45},
	    .nedges = 2}, 2, "d46_plus"},
	{"longest", {.edge = {3652057, AR_EDGE_LAST}, .nedges = 2}, 2,
	    "d3652058_3652058"},
	{"longest, last", {.edge = {AR_EDGE_LAST}, .nedges = 1}, 2,
	    "d3652059_plus"},
};

static void
test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(name_rows); i++) {
		const struct name_row *row = &name_rows[i];
		char name[AR_BUCKET_NAME];

		ar_age_bucket_name(name, &row->opts, row->bucket);
		check(row->name, strcmp(name, row->want) == 0);
	}
}

/* A ledger that is the same in each run. */
static struct ar_doc
make_doc(unsigned i)
{
	static const char *const name[] = {"", "Alpha", "Beta"};
	struct ar_doc doc = {
		.amount = {(int64_t)(i * 37 % 101) - 20, true},
		.invoice_date = D - (ar_day)(i * 13 % 120),
		.customer_name = ar_slice_of(name[i % 3]),
		.status = i % 11 == 0 ? AR_STATUS_VOID : AR_STATUS_NONE,
	};

	doc.due_date = doc.invoice_date + 30;
	doc.paid_date = i % 5 == 0 ? doc.invoice_date + 40 : AR_NO_DAY;
	doc.key[0] = ar_slice(&"abcd"[i % 4], 1);
	assert_int_equal(ar_ccy_parse(&doc.ccy,
	    i % 2 == 0 ? AR_S("EUR") : AR_S("JPY")), AR_OK);
	return doc;
}

static void
add_doc(struct ar_age *age, unsigned i)
{
	struct ar_doc doc = make_doc(i);
	int64_t left;

	assert_int_equal(ar_age_add(age, &doc, NULL, &left), AR_FINE);
}

static void
put_row(void *to, const struct ar_age_row *row)
{
	char total[AR_MONEY_MAX];
	size_t n = ar_money_format(total, row->total, 0);

	ar_buf_addf(to, "%d %.*s %.*s %s %llu %.*s", row->as_of,
	    (int)row->key[0].n, row->key[0].p, (int)row->label.n,
	    row->label.p, row->ccy.code, (unsigned long long)row->items,
	    (int)n, total);
	for (size_t i = 0; i < 5; i++) {
		n = ar_money_format(total, row->bucket[i], 0);
		ar_buf_addf(to, " %.*s", (int)n, total);
	}
	ar_buf_addf(to, "\n");
}

static struct ar_age *
new_age(bool labels)
{
	static const ar_day day[DAYS] = {D - 60, D - 30, D};
	struct ar_age_options opts = by_due;

	opts.labels = labels;
	opts.history = true;
	opts.day = day;
	opts.ndays = DAYS;
	opts.nkeys = 1;
	return ar_age_new(&opts);
}

/* The rows of both are the same, and they are many. */
static void
same_rows(struct ar_age *age, struct ar_age *want)
{
	struct ar_buf got_rows = {0}, want_rows = {0};

	ar_age_rows(age, put_row, &got_rows);
	ar_age_rows(want, put_row, &want_rows);
	assert_true(want_rows.n > 300);
	assert_true(ar_slice_eq(ar_buf_slice(&got_rows),
	    ar_buf_slice(&want_rows)));
	ar_buf_free(&got_rows);
	ar_buf_free(&want_rows);
}

/* Any cut of the ledger into two, in any order, gives the same rows. */
static void
check_merge(bool labels)
{
	struct ar_age *all = new_age(labels);

	for (unsigned i = 0; i < DOCS; i++)
		add_doc(all, i);
	for (unsigned cut = 0; cut <= DOCS; cut++) {
		struct ar_age *a = new_age(labels), *b = new_age(labels);

		for (unsigned i = DOCS; i-- > 0;)
			add_doc(i * 7 % DOCS < cut ? a : b, i);
		ar_age_merge(a, b);
		same_rows(a, all);
		ar_age_free(a);
		ar_age_free(b);
	}
	ar_age_free(all);
}

static void
test_merge(void **state)
{
	(void)state;
	check_merge(true);
	check_merge(false);
}

/* Documents that were announced, also more than are looked up beforehand. */
static void
test_soon(void **state)
{
	struct ar_age *age = new_age(true), *want = new_age(true);
	struct ar_doc doc[DOCS];
	int64_t left;

	(void)state;
	for (unsigned i = 0; i < DOCS; i++) {
		doc[i] = make_doc(i);
		add_doc(want, i);
	}
	for (unsigned i = 0; i < DOCS; i++) {
		if (i == 0 || i == 10)
			ar_age_soon(age, doc + i, i == 0 ? 10 : DOCS - i);
		assert_int_equal(ar_age_add(age, &doc[i], NULL, &left),
		    AR_FINE);
	}
	same_rows(age, want);
	ar_age_free(age);
	ar_age_free(want);
}

/* What is refused on one day is taken in on none. */
static void
test_fault(void **state)
{
	struct ar_age *age = new_age(true);
	struct ar_paid late = {D - 30, 10, 0};
	struct ar_doc doc = make_doc(1);
	struct ar_buf rows = {0};
	int64_t left = 0;

	(void)state;
	doc.invoice_date = D - 70;
	doc.amount.minor = 10;
	doc.paid_date = D - 65;
	assert_int_equal(ar_age_add(age, &doc,
	    &(struct ar_paid_list){&late, 1, AR_NO_DAY}, &left), AR_FAULT_PAID_BUT_OPEN);
	assert_int_equal(left, 10);
	ar_age_rows(age, put_row, &rows);
	assert_int_equal(rows.n, 0);
	ar_age_free(age);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bucket),
		cmocka_unit_test(test_every_day_has_one_bucket),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_soon),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
