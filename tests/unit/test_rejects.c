/*
 * tests/unit/test_rejects.c
 * Purpose: how a refused record is kept.
 */
#include "libar/rejects.h"

#include "libar/csvin.h"
#include "tests/unit/scratch.h"

#define REASON "_file,_line,_column,_error,_record\n"

/* All records of both files are refused. */
static const struct row {
	const char *name, *first, *second;
	char delimiter;
	const char *want;
} rows[] = {
	{"none refused", "id,due\n", NULL, ',', "id,due," REASON},
	{"as it came", "id,\"due\"\n1,\"x\"\n", NULL, ',',
	    "id,\"due\"," REASON "1,\"x\",a.csv,2,due,bad-date,\n"},
	{"ragged", "id,due\n1\n1,2,3\n", NULL, ',', "id,due," REASON
	    ",,a.csv,2,due,bad-date,\"1\"\n"
	    ",,a.csv,3,due,bad-date,\"1,2,3\"\n"},
	{"quotes in the whole record", "id,due\n\"a\"\"b\"\n", NULL, ',',
	    "id,due," REASON
	    ",,a.csv,2,due,bad-date,\"\"\"a\"\"\"\"b\"\"\"\n"},
	{"the same header", "id,due\n1,x\n", "id,due\n2,y\n", ',',
	    "id,due," REASON "1,x,a.csv,2,due,bad-date,\n"
	    "2,y,a.csv,2,due,bad-date,\n"},
	{"another header", "id,due\n1,x\n", "due,id\ny,2\n", ',',
	    "id,due," REASON "1,x,a.csv,2,due,bad-date,\n"
	    ",,a.csv,2,due,bad-date,\"y,2\"\n"},
	{"semicolons", "id;due\n1,5;\"x\"\n9\n", NULL, ';', "id,due," REASON
	    "\"1,5\",x,a.csv,2,due,bad-date,\n"
	    ",,a.csv,3,due,bad-date,\"9\"\n"},
};

static void
refuse_all(struct ar_rejects *r, const struct row *row, const char *text,
    struct ar_diag *diag)
{
	const struct ar_csvin_options options = {.delimiter = row->delimiter};
	struct ar_arena arena = {0};
	struct ar_header header;
	struct ar_csvin *csv;
	struct ar_row record;

	assert_int_equal(ar_csvin_open(&csv, scratch_write("in",
	    ar_slice_of(text)), ar_diag_file(diag, "a.csv"), &options, diag),
	    AR_OK);
	assert_int_equal(ar_csvin_next(csv, &record), AR_ITEM);
	header = ar_header_copy(&arena, &record);
	ar_rejects_header(r, &header);
	while (ar_csvin_next(csv, &record) == AR_ITEM) {
		ar_diag_refuse(diag, &(struct ar_say){AR_M_BAD_DATE,
		    record.at, AR_S("due"), {""}});
		ar_rejects_add(r, &record, diag);
	}
	ar_csvin_close(csv);
	ar_arena_free(&arena);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const char *path = scratch_path("rejects");
		struct ar_rejects *r;
		struct ar_buf got;

		scratch_listen();
		assert_int_equal(ar_rejects_open(&r, path, diag), AR_OK);
		ar_rejects_delimiter(r, rows[i].delimiter);
		refuse_all(r, &rows[i], rows[i].first, diag);
		if (rows[i].second != NULL)
			refuse_all(r, &rows[i], rows[i].second, diag);
		assert_int_equal(ar_rejects_close(r, true), AR_OK);
		(void)scratch_stop(NULL);
		got = scratch_read(path);
		ar_buf_add(&got, AR_S("\0"));
		if (strcmp(got.p, rows[i].want) != 0)
			fail_msg("%s: %s", rows[i].name, got.p);
		ar_buf_free(&got);
		ar_diag_free(diag);
	}
}

static void
test_unsplit(void **state)
{
	struct ar_row record = {.raw = {"1,a\"b", 5}, .at = {0, 2}};
	struct ar_slice name = AR_S("id");
	const struct ar_header header = {.n = 1, .name = &name,
	    .raw = {"id", 2}};
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_path("rejects");
	struct ar_rejects *r;
	struct ar_buf got;

	(void)state;
	record.at.file = ar_diag_file(diag, "a.csv");
	assert_int_equal(ar_rejects_open(&r, path, diag), AR_OK);
	ar_rejects_header(r, &header);
	scratch_listen();
	ar_diag_refuse(diag, &(struct ar_say){.msg = AR_M_BARE_QUOTE});
	ar_rejects_add(r, &record, diag);
	assert_int_equal(ar_rejects_close(r, true), AR_OK);
	got = scratch_read(path);
	ar_buf_add(&got, AR_S("\0"));
	assert_non_null(strstr(got.p, "\n,a.csv,2,,bare-quote,\"1,a\"\"b\"\n"));
	ar_buf_free(&got);
	ar_diag_free(diag);
}

static void
test_put_in_place(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_path("kept");
	unsigned before = scratch_count();
	struct ar_rejects *r;

	(void)state;
	assert_int_equal(ar_rejects_open(&r, path, diag), AR_OK);
	assert_int_equal(ar_rejects_close(r, false), AR_OK);
	assert_int_equal(scratch_count(), before);
	assert_int_equal(ar_rejects_open(&r, path, diag), AR_OK);
	assert_int_equal(ar_rejects_close(r, true), AR_OK);
	assert_int_equal(scratch_count(), before + 1);
	ar_rejects_header(NULL, NULL);
	ar_rejects_delimiter(NULL, ';');
	ar_rejects_add(NULL, NULL, diag);
	assert_int_equal(ar_rejects_close(NULL, true), AR_OK);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_unsplit), TEST(test_put_in_place),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
