/*
 * tests/unit/test_allowance.c
 * Purpose: loss rates as text and as a file, and what they require.
 */
#include "libar/allowance.h"

#include "tests/unit/scratch.h"

enum { BUCKETS = 4 };

/* current, d1_30, d31_60, d61_plus */
static const struct ar_age_options age = {.edge = {30, 60}, .nedges = 2};

static const struct parse_row {
	const char *name, *text;
	const char *code;               /* NULL: good */
	ar_rate rate[BUCKETS];
} texts[] = {
	{"one", "current=1", NULL, {1000000}},
	{"all", "current=0,d1_30=0.5,d31_60=25,d61_plus=100", NULL,
	    {0, 500000, 25000000, 100000000}},
	{"blanks", " d1_30 = 2 , current=1", NULL, {1000000, 2000000}},
	{"six decimals", "d61_plus=0.000001", NULL, {0, 0, 0, 1}},
	{"twice", "current=1,current=1", "bad-value", {0}},
	{"no such bucket", "d1_31=1", "bad-value", {0}},
	{"not a bucket", "unapplied=1", "bad-value", {0}},
	{"above 100", "current=100.1", "bad-value", {0}},
	{"below 0", "current=-1", "bad-value", {0}},
	{"a sign", "current=1%", "bad-value", {0}},
	{"no rate", "current=", "bad-value", {0}},
	{"no bucket", "=1", "bad-value", {0}},
	{"a comma behind", "current=1,", "bad-value", {0}},
	{"a comma before", ",current=1", "bad-value", {0}},
}, files[] = {
	{"a file", "bucket,rate\ncurrent,1\nd61_plus,50\n", NULL,
	    {1000000, 0, 0, 50000000}},
	{"other columns", "note,Rate,Bucket\nx,5,d1_30\n", NULL,
	    {0, 5000000}},
	{"only a header", "bucket,rate\n", NULL, {0}},
	{"no rate column", "bucket,percent\ncurrent,1\n", "no-column", {0}},
	{"a bucket twice", "bucket,rate\ncurrent,1\ncurrent,1\n",
	    "bad-value", {0}},
	{"ragged", "bucket,rate\ncurrent,1,2\n", "bad-value", {0}},
	{"not CSV", "bucket,rate\ncu\"rrent,1\n", "bare-quote", {0}},
	{"no rate in a row", "bucket,rate\ncurrent,\n", "bad-value", {0}},
};

static void
check_parse(const struct parse_row *row, const char *text)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_allowance got;
	int result;

	scratch_listen();
	result = ar_allowance_parse(&got, text, &age, diag);
	if (result != (row->code == NULL ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), row->code == NULL ? "" : row->code) != 0)
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
	for (size_t i = 0; result == AR_OK && i < BUCKETS; i++)
		if (got.rate[i] != row->rate[i])
			fail_msg("%s: bucket %zu", row->name, i);
}

static void
test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++)
		check_parse(&texts[i], texts[i].text);
}

static void
test_file(void **state)
{
	static const struct parse_row gone = {"gone", "", "cannot-open", {0}};

	(void)state;
	for (size_t i = 0; i < ROWS(files); i++)
		check_parse(&files[i], scratch_write("rates",
		    ar_slice_of(files[i].text)));
	check_parse(&gone, scratch_path("gone"));
}

static const struct {
	const char *name;
	ar_sum bucket[BUCKETS];
	ar_rate rate[BUCKETS];
	ar_sum want;
} sums[] = {
	{"nothing", {0}, {0}, 0},
	{"no rate", {100, 200, 300, 400}, {0}, 0},
	{"in full", {100, 200, 300, 400}, {AR_RATE_ONE, AR_RATE_ONE,
	    AR_RATE_ONE, AR_RATE_ONE}, 1000},
	{"half away from zero", {50}, {1000000}, 1},
	{"below half", {49}, {1000000}, 0},
	{"each rounded", {50, 50, 50, 50}, {1000000, 1000000, 1000000,
	    1000000}, 4},
	{"below 0", {-100, 100}, {AR_RATE_ONE, AR_RATE_ONE}, 100},
};

static void
test_sum(void **state)
{
	ar_sum most = INT64_MAX;
	struct ar_allowance all = {{AR_RATE_ONE, AR_RATE_ONE,
	    AR_RATE_ONE}};
	ar_sum got;

	(void)state;
	most *= INT64_MAX;
	for (size_t i = 0; i < ROWS(sums); i++) {
		struct ar_allowance a = {0};

		memcpy(a.rate, sums[i].rate, sizeof sums[i].rate);
		if (ar_allowance_of(&got, &a, sums[i].bucket, BUCKETS) !=
		    AR_OK || got != sums[i].want)
			fail_msg("%s", sums[i].name);
	}
	assert_int_equal(ar_allowance_of(&got, &all,
	    (const ar_sum[]){most, most, most}, 3), AR_EDATA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_text, scratch_stop),
		cmocka_unit_test_teardown(test_file, scratch_stop),
		cmocka_unit_test(test_sum),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
