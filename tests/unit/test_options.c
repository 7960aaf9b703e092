/*
 * tests/unit/test_options.c
 * Purpose: values of the shared options: what they set, which are refused.
 */
#include "libar/options.h"

#include "libar/tool.h"
#include "tests/unit/scratch.h"

static void
release(struct ar_common *c)
{
	free(c->alert);
	free(c->expect);
	*c = (struct ar_common){0};
}

static const struct {
	const char *today, *value;
	const char *want;               /* NULL: refused */
} days[] = {
	{"2026-03-31", "today", "2026-03-31"},
	{"2026-03-01", "yesterday", "2026-02-28"},
	{"2026-02-10", "eom", "2026-02-28"},
	{"2026-03-31", "eom", "2026-03-31"},
	{"2026-03-31", "eopm", "2026-02-28"},
	{"2024-03-30", "eopm", "2024-02-29"},
	{"2026-01-15", "eopm", "2025-12-31"},
	{"2026-03-31", "2025-12-31", "2025-12-31"},
	{"2026-03-31", "2026-02-29", NULL}, {"2026-03-31", "", NULL},
	{"2026-03-31", "Today", NULL}, {"2026-03-31", "31.12.2025", NULL},
};

static void
test_as_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		struct ar_common c = {0};
		const char *want = NULL;
		ar_day day = AR_NO_DAY;
		int result;

		assert_int_equal(ar_day_parse(&c.today,
		    ar_slice_of(days[i].today)), AR_DAY_OK);
		if (days[i].want != NULL)
			assert_int_equal(ar_day_parse(&day,
			    ar_slice_of(days[i].want)), AR_DAY_OK);
		result = ar_common_set(&c, AR_OPT_AS_OF, days[i].value,
		    &want, NULL);
		if (result != (days[i].want == NULL ? AR_EDATA : AR_OK) ||
		    (result == AR_OK && c.as_of != day) || want == NULL)
			fail_msg("'%s'", days[i].value);
	}
}

static const struct {
	int id;
	const char *value;
	int want;
} values[] = {
	{AR_OPT_OUTPUT, "f", AR_OK}, {AR_OPT_OUTPUT, "", AR_EDATA},
	{AR_OPT_PAYMENTS, "", AR_EDATA}, {AR_OPT_CUSTOMERS, "", AR_EDATA},
	{AR_OPT_REJECTS, "", AR_EDATA}, {AR_OPT_CONTROL, "", AR_EDATA},
	{AR_OPT_GROUP_BY, "", AR_OK}, {AR_OPT_GROUP_BY, "a,b", AR_OK},
	{AR_OPT_GROUP_BY, "a,,b", AR_EDATA},
	{AR_OPT_GROUP_BY, "a,a", AR_EDATA},
	{AR_OPT_GROUP_BY, "sales_rep,Sales Rep", AR_EDATA},
	{AR_OPT_GROUP_BY, "currency", AR_EDATA},
	{AR_OPT_GROUP_BY, "a,Currency", AR_EDATA},
	{AR_OPT_GROUP_BY, "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p", AR_OK},
	{AR_OPT_GROUP_BY, "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", AR_EDATA},
	{AR_OPT_DIGITS, "0", AR_OK}, {AR_OPT_DIGITS, "9", AR_OK},
	{AR_OPT_DIGITS, "10", AR_EDATA}, {AR_OPT_DIGITS, "-1", AR_EDATA},
	{AR_OPT_DIGITS, "1.5", AR_EDATA}, {AR_OPT_DIGITS, "", AR_EDATA},
	{AR_OPT_MAX_ERRORS, "0", AR_OK}, {AR_OPT_MAX_ERRORS, "x", AR_EDATA},
	{AR_OPT_EXPECT_TOTAL, "EUR:1.00", AR_OK},
	{AR_OPT_EXPECT_TOTAL, "XYZ:1", AR_EDATA},
	{AR_OPT_ALERT, "total>1", AR_OK}, {AR_OPT_ALERT, "total", AR_EDATA},
};

static void
test_values(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");

	(void)state;
	for (size_t i = 0; i < ROWS(values); i++) {
		struct ar_common c = {0};
		const char *want = NULL;

		if (ar_common_set(&c, values[i].id, values[i].value, &want,
		    diag) != values[i].want || want == NULL)
			fail_msg("option %d, '%s'", values[i].id,
			    values[i].value);
		release(&c);
	}
	ar_diag_free(diag);
}

static void
test_what_is_set(void **state)
{
	static const int flags[] = {AR_OPT_UNIQUE, AR_OPT_AS_EXPORTED,
	    AR_OPT_SKIP_UNKNOWN, AR_OPT_VERBOSE};
	struct ar_common c = {0};
	const char *want;

	(void)state;
	for (size_t i = 0; i < ROWS(flags); i++) {
		const bool *set[] = {&c.unique, &c.as_exported,
		    &c.skip_unknown, &c.verbose};

		assert_false(*set[i]);
		assert_int_equal(ar_common_set(&c, flags[i], NULL, &want,
		    NULL), AR_OK);
		assert_true(*set[i]);
	}
	for (size_t i = 1; i <= 5; i++) {
		assert_int_equal(ar_common_set(&c, AR_OPT_ALERT, "n>1",
		    &want, NULL), AR_OK);
		assert_int_equal(c.nalert, i);
	}
	assert_int_equal(ar_common_set(&c, AR_OPT_DIGITS, "7", &want, NULL),
	    AR_OK);
	assert_int_equal(c.digits, 7);
	release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_of),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_what_is_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
