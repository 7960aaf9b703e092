/*
 * tests/unit/test_lines.c
 * Purpose: where lines end, where a record begins, what is no text.
 */
#include "libar/lines.h"

#include "tests/unit/scratch.h"

#define IN(literal) {literal, sizeof(literal) - 1}

/* Filled to its end. */
static void
open_lines(struct ar_lines *in, struct ar_slice bytes, struct ar_diag *diag)
{
	assert_int_equal(ar_lines_open(in, scratch_write("in", bytes), NULL,
	    0, diag), AR_OK);
	while (!in->eof)
		assert_int_equal(ar_lines_fill(in), AR_OK);
}

static const struct {
	const char *name;
	struct ar_slice in;
	const char *want;       /* text| of each line, text alone: no end */
} lines[] = {
	{"nothing", IN(""), ""}, {"one LF", IN("\n"), "|"},
	{"LF", IN("a\nbc\n"), "a|bc|"}, {"no end", IN("a\nbc"), "a|bc"},
	{"CRLF", IN("a\r\nb\r\n"), "a|b|"}, {"CR", IN("a\rb\r"), "a|b|"},
	{"CR in a file of LF", IN("a\nb\rc\n"), "a|b\rc|"},
	{"CR in a file of CRLF", IN("a\r\nb\rc\r\n"), "a|b\rc|"},
	{"CRLF in a file of LF", IN("a\nb\r\n"), "a|b|"},
	{"LF in a file of CR", IN("a\rb\nc\r"), "a|b|c|"},
};

static void
test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(lines); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_buf got = {0};
		struct ar_lines in;
		struct ar_line line;

		open_lines(&in, lines[i].in, diag);
		while (ar_lines_unread(&in).n > 0) {
			assert_true(ar_lines_find(&in, 0, &line));
			ar_lines_settle(&in, &line);
			ar_buf_add(&got, ar_slice(ar_lines_unread(&in).p,
			    line.text));
			ar_buf_add(&got, line.ended ? AR_S("|") : AR_S(""));
			ar_lines_consume(&in, line.whole, 1);
		}
		ar_buf_add(&got, AR_S("\0"));
		if (strcmp(got.p, lines[i].want) != 0)
			fail_msg("%s: '%s'", lines[i].name, got.p);
		ar_buf_free(&got);
		ar_lines_close(&in);
		ar_diag_free(diag);
	}
}

static const struct {
	const char *name;
	struct ar_slice in;
	int result;
	uint64_t line;
	size_t left;
} records[] = {
	{"nothing", IN(""), AR_OK, 1, 0}, {"a", IN("a"), AR_ITEM, 1, 1},
	{"blank lines", IN("\n\r\n\na\n"), AR_ITEM, 4, 2},
	{"blank lines only", IN("\r\n\n"), AR_OK, 3, 0},
	{"bare CRs", IN("\r\ra"), AR_ITEM, 3, 1},
	{"a last CR", IN("\r"), AR_OK, 2, 0},
	{"mark", IN("\xef\xbb\xbf" "a"), AR_ITEM, 1, 1},
	{"mark alone", IN("\xef\xbb\xbf"), AR_OK, 1, 0},
	{"mark behind a blank line", IN("\n\xef\xbb\xbf" "a"), AR_ITEM, 2, 1},
	{"half a mark", IN("\xef\xbb"), AR_ITEM, 1, 2},
	{"a blank is a record", IN(" \n"), AR_ITEM, 1, 2},
};

static void
test_to_record(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(records); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_lines in;

		assert_int_equal(ar_lines_open(&in, scratch_write("in",
		    records[i].in), NULL, 0, diag), AR_OK);
		if (ar_lines_to_record(&in) != records[i].result ||
		    in.line != records[i].line ||
		    ar_lines_unread(&in).n != records[i].left)
			fail_msg("%s: line %llu", records[i].name,
			    (unsigned long long)in.line);
		ar_lines_close(&in);
		ar_diag_free(diag);
	}
}

static const struct {
	struct ar_slice in;
	const char *what;       /* "": text */
} formats[] = {
	{IN("a,b\n"), ""}, {IN(""), ""}, {IN("PK"), ""}, {IN("BZ"), ""},
	{IN("\xff\xfe" "a"), "UTF-16"}, {IN("\xfe\xff"), "UTF-16"},
	{IN("PK\x03\x04"), "xlsx"}, {IN("\xd0\xcf\x11\xe0"), "Excel"},
	{IN("BZh9"), "bzip2"}, {IN("\xfd" "7zXZ"), "xz"},
	{IN("\x28\xb5\x2f\xfd"), "zstd"}, {IN("%PDF-1.4"), "PDF"},
};

static void
test_foreign(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(formats); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		bool text = formats[i].what[0] == '\0';
		struct ar_lines in;

		scratch_listen();
		open_lines(&in, formats[i].in, diag);
		assert_int_equal(ar_lines_refuse_foreign(&in),
		    text ? AR_OK : AR_ESTOP);
		assert_non_null(strstr(scratch_heard(), formats[i].what));
		assert_string_equal(scratch_code(),
		    text ? "" : "wrong-format");
		(void)scratch_stop(NULL);
		ar_lines_close(&in);
		ar_diag_free(diag);
	}
}

static void
test_skip_rest(void **state)
{
	enum { GIANT = 3 * AR_RECORD_MAX, TAIL = 4 };
	struct ar_diag *diag = ar_diag_new("t");
	char *giant = ar_alloc(GIANT + TAIL);
	struct ar_lines in;

	(void)state;
	memset(giant, 'x', GIANT);
	memcpy(giant + GIANT, "\r\nb\n", TAIL);
	assert_int_equal(ar_lines_open(&in, scratch_write("in",
	    ar_slice(giant, GIANT + TAIL)), NULL, 0, diag), AR_OK);
	assert_int_equal(ar_lines_skip_rest(&in), AR_OK);
	assert_true(in.size / 2 < AR_RECORD_MAX);
	assert_int_equal(ar_lines_to_record(&in), AR_ITEM);
	assert_slice(ar_lines_unread(&in), AR_S("b\n"));
	ar_lines_close(&in);
	free(giant);
	ar_diag_free(diag);
}

static void
test_recode(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_lines in;

	(void)state;
	open_lines(&in, (struct ar_slice)IN("caf\xe9\n"), diag);
	assert_int_equal(ar_lines_recode(&in, "ISO-8859-1"), AR_OK);
	while (!in.eof)
		assert_int_equal(ar_lines_fill(&in), AR_OK);
	assert_slice(ar_lines_unread(&in), AR_S("caf\xc3\xa9\n"));
	ar_lines_close(&in);
	scratch_listen();
	assert_int_equal(ar_lines_open(&in, scratch_path("absent"), NULL, 0,
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_find), TEST(test_to_record), TEST(test_foreign),
		TEST(test_skip_rest), TEST(test_recode),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
