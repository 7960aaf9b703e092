/*
 * tests/unit/test_diag.c
 * Purpose: the form of messages, quoting, and the status that follows.
 */
#include "libar/diag.h"

#include "tests/unit/scratch.h"

static unsigned
holes(const char *text)
{
	unsigned n = 0;

	for (; (text = strchr(text, '%')) != NULL; text += 2, n++)
		if (text[1] != 's')
			return 99;
	return n;
}

static void
test_every_text(void **state)
{
	const size_t most = ROWS(((struct ar_say *)0)->arg);

	(void)state;
	for (int m = 0; m < AR_M_COUNT; m++) {
		const char *text = ar_msg_text((enum ar_msg)m);

		if (holes(text) > most)
			fail_msg("more holes than arguments: %s", text);
		if (text[0] == '\0' || (text[0] >= 'A' && text[0] <= 'Z') ||
		    strpbrk(text, "\n\t") != NULL ||
		    text[strlen(text) - 1] == '.')
			fail_msg("form of: %s", text);
		assert_in_range(ar_msg_status((enum ar_msg)m), AR_EXIT_OK,
		    AR_EXIT_BUSY);
	}
}

static void
test_every_code(void **state)
{
	(void)state;
	for (int m = 0; m < AR_M_COUNT; m++) {
		const char *code = ar_msg_code((enum ar_msg)m);

		if (code[0] < 'a' || code[0] > 'z' || code[strspn(code,
		    "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0' ||
		    code[strlen(code) - 1] == '-' || strlen(code) > 24)
			fail_msg("form of code: %s", code);
		for (int k = 0; k < m; k++)
			if (strcmp(code, ar_msg_code((enum ar_msg)k)) == 0)
				fail_msg("two messages with code %s", code);
	}
}

static const struct {
	const char *name;
	struct ar_slice value;
	const char *want;
} quoted[] = {
	{"empty", {"", 0}, "''"},
	{"plain", {"98O.50", 6}, "'98O.50'"},
	{"letters stay", {"Z\xc3\xbcrich \xe4\xb8\xad", 11},
	    "'Z\xc3\xbcrich \xe4\xb8\xad'"},
	{"line ends", {"a\tb\r\nc", 6}, "'a\\tb\\r\\nc'"},
	{"control", {"\x1b[31m\x7f", 6}, "'\\x1b[31m\\x7f'"},
	{"NUL", {"a\0b", 3}, "'a\\x00b'"},
	{"C1 control", {"\xc2\x9b", 2}, "'\\u{9b}'"},
	{"bidi", {"\xe2\x80\xae" "50.00", 8}, "'\\u{202e}50.00'"},
	{"isolate", {"\xe2\x81\xa6", 3}, "'\\u{2066}'"},
	{"zero width", {"1\xe2\x80\x8b" "0", 5}, "'1\\u{200b}0'"},
	{"byte order mark", {"\xef\xbb\xbfid", 5}, "'\\u{feff}id'"},
	{"no-break blank", {"1\xc2\xa0" "000", 6}, "'1\\u{a0}000'"},
	{"narrow blank", {"1\xe2\x80\xaf" "000", 7}, "'1\\u{202f}000'"},
	{"tags", {"\xf3\xa0\x81\x81", 4}, "'\\u{e0041}'"},
	{"invalid bytes", {"Z\xfcrich\xff", 7}, "'Z\\xfcrich\\xff'"},
	{"40 bytes", {"1234567890123456789012345678901234567890", 40},
	    "'1234567890123456789012345678901234567890'"},
	{"41 bytes", {"12345678901234567890123456789012345678901", 41},
	    "'1234567890123456789012345678901234567890...'"},
	{"no half character",
	    {"123456789012345678901234567890123456789\xc3\xa9", 41},
	    "'123456789012345678901234567890123456789...'"},
};

static void
test_quote(void **state)
{
	struct ar_quoted q;
	char zeros[60] = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(quoted); i++)
		if (strcmp(ar_quote(&q, quoted[i].value), quoted[i].want) != 0)
			fail_msg("failing row: %s: %s", quoted[i].name, q.s);
	(void)ar_quote(&q, ar_slice(zeros, sizeof zeros));
	assert_int_equal(strlen(q.s), 2 + 40 * 4 + 3);
}

static void
test_form_of_a_message(void **state)
{
	struct ar_diag *d = ar_diag_new("ar-age");
	uint32_t open = ar_diag_file(d, "open.csv");
	uint32_t in = ar_diag_file(d, "-");

	(void)state;
	scratch_listen();
	ar_diag_say(d, &(struct ar_say){AR_M_BAD_AMOUNT, {open, 3},
	    AR_S("amount"), {"'98O.50'"}});
	ar_diag_say(d, &(struct ar_say){AR_M_NO_HEADER, {in, 1}, {0}, {0}});
	ar_diag_say(d, &(struct ar_say){AR_M_CANNOT_OPEN, {open, 0}, {0},
	    {"100%s"}});
	ar_diag_say(d, &(struct ar_say){AR_M_BARE_QUOTE, {open, 2},
	    AR_S("a\nb"), {0}});
	ar_diag_say(d, &(struct ar_say){AR_M_NO_ARGUMENT, {0}, {0},
	    {"'--as-of'", "ar-age"}});
	ar_diag_note(d, "3 records");
	assert_string_equal(scratch_heard(),
	    "ar-age: open.csv:3:amount: '98O.50' is not an amount; want digits "
	    "and at most one '.' [bad-amount]\n"
	    "ar-age: stdin:1: no header; the first record must name the "
	    "columns [no-header]\n"
	    "ar-age: open.csv: 100%s [cannot-open]\n"
	    "ar-age: open.csv:2:a\\nb: a quote inside an unquoted field; quote "
	    "the field and double the quote [bare-quote]\n"
	    "ar-age: option '--as-of' needs a value; see ar-age --help "
	    "[no-argument]\n"
	    "ar-age: 3 records\n");
	ar_diag_free(d);
}

static void
test_file_names(void **state)
{
	struct ar_diag *d = ar_diag_new("t");
	char path[600];
	uint32_t first, longest;

	(void)state;
	memset(path, 'x', sizeof path);
	path[sizeof path - 1] = '\0';
	first = ar_diag_file(d, "a\nb\x1b.csv");
	longest = ar_diag_file(d, path);
	for (int i = 0; i < 100; i++)
		assert_int_equal(ar_diag_file(d, "more"), i + 3);
	assert_string_equal(ar_diag_file_name(d, first), "a\\nb\\x1b.csv");
	assert_string_equal(ar_diag_file_name(d, longest), path);
	ar_diag_free(d);
}

static struct ar_diag *
refuse(uint64_t limit)
{
	static const enum ar_msg what[] = {
		AR_M_BAD_DATE, AR_M_BAD_AMOUNT, AR_M_BAD_AMOUNT,
	};
	struct ar_diag *d = ar_diag_new("ar-age");

	ar_diag_limit(d, limit);
	for (size_t i = 0; i < ROWS(what); i++)
		ar_diag_refuse(d, &(struct ar_say){what[i], {0}, {0}, {"'x'"}});
	return d;
}

static void
test_limit_and_verdict(void **state)
{
	struct ar_diag *d;

	(void)state;
	scratch_listen();
	d = refuse(0);
	assert_int_equal(ar_diag_refused(d), 3);
	ar_diag_verdict(d, 20, NULL);
	assert_string_equal(scratch_heard(), "ar-age: 3 of 20 records refused "
	    "(2 bad-amount, 1 bad-date); no report written, --rejects=FILE "
	    "goes on without them\n");
	ar_diag_free(d);
	(void)scratch_stop(NULL);

	scratch_listen();
	d = refuse(1);
	ar_diag_verdict(d, 20, "rest.csv");
	assert_string_equal(scratch_heard(), "ar-age: 'x' is not a date "
	    "YYYY-MM-DD; ar-import --date-format=dmy or mdy reads others "
	    "[bad-date]\n"
	    "ar-age: 3 of 20 records refused (2 bad-amount, 1 bad-date); "
	    "they are in rest.csv\n");
	assert_int_equal(ar_diag_status(d), AR_EXIT_DATA);
	ar_diag_free(d);
	(void)scratch_stop(NULL);

	scratch_listen();
	d = refuse(0);
	ar_diag_verdict(d, 3, "");
	assert_string_equal(scratch_heard(), "ar-age: 3 of 3 records refused "
	    "(2 bad-amount, 1 bad-date); no report written\n");
	ar_diag_free(d);
	(void)scratch_stop(NULL);

	scratch_listen();
	d = refuse(0);
	ar_diag_verdict_with(d, 3, "so it ends");
	assert_string_equal(scratch_heard(), "ar-age: 3 of 3 records refused "
	    "(2 bad-amount, 1 bad-date); so it ends\n");
	ar_diag_free(d);
}

/* What was said last is so again, after others came between. */
static void
test_recall(void **state)
{
	struct ar_diag *d = ar_diag_new("t");
	struct ar_say why;

	(void)state;
	scratch_listen();
	ar_diag_refuse(d, &(struct ar_say){AR_M_EMPTY, {0, 7}, AR_S("a"),
	    {0}});
	why = *ar_diag_last(d);
	ar_diag_refuse(d, &(struct ar_say){AR_M_OVERFLOW, {0, 8}, AR_S("b"),
	    {0}});
	ar_diag_recall(d, &why);
	assert_int_equal(ar_diag_last(d)->msg, AR_M_EMPTY);
	assert_int_equal(ar_diag_last(d)->at.line, 7);
	assert_slice(ar_diag_last(d)->column, AR_S("a"));
	assert_int_equal(ar_diag_refused(d), 2);
	ar_diag_free(d);
}

static void
test_first_limit_is_20(void **state)
{
	struct ar_diag *d = ar_diag_new("t");
	const char *at;
	unsigned lines = 0;

	(void)state;
	scratch_listen();
	ar_diag_verdict(d, 0, NULL);
	for (int i = 0; i < 30; i++)
		ar_diag_refuse(d, &(struct ar_say){AR_M_EMPTY, {0}, {0}, {0}});
	for (at = scratch_heard(); (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, 20);
	assert_int_equal(ar_diag_refused(d), 30);
	ar_diag_free(d);
}

static void
test_status(void **state)
{
	static const enum ar_msg one_of_each[] = {
		AR_M_ALERT, AR_M_NOT_UTF8, AR_M_BAD_OPTION, AR_M_CANNOT_READ,
	};
	static const enum ar_exit then[] = {
		AR_EXIT_ALERT, AR_EXIT_DATA, AR_EXIT_USAGE, AR_EXIT_IO,
	};

	(void)state;
	scratch_listen();
	for (size_t first = 0; first < ROWS(then); first++) {
		struct ar_diag *d = ar_diag_new("t");

		assert_int_equal(ar_diag_status(d), AR_EXIT_OK);
		for (size_t i = first; i < ROWS(then); i++) {
			ar_diag_say(d, &(struct ar_say){one_of_each[i], {0},
			    {0}, {"a", "b", "c", "d", "e", "f"}});
			assert_int_equal(ar_diag_status(d), then[i]);
		}
		for (size_t i = 0; i < ROWS(then); i++)
			ar_diag_say(d, &(struct ar_say){one_of_each[i], {0},
			    {0}, {"a", "b", "c", "d", "e", "f"}});
		assert_int_equal(ar_diag_status(d), AR_EXIT_IO);
		ar_diag_free(d);
	}
}

/* Nothing is said, but what it was is known. */
static void
test_hush(void **state)
{
	struct ar_diag *d = ar_diag_new("t");

	(void)state;
	scratch_listen();
	ar_diag_hush(d);
	ar_diag_refuse(d, &(struct ar_say){AR_M_EMPTY, {0, 7}, AR_S("a"),
	    {0}});
	assert_int_equal(ar_diag_refused(d), 1);
	assert_int_equal(ar_diag_last(d)->msg, AR_M_EMPTY);
	assert_int_equal(ar_diag_status(d), AR_EXIT_DATA);
	ar_diag_say(d, &(struct ar_say){AR_M_CANNOT_READ, {0}, {0}, {"x"}});
	assert_int_equal(ar_diag_status(d), AR_EXIT_IO);
	ar_diag_verdict(d, 1, NULL);
	assert_string_equal(scratch_heard(), "");
	ar_diag_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_text),
		cmocka_unit_test(test_every_code),
		cmocka_unit_test(test_quote),
		cmocka_unit_test_teardown(test_form_of_a_message,
		    scratch_stop),
		cmocka_unit_test(test_file_names),
		cmocka_unit_test_teardown(test_limit_and_verdict,
		    scratch_stop),
		cmocka_unit_test_teardown(test_first_limit_is_20,
		    scratch_stop),
		cmocka_unit_test_teardown(test_status, scratch_stop),
		cmocka_unit_test_teardown(test_hush, scratch_stop),
		cmocka_unit_test_teardown(test_recall, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
