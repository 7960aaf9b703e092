/*
 * tests/unit/test_holdback.c
 * Purpose: rows are seen when they are released, in their order, or never.
 */
#include "libar/holdback.h"

#include "tests/unit/scratch.h"

static struct ar_diag *diag;
static int reader = -1;                 /* of the fifo */

static int
begin(void **state)
{
	(void)state;
	diag = ar_diag_new("t");
	if (mkfifo(scratch_path("fifo"), 0600) != 0)
		return -1;
	reader = open(scratch_path("fifo"), O_RDONLY | O_NONBLOCK);
	return reader < 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	(void)close(reader);
	(void)unlink(scratch_path("fifo"));
	ar_diag_free(diag);
	return 0;
}

static void
expect_seen(const char *want)
{
	char got[256];
	ssize_t n = read(reader, got, sizeof got - 1);

	got[n > 0 ? n : 0] = '\0';
	assert_string_equal(got, want);
}

static void
add(const struct ar_holdback *h, const char *cell)
{
	ar_out_text(h->rows, ar_slice_of(cell));
	(void)ar_out_end_row(h->rows);
}

/* Nothing is seen before its release, nor twice, nor what waits at the end. */
static void
test_release(void **state)
{
	struct ar_holdback h;

	(void)state;
	assert_int_equal(ar_holdback_open(&h, scratch_path("fifo"), diag),
	    AR_OK);
	add(&h, "a");
	add(&h, "b");
	assert_int_equal(ar_holdback_settle(&h), AR_OK);
	expect_seen("");
	assert_int_equal(ar_holdback_release(&h), AR_OK);
	expect_seen("a\nb\n");
	assert_int_equal(ar_holdback_release(&h), AR_OK);
	expect_seen("");
	add(&h, "c");
	assert_int_equal(ar_holdback_release(&h), AR_OK);
	expect_seen("c\n");
	add(&h, "d");
	assert_int_equal(ar_holdback_close(&h, true), AR_OK);
	expect_seen("");
	assert_null(h.out);
	assert_int_equal(ar_holdback_close(&h, false), AR_OK);
}

static const struct {
	const char *name;
	bool release, complete;
	const char *want;               /* NULL: the file is as it was */
} files[] = {
	{"released", true, true, "a\n"},
	{"released, not complete", true, false, NULL},
	{"not released", false, true, ""},
	{"neither", false, false, NULL},
};

static void
test_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(files); i++) {
		const char *path = scratch_write("f", AR_S("old\n"));
		struct ar_holdback h;
		struct ar_buf got;

		assert_int_equal(ar_holdback_open(&h, path, diag), AR_OK);
		add(&h, "a");
		if (files[i].release)
			assert_int_equal(ar_holdback_release(&h), AR_OK);
		assert_int_equal(ar_holdback_close(&h, files[i].complete),
		    AR_OK);
		got = scratch_read(path);
		ar_buf_add(&got, AR_S("\0"));
		assert_string_equal(got.p, files[i].want == NULL ? "old\n" :
		    files[i].want);
		ar_buf_free(&got);
	}
	assert_int_equal(scratch_count(), 2);
}

/* In memory, in the spool, and beyond it: in the order of arrival. */
static void
test_many(void **state)
{
	static const size_t counts[] = {1, 1000, 200000, 2000000};
	const char *path = scratch_path("many");

	(void)state;
	for (size_t i = 0; i < ROWS(counts); i++) {
		struct ar_holdback h;
		struct ar_buf got, row = {0};
		size_t at = 0;

		assert_int_equal(ar_holdback_open(&h, path, diag), AR_OK);
		for (size_t k = 0; k < counts[i]; k++) {
			ar_out_count(h.rows, 1000000000 + k);
			(void)ar_out_end_row(h.rows);
			assert_int_equal(ar_holdback_settle(&h), AR_OK);
			if (ar_out_rows(h.rows).n >= 1024 * 1024)
				fail_msg("%zu rows in memory", k);
		}
		assert_int_equal(ar_holdback_release(&h), AR_OK);
		assert_int_equal(ar_holdback_release(&h), AR_OK);
		assert_int_equal(ar_holdback_close(&h, true), AR_OK);
		got = scratch_read(path);
		assert_int_equal(got.n, counts[i] * 11);
		for (size_t k = 0; k < counts[i]; k += 997, at = k * 11) {
			row.n = 0;
			ar_buf_addf(&row, "%zu\n", 1000000000 + k);
			assert_memory_equal(got.p + at, row.p, 11);
		}
		ar_buf_free(&got);
		ar_buf_free(&row);
	}
}

static void
test_cannot_open(void **state)
{
	struct ar_holdback h;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_holdback_open(&h, "/none/f", diag), AR_ESTOP);
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
	(void)scratch_stop(NULL);
	assert_int_equal(ar_holdback_close(&h, true), AR_OK);
}

static void
test_cannot_write(void **state)
{
	struct ar_holdback h;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_holdback_open(&h, "/dev/full", diag), AR_OK);
	add(&h, "a");
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(ar_holdback_release(&h), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	assert_int_equal(ar_holdback_close(&h, true), AR_ESTOP);
}

/* Without room for the spool the row before was the last. */
static void
test_cannot_spool(void **state)
{
	enum { LONG = 1024 * 1024 };
	struct ar_holdback h;
	char *text = ar_alloc(LONG);
	int i, result = AR_OK;

	(void)state;
	memset(text, 'x', LONG);
	assert_int_equal(setenv("TMPDIR", "/none", 1), 0);
	scratch_listen();
	assert_int_equal(ar_holdback_open(&h, scratch_path("f"), diag),
	    AR_OK);
	for (i = 0; i < 20 && result == AR_OK; i++) {
		ar_out_text(h.rows, ar_slice(text, LONG));
		(void)ar_out_end_row(h.rows);
		result = ar_holdback_settle(&h);
	}
	assert_int_equal(result, AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_holdback_release(&h), AR_ESTOP);
	assert_int_equal(ar_holdback_close(&h, false), AR_OK);
	assert_int_equal(unsetenv("TMPDIR"), 0);
	free(text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_release), TEST(test_files), TEST(test_many),
		TEST(test_cannot_open), TEST(test_cannot_write),
		TEST(test_cannot_spool),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
