/*
 * tests/unit/test_row.c
 * Purpose: fields of a record, names of columns, fields as they came.
 */
#include "libar/row.h"

#include "tests/unit/scratch.h"

static const uint32_t cuts[] = {0, 3, 4, 11};
static const struct ar_row three = {
	.base = "id\0\0amount\0", .cut = cuts, .n = 3,
	.raw = {"id,,amount", 10}, .at = {1, 7},
};

static void
test_get_and_copy(void **state)
{
	struct ar_row row = three, copy;
	struct ar_arena arena = {0};

	(void)state;
	assert_slice(ar_row_get(&row, 0), AR_S("id"));
	assert_slice(ar_row_get(&row, 1), AR_S(""));
	assert_slice(ar_row_get(&row, 2), AR_S("amount"));
	copy = ar_row_copy(&arena, &row);
	assert_true(copy.base != row.base && copy.cut != row.cut &&
	    copy.raw.p != row.raw.p);
	for (uint32_t i = 0; i < 3; i++)
		assert_slice(ar_row_get(&copy, i), ar_row_get(&row, i));
	assert_slice(copy.raw, row.raw);
	assert_int_equal(copy.at.line, 7);
	ar_arena_free(&arena);
}

/* A header of these names in the arena. */
static struct ar_header
header_of(struct ar_arena *arena, const char *const *names, size_t n)
{
	struct ar_header h = {.n = n};

	h.name = ar_arena_alloc(arena, n * sizeof *h.name);
	for (size_t i = 0; i < n; i++)
		h.name[i] = ar_arena_copy(arena, ar_slice_of(names[i]));
	return h;
}

static void
test_header_repeats(void **state)
{
	struct ar_row row = three, other = three;
	struct ar_arena arena = {0};
	struct ar_header h;

	(void)state;
	h = ar_header_copy(&arena, &row);
	assert_slice(h.name[2], AR_S("amount"));
	assert_slice(h.raw, AR_S("id,,amount"));
	assert_int_equal(h.at.line, 7);
	assert_true(ar_header_repeats(&h, &row));
	other.base = "id\0\0Amount\0";
	assert_false(ar_header_repeats(&h, &other));
	row.n = 2;
	assert_false(ar_header_repeats(&h, &row));
	ar_arena_free(&arena);
}

static const struct {
	const char *a, *b;
	bool same;
} names[] = {
	{"due_date", "due_date", true}, {"due_date", "Due Date", true},
	{"due_date", "DUE-DATE", true}, {"due_date", " due_date\t", true},
	{"due_date", "duedate", false}, {"due_date", "due__date", false},
	{"due_date", "due.date", false}, {"", "  ", true}, {"a", "", false},
	{"stra\xc3\x9f" "e", "STRA\xc3\x9f" "E", true},
	{"\xc3\xa9", "\xc3\x89", false},
};

static void
test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(names); i++)
		if (ar_name_eq(ar_slice_of(names[i].a),
		    ar_slice_of(names[i].b)) != names[i].same)
			fail_msg("'%s' and '%s'", names[i].a, names[i].b);
}

static void
test_same(void **state)
{
	static const char *const first[] = {"due_date", "amount"};
	static const char *const spelled[] = {"Due Date", "AMOUNT"};
	static const char *const turned[] = {"amount", "due_date"};
	struct ar_arena arena = {0};
	struct ar_header h = header_of(&arena, first, 2), other;

	(void)state;
	other = header_of(&arena, spelled, 2);
	assert_true(ar_header_same(&h, &other));
	other.n = 1;
	assert_false(ar_header_same(&h, &other));
	assert_false(ar_header_same(&other, &h));
	other = header_of(&arena, turned, 2);
	assert_false(ar_header_same(&h, &other));
	ar_arena_free(&arena);
}

static const char *const columns[] = {
	"Invoice", " Customer ID ", "due", "amount", "Due-Date", "DUE DATE",
};

static void
test_find(void **state)
{
	struct ar_arena arena = {0};
	struct ar_header h = header_of(&arena, columns, ROWS(columns));
	bool twice;

	(void)state;
	assert_int_equal(ar_header_find(&h, AR_S("customer_id"), &twice), 1);
	assert_false(twice);
	assert_int_equal(ar_header_find(&h, AR_S("due_date"), &twice), 4);
	assert_true(twice);
	assert_int_equal(ar_header_find(&h, AR_S("AMOUNT"), NULL), 3);
	assert_int_equal(ar_header_find(&h, AR_S("amoun"), &twice), -1);
	assert_false(twice);
	ar_arena_free(&arena);
}

static const struct {
	const char *want, *near;
} hints[] = {
	{"amout", "amount"}, {"Amounts", "amount"}, {"invoice_id", "Invoice"},
	{"costumer_id", "Customer ID"}, {"du", "due"}, {"dew", ""}, {"collector", ""},
	{"x", ""},
};

static void
test_near(void **state)
{
	struct ar_arena arena = {0};
	struct ar_header h = header_of(&arena, columns, ROWS(columns));

	(void)state;
	for (size_t i = 0; i < ROWS(hints); i++) {
		struct ar_slice near = ar_header_near(&h,
		    ar_slice_of(hints[i].want));

		if (!ar_slice_eq(near, ar_slice_of(hints[i].near)))
			fail_msg("'%s': near is '%.*s'", hints[i].want,
			    (int)near.n, near.p);
	}
	ar_arena_free(&arena);
}

static void
test_distance(void **state)
{
	char giant[65];

	(void)state;
	memset(giant, 'a', sizeof giant);
	assert_int_equal(ar_name_distance(AR_S(""), AR_S("")), 0);
	assert_int_equal(ar_name_distance(AR_S("abc"), AR_S("")), 3);
	assert_int_equal(ar_name_distance(AR_S("kitten"), AR_S("SITTING")), 3);
	assert_int_equal(ar_name_distance(AR_S("as-off"), AR_S("as-of")), 1);
	assert_int_equal(ar_name_distance(ar_slice(giant, 64), AR_S("")), 64);
	assert_int_equal(ar_name_distance(ar_slice(giant, 65), AR_S("")), 99);
}

static const struct {
	const char *record, *fields;    /* fields separated by | */
} records[] = {
	{"a,b", "a|b"}, {"", ""}, {",", "|"}, {"a,", "a|"}, {",,a", "||a"},
	{"\"a,b\",c", "\"a,b\"|c"}, {"\"a\"\"b,\",c", "\"a\"\"b,\"|c"},
	{"\"\",\"\"", "\"\"|\"\""}, {"\"\"\"\"", "\"\"\"\""},
	{"\"a\nb\",", "\"a\nb\"|"}, {"x,\"y\"", "x|\"y\""},
};

static void
test_raw_take(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(records); i++) {
		struct ar_slice rest = ar_slice_of(records[i].record);
		const char *end = rest.p + rest.n;
		struct ar_buf got = {0};

		while (rest.p <= end) {
			ar_buf_add(&got, ar_raw_take(&rest, ','));
			if (rest.p <= end)
				ar_buf_add(&got, AR_S("|"));
		}
		assert_true(rest.p == end + 1);
		assert_slice(ar_buf_slice(&got),
		    ar_slice_of(records[i].fields));
		ar_buf_free(&got);
	}
}

/* Five columns; the field in question stands alone, the others are "x". */
static void
test_swallows(void **state)
{
	static const struct {
		const char *name, *text;
		uint32_t field;
		bool want;
	} rows[] = {
		{"one line", "a,b,c,d", 2, false},
		{"plain lines", "a\nb", 2, false},
		{"rest of one, begin of the next", "x,4,5\n1,2,x", 2, true},
		{"with CRLF", "x,4,5\r\n1,2,x", 2, true},
		{"whole records between", "x,4,5\n1,2,3,4,5\n1,2,x", 2, true},
		{"in the first column", "x,2,3,4,5\nx", 0, true},
		{"in the last column", "x\n1,2,3,4,x", 4, true},
		{"an address", "12 High St, Town,\nCounty, UK", 4, false},
		{"one too few before", "x,4\n1,2,x", 2, false},
		{"one too many behind", "x,4,5\n1,2,3,x", 2, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ar_buf base = {0};
		uint32_t cut[6] = {0};
		struct ar_row row = {.cut = cut, .n = 5};

		for (uint32_t f = 0; f < 5; f++) {
			ar_buf_add(&base, f == rows[i].field ?
			    ar_slice_of(rows[i].text) : AR_S("x"));
			ar_buf_add(&base, AR_S("\0"));
			cut[f + 1] = (uint32_t)base.n;
		}
		row.base = base.p;
		if (ar_row_swallows(&row, rows[i].field, ',') !=
		    rows[i].want)
			fail_msg("%s", rows[i].name);
		ar_buf_free(&base);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get_and_copy),
		cmocka_unit_test(test_header_repeats),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_raw_take),
		cmocka_unit_test(test_swallows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
