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
	{"nothing is no credit", 31, 0, 2, 1},
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
	assert_int_equal(ar_age_buckets(&by_due), 5);
	assert_int_equal(ar_age_buckets(&by_invoice), 4);
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
	doc.key[0] = ar_slice(&"abcdefghijkl"[i / 2 % 12], 1);
	assert_int_equal(ar_ccy_parse(&doc.ccy,
	    i % 2 == 0 ? AR_S("EUR") : AR_S("JPY")), AR_OK);
	return doc;
}

/* As a scan does, which knows what is open on the last day. */
static enum ar_fault
add_open(struct ar_age *age, const struct ar_doc *doc)
{
	struct ar_open last;
	enum ar_fault fault = ar_open_on(&last, doc, NULL, D, true);

	return fault == AR_FINE ? ar_age_add(age, doc, NULL, &last) : fault;
}

static void
add_doc(struct ar_age *age, unsigned i)
{
	struct ar_doc doc = make_doc(i);

	assert_int_equal(add_open(age, &doc), AR_FINE);
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
	n = ar_money_format(total, row->unapplied, 0);
	ar_buf_addf(to, " %.*s\n", (int)n, total);
}

/* So many days to D; the one behind it is not asked about. */
static struct ar_age *
new_age_by(struct ar_age_options opts, size_t ndays)
{
	static const ar_day day[DAYS + 1] = {D - 60, D - 30, D, D + 30};

	opts.history = true;
	opts.day = day + DAYS - ndays;
	opts.ndays = ndays;
	opts.nkeys = 1;
	return ar_age_new(&opts);
}

static struct ar_age *
new_age_of(bool labels, size_t ndays)
{
	struct ar_age_options opts = by_due;

	opts.labels = labels;
	return new_age_by(opts, ndays);
}

static struct ar_age *
new_age(bool labels)
{
	return new_age_of(labels, DAYS);
}

/* The rows of both are the same, and there are some for each of the days. */
static void
same_rows(struct ar_age *age, struct ar_age *want, size_t ndays)
{
	struct ar_buf got_rows = {0}, want_rows = {0};

	ar_age_rows(age, put_row, &got_rows);
	ar_age_rows(want, put_row, &want_rows);
	assert_true(want_rows.n > 150 * ndays);
	assert_true(ar_slice_eq(ar_buf_slice(&got_rows),
	    ar_buf_slice(&want_rows)));
	ar_buf_free(&got_rows);
	ar_buf_free(&want_rows);
}

/* Any cut of the ledger into two, in any order, gives the same rows. */
static void
check_merge(bool labels, size_t ndays)
{
	struct ar_age *all = new_age_of(labels, ndays);

	for (unsigned i = 0; i < DOCS; i++)
		add_doc(all, i);
	for (unsigned cut = 0; cut <= DOCS; cut++) {
		struct ar_age *a = new_age_of(labels, ndays);
		struct ar_age *b = new_age_of(labels, ndays);

		for (unsigned i = DOCS; i-- > 0;)
			if (i * 7 % DOCS < cut)
				add_doc(a, i);
		for (unsigned i = 0; i < DOCS; i++)
			if (i * 7 % DOCS >= cut)
				add_doc(b, i);
		ar_age_merge(a, b);
		same_rows(a, all, ndays);
		ar_age_free(a);
		ar_age_free(b);
	}
	ar_age_free(all);
}

static void
test_merge(void **state)
{
	(void)state;
	for (size_t ndays = 1; ndays <= DAYS; ndays++) {
		check_merge(true, ndays);
		check_merge(false, ndays);
	}
}

/* Due after 30 days; paid: how long before D, 0: not yet. */
static const struct ledger_row {
	const char *key, *ccy, *name;
	int ago, paid;
	int64_t amount;
} ledger[] = {
	{"a", "EUR", "Alpha", 90, 0, 100}, {"a", "EUR", "Alpine", 90, 0, 0},
	{"a", "EUR", "Albert", 90, 0, 0}, {"a", "JPY", "Later", 30, 0, 7},
	{"a", "EUR", "Last", 5, 0, 0}, {"b", "EUR", "", 100, 40, 1},
	{"b", "EUR", "Beta", 20, 0, -1}, {"a", "JPY", "Coming", -5, 0, 9},
	{"c", "EUR", "Gone", 70, 65, 8}, {"d", "JPY", "", 10, 0, 3},
	{"e", "EUR", "", 80, 0, 1}, {"f", "EUR", "", 80, 0, -1},
	{"g", "EUR", "Old", 80, 0, 2}, {"g", "JPY", "New", 30, 0, 2},
	{"h", "EUR", "", 100, 10, 1}, {"i", "EUR", "", 100, 10, -1},
	{"j", "EUR", "", 20, 0, -1},
};

static const char ledger_by_due[] =
    "940 a Alpine EUR 1 100 100 0 0 0 0 0\n"
    "940 b  EUR 1 1 0 1 0 0 0 0\n"
    "940 e  EUR 1 1 1 0 0 0 0 0\n"
    "940 f  EUR 1 -1 0 0 0 0 0 -1\n"
    "940 g Old EUR 1 2 2 0 0 0 0 0\n"
    "940 h  EUR 1 1 0 1 0 0 0 0\n"
    "940 i  EUR 1 -1 0 0 0 0 0 -1\n"
    "970 a Later EUR 1 100 0 100 0 0 0 0\n"
    "970 a Later JPY 1 7 7 0 0 0 0 0\n"
    "970 e  EUR 1 1 0 1 0 0 0 0\n"
    "970 f  EUR 1 -1 0 0 0 0 0 -1\n"
    "970 g New EUR 1 2 0 2 0 0 0 0\n"
    "970 g New JPY 1 2 2 0 0 0 0 0\n"
    "970 h  EUR 1 1 0 0 1 0 0 0\n"
    "970 i  EUR 1 -1 0 0 0 0 0 -1\n"
    "1000 a Last EUR 1 100 0 0 100 0 0 0\n"
    "1000 a Last JPY 1 7 7 0 0 0 0 0\n"
    "1000 b Beta EUR 1 -1 0 0 0 0 0 -1\n"
    "1000 d  JPY 1 3 3 0 0 0 0 0\n"
    "1000 e  EUR 1 1 0 0 1 0 0 0\n"
    "1000 f  EUR 1 -1 0 0 0 0 0 -1\n"
    "1000 g New EUR 1 2 0 0 2 0 0 0\n"
    "1000 g New JPY 1 2 2 0 0 0 0 0\n"
    "1000 j  EUR 1 -1 0 0 0 0 0 -1\n";

/* Four buckets, and credits in that of their date. */
static const char ledger_by_invoice[] =
    "940 a Alpine EUR 1 100 100 0 0 0 0 0\n"
    "940 b  EUR 1 1 0 1 0 0 0 0\n"
    "940 e  EUR 1 1 1 0 0 0 0 0\n"
    "940 f  EUR 1 -1 -1 0 0 0 0 0\n"
    "940 g Old EUR 1 2 2 0 0 0 0 0\n"
    "940 h  EUR 1 1 0 1 0 0 0 0\n"
    "940 i  EUR 1 -1 0 -1 0 0 0 0\n"
    "970 a Later EUR 1 100 0 100 0 0 0 0\n"
    "970 a Later JPY 1 7 7 0 0 0 0 0\n"
    "970 e  EUR 1 1 0 1 0 0 0 0\n"
    "970 f  EUR 1 -1 0 -1 0 0 0 0\n"
    "970 g New EUR 1 2 0 2 0 0 0 0\n"
    "970 g New JPY 1 2 2 0 0 0 0 0\n"
    "970 h  EUR 1 1 0 0 1 0 0 0\n"
    "970 i  EUR 1 -1 0 0 -1 0 0 0\n"
    "1000 a Last EUR 1 100 0 0 100 0 0 0\n"
    "1000 a Last JPY 1 7 7 0 0 0 0 0\n"
    "1000 b Beta EUR 1 -1 -1 0 0 0 0 0\n"
    "1000 d  JPY 1 3 3 0 0 0 0 0\n"
    "1000 e  EUR 1 1 0 0 1 0 0 0\n"
    "1000 f  EUR 1 -1 0 0 -1 0 0 0\n"
    "1000 g New EUR 1 2 0 0 2 0 0 0\n"
    "1000 g New JPY 1 2 2 0 0 0 0 0\n"
    "1000 j  EUR 1 -1 -1 0 0 0 0 0\n";

static void
add_ledger(struct ar_age *age, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct ledger_row *row = &ledger[i];
		struct ar_doc doc = {
			.amount = {row->amount, true},
			.invoice_date = D - row->ago,
			.due_date = D - row->ago + 30,
			.customer_name = ar_slice_of(row->name),
			.paid_date = row->paid > 0 ? D - row->paid : AR_NO_DAY,
			.key = {ar_slice_of(row->key)},
		};

		check(row->key, ar_ccy_parse(&doc.ccy,
		    ar_slice_of(row->ccy)) == AR_OK);
		check(row->key, add_open(age, &doc) == AR_FINE);
	}
}

static void
check_rows(struct ar_age *age, const char *want)
{
	struct ar_buf got = {0};

	ar_age_rows(age, put_row, &got);
	ar_buf_addf(&got, "%c", '\0');
	assert_string_equal(got.p, want);
	ar_buf_free(&got);
	ar_age_free(age);
}

/*
 * One cent is owed as a million is, and a group that owes nothing on a day has
 * no row.  The name is that of the latest document on or before the day, in
 * any currency, of two on one day the greater bytes.
 */
static void
test_rows_by_hand(void **state)
{
	(void)state;
	for (size_t cut = 0; cut <= ROWS(ledger); cut++) {
		struct ar_age *age = new_age(true), *rest = new_age(true);

		add_ledger(age, 0, cut);
		add_ledger(rest, cut, ROWS(ledger));
		ar_age_merge(age, rest);
		ar_age_free(rest);
		check_rows(age, ledger_by_due);
	}
}

static void
test_rows_by_invoice(void **state)
{
	struct ar_age_options opts = by_invoice;
	struct ar_age *age;

	(void)state;
	opts.labels = true;
	age = new_age_by(opts, DAYS);
	add_ledger(age, 0, ROWS(ledger));
	check_rows(age, ledger_by_invoice);
}

/* Rows do not depend on whether it was told what comes soon. */
static void
test_soon(void **state)
{
	enum { MANY = 100 };
	struct ar_age *told = new_age(true), *untold = new_age(true);
	struct ar_doc doc[MANY];
	struct ar_buf want = {0};

	(void)state;
	for (unsigned i = 0; i < MANY; i++)
		doc[i] = make_doc(i);
	for (int times = 0; times < 2; times++) {
		ar_age_soon(told, doc, MANY);
		for (unsigned i = 0; i < MANY; i++) {
			assert_int_equal(add_open(told, &doc[i]), AR_FINE);
			add_doc(untold, i);
		}
	}
	ar_age_rows(untold, put_row, &want);
	ar_buf_addf(&want, "%c", '\0');
	check_rows(told, want.p);
	ar_buf_free(&want);
	ar_age_free(untold);
}

static void
put_ends(void *to, const struct ar_age_row *row)
{
	ar_buf_addf(to, "%lld %lld %lld\n", (long long)row->bucket[0],
	    (long long)row->bucket[AR_BUCKETS_MAX - 1],
	    (long long)row->unapplied);
}

/* As many buckets as there can be, and what stands apart. */
static void
test_most_edges(void **state)
{
	struct ar_age_options opts = {.nedges = AR_EDGES_MAX,
	    .credits_apart = true};
	struct ar_doc doc = make_doc(1);
	struct ar_buf rows = {0};
	struct ar_age *age;

	(void)state;
	for (int32_t i = 0; i < AR_EDGES_MAX; i++)
		opts.edge[i] = i + 1;
	age = new_age_by(opts, 1);
	for (int i = 0; i < 3; i++) {
		doc.invoice_date = D - AR_BUCKETS_MAX;
		doc.due_date = i == 0 ? D : D - AR_EDGES_MAX - 1;
		doc.amount.minor = i == 2 ? -3 : i + 1;
		assert_int_equal(add_open(age, &doc), AR_FINE);
	}
	ar_age_rows(age, put_ends, &rows);
	ar_buf_addf(&rows, "%c", '\0');
	assert_string_equal(rows.p, "1 2 -3\n");
	ar_buf_free(&rows);
	ar_age_free(age);
}

/* What is refused on one day is taken in on none. */
static void
test_fault(void **state)
{
	struct ar_age *age = new_age(true);
	struct ar_paid late = {D - 30, 10, 0};
	struct ar_doc doc = make_doc(1);
	struct ar_buf rows = {0};
	struct ar_open last = {0, AR_SETTLED};

	(void)state;
	doc.invoice_date = D - 70;
	doc.amount.minor = 10;
	doc.paid_date = D - 65;
	assert_int_equal(ar_age_add(age, &doc,
	    &(struct ar_paid_list){&late, 1, AR_NO_DAY}, &last),
	    AR_FAULT_PAID_BUT_OPEN);
	assert_int_equal(last.minor, 10);
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
		cmocka_unit_test(test_rows_by_hand),
		cmocka_unit_test(test_rows_by_invoice),
		cmocka_unit_test(test_soon),
		cmocka_unit_test(test_most_edges),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
