/*
 * tests/unit/test_table.c
 * Purpose: a file's header, and its records without repeated headers.
 */
#include "libar/table.h"

#include "tests/unit/scratch.h"

static const struct row {
	const char *name;
	struct ar_slice in;
	const char *want;       /* lines of the records, or [code] */
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{"header alone", IN("id,due\n"), ""},
	{"records", IN("id,due\n1,x\n\n2,y\n"), "2 4 "},
	{"the header again", IN("id,due\n1,x\nid,due\n2,y\n"), "2 4 "},
	{"the header only", IN("id,due\nid,due\nid,due\n"), ""},
	{"almost the header", IN("id,due\nid,Due\n"), "2 "},
	{"a refused record", IN("id,due\n1,a\"b\n2,y\n"), "!2 3 "},
	{"a ragged record", IN("id,due\n1\n"), "2 "},
	{"byte order mark", IN("\xef\xbb\xbfid,due\n1,x\n"), "2 "},
	{"empty", IN(""), "[no-header]"},
	{"blank lines", IN("\n\n"), "[no-header]"},
	{"NUL in the header", IN("id,d\0e\n1,x\n"), "[nul-byte]"},
	{"header not UTF-8", IN("id,d\xfc" "e\n1,x\n"), "[not-utf8]"},
	{"header that cannot be split", IN("id,d\"e\n1,x\n"),
	    "[bare-quote]"},
#undef IN
};

static struct ar_buf
read_all(struct ar_slice in)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf got = {0};
	struct ar_table *table;
	struct ar_row row;
	int result;

	scratch_listen();
	if (ar_table_open(&table, scratch_write("in", in),
	    ar_diag_file(diag, "in"), diag) != AR_OK)
		ar_buf_addf(&got, "[%s]", scratch_code());
	else {
		assert_slice(ar_table_header(table)->name[0], AR_S("id"));
		assert_false(ar_table_may_wait(table));
		while ((result = ar_table_next(table, &row)) != AR_OK)
			ar_buf_addf(&got, "%s%llu ",
			    result == AR_ITEM ? "" : "!",
			    (unsigned long long)row.at.line);
		ar_table_close(table);
	}
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
	ar_buf_add(&got, AR_S("\0"));
	return got;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf got = read_all(rows[i].in);

		if (strcmp(got.p, rows[i].want) != 0)
			fail_msg("%s: '%s'", rows[i].name, got.p);
		ar_buf_free(&got);
	}
}

/* Many rows at a time are the same as one by one, and good together. */
static void
test_rows_together(void **state)
{
	enum { RECORDS = 5000 };
	static const size_t most[] = {1, 2, 32, 100};
	struct ar_buf b = {0};

	(void)state;
	ar_buf_add(&b, AR_S("id,due\n"));
	for (unsigned i = 1; i <= RECORDS; i++)
		ar_buf_addf(&b, i % 97 == 0 ? "\"%u\",\"a\"\"b\"\n" :
		    i % 89 == 0 ? "id,due\n%u,x\n" : i % 53 == 0 ?
		    "y\"\n\n%u,\"x\"\n" : "%u,x\n", i);
	for (size_t k = 0; k < ROWS(most); k++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_table *table;
		struct ar_row row[100];
		unsigned next = 1;
		size_t n;
		int result;

		ar_diag_hush(diag);
		assert_int_equal(ar_table_open(&table, scratch_write("in",
		    ar_buf_slice(&b)), 0, diag), AR_OK);
		while ((result = ar_table_rows(table, row, most[k], &n)) !=
		    AR_OK) {
			assert_int_equal(result == AR_ITEM, n > 0);
			assert_true(n <= most[k]);
			for (size_t i = 0; i < n; i++) {
				char id[16];

				(void)snprintf(id, sizeof id, "%u", next++);
				assert_slice(ar_row_get(&row[i], 0),
				    ar_slice_of(id));
			}
		}
		assert_int_equal(next, RECORDS + 1);
		ar_table_close(table);
		ar_diag_free(diag);
	}
	ar_buf_free(&b);
}

static void
test_absent(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_table *table;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_table_open(&table, scratch_path("absent"), 0,
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
	ar_diag_free(diag);
	ar_table_close(NULL);
}

static void
test_start(void **state)
{
	const struct ar_csvin_options options = {.delimiter = ';'};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_table *table;
	struct ar_csvin *csv;
	struct ar_row row;

	(void)state;
	assert_int_equal(ar_csvin_open(&csv, scratch_write("in",
	    AR_S("id;due\n1,2;\n")), 0, &options, diag), AR_OK);
	assert_int_equal(ar_table_start(&table, csv, 0, diag), AR_OK);
	assert_int_equal(ar_table_header(table)->n, 2);
	assert_slice(ar_table_header(table)->raw, AR_S("id;due"));
	assert_int_equal(ar_table_header(table)->at.line, 1);
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	assert_slice(ar_row_get(&row, 0), AR_S("1,2"));
	assert_int_equal(ar_table_next(table, &row), AR_OK);
	ar_table_close(table);
	ar_diag_free(diag);
}

static void
test_start_bare(void **state)
{
	static const struct ar_csvin_options options = {.delimiter = ';'};
	struct ar_diag *diag = ar_diag_new("t");
	const struct ar_header *header;
	struct ar_table *table;
	struct ar_csvin *csv;
	struct ar_row row;

	(void)state;
	assert_int_equal(ar_csvin_open(&csv, scratch_write("in",
	    AR_S("id;due\n\nid;due\n")), 0, &options, diag), AR_OK);
	table = ar_table_start_bare(csv, 2, 7);
	header = ar_table_header(table);
	assert_int_equal(header->n, 2);
	assert_slice(header->name[1], AR_S("#2"));
	assert_int_equal(header->at.file, 7);
	assert_int_equal(header->at.line, 0);
	for (uint64_t line = 1; line <= 3; line += 2) {
		assert_int_equal(ar_table_next(table, &row), AR_ITEM);
		assert_slice(ar_row_get(&row, 0), AR_S("id"));
		assert_int_equal(row.at.line, line);
	}
	assert_int_equal(ar_table_next(table, &row), AR_OK);
	ar_table_close(table);
	ar_diag_free(diag);
}

static void
test_bare_names(void **state)
{
	struct ar_arena arena = {0};
	const struct ar_header header = ar_header_bare(&arena, 100);

	(void)state;
	assert_int_equal(header.n, 100);
	assert_slice(header.name[0], AR_S("#1"));
	assert_slice(header.name[99], AR_S("#100"));
	assert_int_equal(ar_header_find(&header, AR_S("#10"), NULL), 9);
	ar_arena_free(&arena);
}

/* The bytes behind the limit, which another run may add, are not read. */
static void
test_limit(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_write("in",
	    AR_S("id,due\n1,2\n3,\"4"));
	struct ar_table *table;
	struct ar_row row;

	(void)state;
	assert_int_equal(ar_table_start(&table, ar_csvin_over(open(path,
	    O_RDONLY), 0, 11, diag), 0, diag), AR_OK);
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	assert_slice(row.raw, AR_S("1,2"));
	assert_int_equal(ar_table_next(table, &row), AR_OK);
	ar_table_close(table);
	ar_diag_free(diag);
}

static void
test_ready(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_table *table;
	struct ar_row row;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	scratch_put(fd[1], AR_S("id,due\n1,2\n"));
	assert_int_equal(ar_table_open(&table, path, 0, diag), AR_OK);
	assert_true(ar_table_ready(table, 0));
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	assert_false(ar_table_ready(table, 1));
	scratch_put(fd[1], AR_S("3,4\n"));
	assert_true(ar_table_ready(table, 0));
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	assert_false(ar_table_ready(table, 0));
	(void)close(fd[1]);
	assert_true(ar_table_ready(table, 0));
	assert_int_equal(ar_table_next(table, &row), AR_OK);
	ar_table_close(table);
	(void)close(fd[0]);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows),
		TEST(test_rows_together), TEST(test_absent), TEST(test_start),
		TEST(test_start_bare), TEST(test_bare_names),
		TEST(test_limit), TEST(test_ready),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
