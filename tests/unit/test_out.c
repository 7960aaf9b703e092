/*
 * tests/unit/test_out.c
 * Purpose: what is written is read back; quotes only where needed; failure.
 */
#include "libar/out.h"

#include "libar/csvin.h"
#include "tests/unit/scratch.h"

static struct ar_diag *diag;

static int
begin(void **state)
{
	diag = ar_diag_new("t");
	return scratch_make(state);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_diag_free(diag);
	return scratch_remove(state);
}

static struct ar_out *
open_out(void)
{
	struct ar_out *o;

	assert_int_equal(ar_out_open(&o, scratch_path("out"), diag), AR_OK);
	return o;
}

static void
expect(struct ar_out *o, const char *want)
{
	struct ar_buf got;

	assert_int_equal(ar_out_close(o, true), AR_OK);
	got = scratch_read(scratch_path("out"));
	ar_buf_add(&got, AR_S("\0"));
	assert_string_equal(got.p, want);
	ar_buf_free(&got);
}

static void
test_quotes_where_needed(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"plain", "plain,z\n"}, {"", ",z\n"}, {"a,b", "\"a,b\",z\n"},
		{"a\"b", "\"a\"\"b\",z\n"}, {"\"", "\"\"\"\",z\n"},
		{"a\nb", "\"a\nb\",z\n"}, {"a\rb", "\"a\rb\",z\n"},
		{" a ", " a ,z\n"}, {"a;b\tc'd", "a;b\tc'd,z\n"},
		{"Z\xc3\xbcrich", "Z\xc3\xbcrich,z\n"},
		{"#ar-error: incomplete.", "#ar-error: incomplete.,z\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_out *o = open_out();

		ar_out_text(o, ar_slice_of(rows[i].text));
		ar_out_text(o, AR_S("z"));
		(void)ar_out_end_row(o);
		expect(o, rows[i].want);
	}
}

/* A row of one cell that would be read as no row, or as something else. */
static void
test_rows_that_could_be_lost(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", "\"\"\n"},
		{"#ar-error: incomplete", "\"#ar-error: incomplete\"\n"},
		{"\xef\xbb\xbfmark", "\"\xef\xbb\xbfmark\"\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_out *o = open_out();

		ar_out_text(o, ar_slice_of(rows[i].text));
		(void)ar_out_end_row(o);
		expect(o, rows[i].want);
	}
}

static void
test_cells(void **state)
{
	struct ar_out *o = open_out();
	struct ar_ccy jpy, kwd;
	ar_day day;

	(void)state;
	assert_int_equal(ar_ccy_parse(&jpy, AR_S("JPY")), AR_OK);
	assert_int_equal(ar_ccy_parse(&kwd, AR_S("KWD")), AR_OK);
	assert_int_equal(ar_day_parse(&day, AR_S("2026-02-28")), AR_OK);
	ar_out_count(o, UINT64_MAX);
	ar_out_day(o, day);
	ar_out_day(o, AR_NO_DAY);
	assert_slice(ar_out_amount(o, -5, &kwd), AR_S("-0.005"));
	assert_slice(ar_out_amount(o, 1200, &jpy), AR_S("1200"));
	(void)ar_out_end_row(o);
	assert_slice(ar_out_ratio(o, 2, 3, 4), AR_S("0.6667"));
	assert_slice(ar_out_ratio(o, 2, 0, 4), AR_S(""));
	ar_out_raw(o, AR_S("\"as, it\",came"));
	ar_out_quoted(o, AR_S("x"));
	(void)ar_out_end_row(o);
	ar_out_filled(o, 7);
	ar_out_filled(o, 0);
	ar_out_whole(o, INT64_MIN);
	ar_out_whole(o, 0);
	ar_out_decimal(o, (struct ar_decimal){-1050, 2, true});
	(void)ar_out_end_row(o);
	expect(o, "18446744073709551615,2026-02-28,,-0.005,1200\n"
	    "0.6667,,\"as, it\",came,\"x\"\n"
	    "7,,-9223372036854775808,0,-10.50\n");
}

/* Text of the characters that matter, from a fixed seed. */
static struct ar_slice
random_text(struct ar_buf *to, uint32_t *seed)
{
	static const char *const bits[] = {
		"a", "b", ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\t",
		"\xc3\xa9", "\xef\xbb\xbf", "#", "1.00", ";", "\x1f",
	};

	to->n = 0;
	for (;;) {
		*seed = *seed * 1664525 + 1013904223;
		if (*seed >> 28 < 5)
			return ar_buf_slice(to);
		ar_buf_add(to, ar_slice_of(bits[*seed >> 20 & 15]));
	}
}

static void
test_read_of_written(void **state)
{
	enum { RECORDS = 20000, HEADER = 1 };
	const uint32_t seed = 2026;
	uint32_t now = seed;
	struct ar_out *o = open_out();
	struct ar_buf text = {0};
	struct ar_csvin *csv;
	struct ar_row row;

	(void)state;
	ar_out_text(o, AR_S("id"));
	(void)ar_out_end_row(o);
	for (int i = 0; i < RECORDS; i++) {
		for (int k = 0; k <= i % 4; k++)
			ar_out_text(o, random_text(&text, &now));
		(void)ar_out_end_row(o);
	}
	assert_int_equal(ar_out_close(o, true), AR_OK);
	assert_int_equal(ar_csvin_open(&csv, scratch_path("out"), 0, NULL,
	    diag), AR_OK);
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	now = seed;
	for (int i = 0; i < RECORDS; i++) {
		assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
		assert_int_equal(row.n, i % 4 + 1);
		for (uint32_t k = 0; k < row.n; k++)
			assert_slice(ar_row_get(&row, k),
			    random_text(&text, &now));
	}
	assert_int_equal(ar_csvin_next(csv, &row), AR_OK);
	ar_csvin_close(csv);
	ar_buf_free(&text);
}

static void
test_splice(void **state)
{
	struct ar_out *o = open_out(), *memory = ar_out_memory();

	(void)state;
	ar_out_text(o, AR_S("first"));
	(void)ar_out_end_row(o);
	for (int i = 0; i < 3; i++) {
		ar_out_text(memory, AR_S("m"));
		(void)ar_out_end_row(memory);
	}
	ar_out_splice(o, memory);
	ar_out_splice(o, ar_out_memory());
	ar_out_text(o, AR_S("last"));
	(void)ar_out_end_row(o);
	expect(o, "first\nm\nm\nm\nlast\n");
}

/* Rows of a memory out are handed on, forgotten, and made anew. */
static void
test_rows_handed_on(void **state)
{
	struct ar_out *memory = ar_out_memory(), *o = open_out();

	(void)state;
	for (int i = 0; i < 3; i++) {
		ar_out_count(memory, (uint64_t)i);
		(void)ar_out_end_row(memory);
		if (i != 1)
			assert_int_equal(ar_out_pass(o,
			    ar_out_rows(memory)), AR_OK);
		ar_out_clear(memory);
	}
	ar_out_drop(memory);
	ar_out_text(o, AR_S("last"));
	(void)ar_out_end_row(o);
	expect(o, "0\n2\nlast\n");
}

/* A file that is not complete is not there. */
static void
test_no_file_after_failure(void **state)
{
	struct ar_out *o = open_out();

	(void)state;
	ar_out_text(o, AR_S("row"));
	(void)ar_out_end_row(o);
	ar_out_flush(o);
	assert_int_equal(ar_out_close(o, false), AR_OK);
	assert_int_equal(scratch_count(), 0);
	o = open_out();
	ar_out_fail(o);
	assert_int_equal(ar_out_close(o, true), AR_OK);
	assert_int_equal(scratch_count(), 0);
	ar_out_drop(ar_out_memory());
}

/* What a child leaves on stdout after so many rows, closed as told. */
static void
expect_stdout(int rows, bool fail, bool complete, const char *want)
{
	const char *path = scratch_path("stdout");
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	struct ar_buf got;

	if (fork() == 0) {
		struct ar_out *o;

		(void)dup2(fd, STDOUT_FILENO);
		if (ar_out_open(&o, NULL, diag) != AR_OK)
			_exit(1);
		for (int i = 0; i < rows; i++) {
			ar_out_count(o, (uint64_t)i);
			(void)ar_out_end_row(o);
		}
		ar_out_text(o, AR_S("half a row"));
		if (fail) {
			ar_out_fail(o);
			(void)ar_out_end_row(o);
			ar_out_text(o, AR_S("after the failure"));
			(void)ar_out_end_row(o);
		}
		_exit(ar_out_close(o, complete) == AR_OK ? 0 : 1);
	}
	(void)close(fd);
	(void)wait(NULL);
	got = scratch_read(path);
	ar_buf_add(&got, AR_S("\0"));
	assert_string_equal(got.p, want);
	ar_buf_free(&got);
}

static void
test_mark_of_failure(void **state)
{
	(void)state;
	expect_stdout(2, false, true, "0\n1\n");
	expect_stdout(2, false, false, "0\n1\n#ar-error: incomplete\n");
	expect_stdout(2, true, true, "0\n1\n#ar-error: incomplete\n");
	expect_stdout(0, false, false, "");
	expect_stdout(0, true, true, "");
}

static void
write_row(struct ar_out *o, const char *text)
{
	ar_out_text(o, ar_slice_of(text));
	(void)ar_out_end_row(o);
}

/* Rows to stdout, and then the end of the program, wherever it is met. */
_Noreturn static void
end_with_rows(const char *path, bool flushed, bool closed)
{
	struct ar_out *o;

	if (dup2(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600),
	    STDOUT_FILENO) < 0 || ar_out_open(&o, NULL, diag) != AR_OK)
		_exit(1);
	write_row(o, "first");
	if (flushed)
		(void)ar_out_flush(o);
	write_row(o, "second");
	if (closed && ar_out_close(o, true) != AR_OK)
		_exit(1);
	ar_out_of_memory();
}

static void
test_mark_at_exit(void **state)
{
	static const struct {
		bool flushed, closed;
		const char *want;
	} rows[] = {
		{false, false, ""}, {true, true, "first\nsecond\n"},
		{false, true, "first\nsecond\n"},
		{true, false, "first\n\n#ar-error: incomplete\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *path = scratch_path("stdout");
		struct ar_buf got;
		int status;
		pid_t child;

		(void)fflush(NULL);
		child = fork();
		if (child == 0)
			end_with_rows(path, rows[i].flushed, rows[i].closed);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(WEXITSTATUS(status), 3);
		got = scratch_read(path);
		ar_buf_add(&got, AR_S("\0"));
		assert_string_equal(got.p, rows[i].want);
		ar_buf_free(&got);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_quotes_where_needed),
		TEST(test_rows_that_could_be_lost), TEST(test_cells),
		TEST(test_read_of_written), TEST(test_splice),
		TEST(test_rows_handed_on),
		TEST(test_no_file_after_failure), TEST(test_mark_of_failure),
		TEST(test_mark_at_exit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
