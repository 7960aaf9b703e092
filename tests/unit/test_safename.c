/*
 * tests/unit/test_safename.c
 * Purpose: any text as a part of a name.
 */
#include "libar/safename.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *in, *out;
} rows[] = {
	{"C-104", "C-104"}, {"a_b.c", "a_b.c"}, {"", "%"}, {".", "%2E"},
	{".a", "%2Ea"}, {"a.b", "a.b"}, {"..", "%2E%2E"},
	{"../../evil", "%2E%2E%2F%2E%2E%2Fevil"}, {"/abs/x", "%2Fabs%2Fx"},
	{"a/b", "a%2Fb"}, {"-rf", "%2Drf"}, {"a.", "a%2E"},
	{"a..b", "a%2E%2Eb"}, {"a.-", "a%2E-"}, {"A", "A"}, {"a", "a"},
	{"100%", "100%25"}, {"\xc3\xbc", "%C3%BC"}, {"a b\n", "a%20b%0A"},
	{"%", "%25"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf b = {0};

		ar_safename_add(&b, ar_slice_of(rows[i].in));
		check(rows[i].in, ar_slice_eq(ar_buf_slice(&b),
		    ar_slice_of(rows[i].out)));
		ar_buf_free(&b);
	}
}

/* So many of a letter. */
static struct ar_buf
name_of(size_t n, char last)
{
	struct ar_buf text = {0}, name = {0};

	for (size_t i = 1; i < n; i++)
		ar_buf_add(&text, AR_S("x"));
	ar_buf_add(&text, ar_slice(&last, 1));
	ar_safename_add(&name, ar_buf_slice(&text));
	ar_buf_free(&text);
	return name;
}

static void
test_long(void **state)
{
	struct ar_buf fits = name_of(AR_SAFENAME_MAX, 'a');
	struct ar_buf a = name_of(AR_SAFENAME_MAX + 1, 'a');
	struct ar_buf b = name_of(AR_SAFENAME_MAX + 1, 'b');
	struct ar_buf coded = name_of(AR_SAFENAME_MAX, '/');

	(void)state;
	assert_null(memchr(fits.p, '%', fits.n));
	assert_int_equal(a.n, AR_SAFENAME_MAX);
	assert_int_equal(coded.n, AR_SAFENAME_MAX);
	assert_memory_equal(a.p + AR_SAFENAME_MAX - AR_FINGERPRINT - 2, "%%",
	    2);
	assert_false(ar_slice_eq(ar_buf_slice(&a), ar_buf_slice(&b)));
	ar_buf_free(&fits);
	ar_buf_free(&a);
	ar_buf_free(&b);
	ar_buf_free(&coded);
}

/* FNV-1a of 128 bits, from its authors' published values. */
static void
test_fingerprint(void **state)
{
	char hex[AR_FINGERPRINT];

	(void)state;
	ar_fingerprint(hex, AR_S(""));
	assert_memory_equal(hex, "6c62272e07bb014262b821756295c58d",
	    sizeof hex);
	ar_fingerprint(hex, AR_S("a"));
	assert_memory_equal(hex, "d228cb696f1a8caf78912b704e4a8964",
	    sizeof hex);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_long),
		cmocka_unit_test(test_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
