/*
 * tests/unit/test_importhead.c
 * Purpose: where the header is found, and under which delimiter.
 */
#include "libar/importhead.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

#define FOUR(d) "invoice_id" d "customer_id" d "invoice_date" d "amount"

static const struct {
	const char *name, *bytes;
	char delimiter;                 /* said; 0: to be found */
	int want;
	char found;
	size_t offset;
	uint64_t lines, texts;
} rows[] = {
	{"comma", FOUR(",") "\n", 0, AR_HEAD_FOUND, ',', 0, 0, 0},
	{"semicolon", FOUR(";") "\n", 0, AR_HEAD_FOUND, ';', 0, 0, 0},
	{"tab", FOUR("\t") "\r\n", 0, AR_HEAD_FOUND, '\t', 0, 0, 0},
	{"bar", FOUR("|") "\r", 0, AR_HEAD_FOUND, '|', 0, 0, 0},
	{"said", FOUR("#") "\n", '#', AR_HEAD_FOUND, '#', 0, 0, 0},
	{"said wrong", FOUR(",") "\n", ';', AR_HEAD_NONE, 0, 0, 0, 1},
	{"free text before", "List, of 2026\n\n" FOUR(",") "\n", 0,
	    AR_HEAD_FOUND, ',', 15, 2, 1},
	{"CRLF before", "x\r\n" FOUR(",") "\r\n", 0, AR_HEAD_FOUND, ',', 3, 1,
	    1},
	{"sep=", "sep=;\n" FOUR(";") "\n", 0, AR_HEAD_FOUND, ';', 6, 1, 0},
	{"sep= of another", "sep=^\n" FOUR("^") "\n", 0, AR_HEAD_FOUND, '^',
	    6, 1, 0},
	{"byte order mark", "\xef\xbb\xbf" FOUR(",") "\n", 0, AR_HEAD_FOUND,
	    ',', 3, 0, 0},
	{"quotes", "\"invoice_id\",\"Customer ID\",invoice-date,\" amount \""
	    "\n", 0, AR_HEAD_FOUND, ',', 0, 0, 0},
	{"no line end", FOUR(","), 0, AR_HEAD_FOUND, ',', 0, 0, 0},
	{"nothing", "", 0, AR_HEAD_NONE, 0, 0, 0, 0},
	{"one is missing", "invoice_id,customer_id,amount\n", 0, AR_HEAD_NONE,
	    0, 0, 0, 1},
	{"two delimiters", FOUR(",") "\n" FOUR(";") "\n", 0, AR_HEAD_SEVERAL,
	    0, 0, 0, 0},
};

static void
test_find(void **state)
{
	struct ar_import_map map;

	(void)state;
	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_arena arena = {0};
		struct ar_import_head h = ar_import_head_find(
		    ar_slice_of(rows[i].bytes), rows[i].delimiter, true,
		    &map, &arena);

		if ((int)h.result != rows[i].want)
			fail_msg("%s: %d", rows[i].name, (int)h.result);
		if (h.result == AR_HEAD_FOUND && (h.texts != rows[i].texts ||
		    h.delimiter != rows[i].found || h.header.n != 4 ||
		    h.offset != rows[i].offset || h.lines != rows[i].lines ||
		    ar_import_head_lacks(&map, &h.header) != 0))
			fail_msg("%s", rows[i].name);
		ar_arena_free(&arena);
	}
	ar_import_map_release(&map);
}

static void
test_looks_at_64_lines(void **state)
{
	struct ar_import_map map;

	(void)state;
	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	for (unsigned before = 63; before <= 64; before++) {
		struct ar_arena arena = {0};
		struct ar_buf bytes = {0};
		struct ar_import_head h;

		for (unsigned i = 0; i < before; i++)
			ar_buf_add(&bytes, AR_S("text\n\n"));
		ar_buf_add(&bytes, AR_S(FOUR(",") "\n"));
		h = ar_import_head_find(ar_buf_slice(&bytes), 0, true, &map,
		    &arena);
		assert_int_equal(h.result, before == 63 ? AR_HEAD_FOUND :
		    AR_HEAD_NONE);
		ar_buf_free(&bytes);
		ar_arena_free(&arena);
	}
	ar_import_map_release(&map);
}

static void
test_likeliest_and_cut(void **state)
{
	struct ar_arena arena = {0};
	struct ar_import_map map;
	struct ar_import_head h;

	(void)state;
	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	h = ar_import_head_find(AR_S("a;b\ninvoice_id;amount;x\n1;2;3\n"), 0,
	    true, &map, &arena);
	assert_int_equal(h.result, AR_HEAD_NONE);
	assert_int_equal(h.header.n, 3);
	assert_int_equal(h.header.at.line, 2);
	assert_true(ar_import_head_lacks(&map, &h.header) ==
	    (AR_BIT(AR_INV_CUSTOMER_ID) | AR_BIT(AR_INV_INVOICE_DATE)));
	h = ar_import_head_find(AR_S(FOUR(",")), 0, false, &map, &arena);
	assert_int_equal(h.result, AR_HEAD_NONE);
	ar_import_map_release(&map);
	ar_arena_free(&arena);
}

/* Each required column under the number of its turn. */
static void
begin_bare(struct ar_import_map *map)
{
	struct ar_diag *diag = ar_diag_new("t");

	ar_import_map_init(map, ar_import_stream_of(AR_S("invoices")));
	assert_int_equal(ar_import_map_text(map, AR_S("header = none\n"
	    "invoice_id = #1\ncustomer_id = #2\ninvoice_date = #3\n"
	    "amount = #4\n"), "map", diag), AR_OK);
	ar_diag_free(diag);
}

static const struct {
	const char *name, *bytes;
	char delimiter;
	int want;
	size_t offset, fields;
} bare[] = {
	{"the first line", "1;a;2026-05-01;5\nx\n", 0, AR_HEAD_FOUND, 0, 4},
	{"blank lines before", "\n\n1;a;2026-05-01;5;;\n", 0,
	    AR_HEAD_FOUND, 2, 6},
	{"a comma in quotes", "1;\"a,b\";\"c,d\";5\n", 0, AR_HEAD_FOUND,
	    0, 4},
	{"too few", "1;a;5\n1;a;2026-05-01;5\n", 0, AR_HEAD_NONE, 0, 3},
	{"two ways", "1;a;b;5,2,3,4\n", 0, AR_HEAD_SEVERAL, 0, 4},
	{"said", "1;a;b;5,2,3,4\n", ';', AR_HEAD_FOUND, 0, 4},
};

static void
test_headless(void **state)
{
	struct ar_import_map map;

	(void)state;
	begin_bare(&map);
	for (size_t i = 0; i < ROWS(bare); i++) {
		struct ar_arena arena = {0};
		struct ar_import_head h = ar_import_head_find(
		    ar_slice_of(bare[i].bytes), bare[i].delimiter, true,
		    &map, &arena);

		if ((int)h.result != bare[i].want || h.texts >
		    (h.result == AR_HEAD_NONE) || h.header.n !=
		    bare[i].fields || h.offset != bare[i].offset)
			fail_msg("%s: %d", bare[i].name, (int)h.result);
		ar_arena_free(&arena);
	}
	ar_import_map_release(&map);
}

/* The column that sections fill need not be there. */
static void
test_section_is_no_header(void **state)
{
	struct ar_slice names[] = {AR_S("invoice_id"), AR_S("invoice_date"),
	    AR_S("amount")};
	const struct ar_header header = {.n = 3, .name = names};
	struct ar_import_map map;

	(void)state;
	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	assert_true(ar_import_head_lacks(&map, &header) ==
	    AR_BIT(AR_INV_CUSTOMER_ID));
	map.section = AR_INV_CUSTOMER_ID;
	assert_true(ar_import_head_lacks(&map, &header) == 0);
	ar_import_map_release(&map);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_looks_at_64_lines),
		cmocka_unit_test(test_likeliest_and_cut),
		cmocka_unit_test(test_headless),
		cmocka_unit_test(test_section_is_no_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
