/*
 * tests/unit/test_lane.c
 * Purpose: which records are plain, what they take, and where it stops.
 *
 * What came out is written as text: LINES:field|field for each record, with
 * +N before it for N blank lines; then the bytes that are left.
 */
#include "libar/lane.h"

#include "tests/unit/scratch.h"

/* A row of those that a lane over bytes from line 1 on has. */
struct found {
	struct ar_row row;
	uint64_t before, lines; /* physical lines: blank ones; its own */
};

/* The next row, by itself. */
static bool
find(struct ar_lane *lane, struct found *f, struct ar_where *at)
{
	uint64_t line = at->line;

	if (ar_lane_rows(lane, &f->row, 1, at) == 0)
		return false;
	f->before = f->row.at.line - line;
	f->lines = at->line - f->row.at.line;
	assert_int_equal(f->row.many_lines, f->lines > 1);
	return true;
}

static void
add_row(struct ar_buf *got, const struct found *f)
{
	if (f->before > 0)
		ar_buf_addf(got, "+%d", (int)f->before);
	ar_buf_addf(got, "%d%s", (int)f->lines, f->row.is_text ? ":" : "?");
	for (uint32_t i = 0; i < f->row.n; i++) {
		if (i > 0)
			ar_buf_add(got, AR_S("|"));
		ar_buf_add(got, ar_row_get(&f->row, i));
	}
	ar_buf_add(got, AR_S("/"));
}

static const struct {
	struct ar_slice in;
	const char *want;
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{IN(""), ""},
	{IN("a,b\nc,d\n"), "1:a|b/1:c|d/"},
	{IN("a,b\nc,d"), "1:a|b/c,d"},
	{IN("a,b\r\nc,\r\n"), "1:a|b/1:c|/"},
	{IN("\"a\",\"b,c\"\n\"\"\n"), "1:a|b,c/1:/"},
	{IN("\"a\"\"b\",c\n\"\"\"\"\n"), "1:a\"b|c/1:\"/"},
	{IN("\"a\nb\",c\nd\n"), "2:a\nb|c/1:d/"},
	{IN("\n\r\na\n\nb\n"), "+21:a/+11:b/"},
	{IN("\n\n"), "\n\n"},
	{IN("\xc3\xa4,b\nc\n"), "1:\xc3\xa4|b/1:c/"},
	{IN("\xc3,b\nc\n"), "1?\xc3|b/1?c/"},
	{IN("a\nb\"c\nd\n"), "1:a/b\"c\nd\n"},
	{IN("a\n\"b\"c\nd\n"), "1:a/\"b\"c\nd\n"},
	{IN("a\n \"b\"\n"), "1:a/ \"b\"\n"},
	{IN("a\nb\rc\n"), "1:a/b\rc\n"},
	{IN("a\n\"b\rc\"\n"), "1:a/\"b\rc\"\n"},
	{IN("a\n\"b\n"), "1:a/\"b\n"},
	{IN("a\n\xef\xbb\xbf" "b\n"), "1:a/\xef\xbb\xbf" "b\n"},
	{IN("#a\n#ar-error: incomplete\n"), "1:#a/#ar-error: incomplete\n"},
	{IN("a\n\"#ar-error: incomplete\"\n"),
	    "1:a/1:#ar-error: incomplete/"},
};

/* The text in a buffer of its size, so that a look beyond is seen. */
static struct ar_buf
read_all(struct ar_lane *lane, struct ar_slice in)
{
	char *text = ar_alloc(in.n);
	struct ar_where at = {0, 1};
	struct ar_buf got = {0};
	struct found f;
	size_t used;

	memcpy(text, in.p, in.n);
	ar_lane_look(lane, ar_slice(text, in.n));
	while (find(lane, &f, &at))
		add_row(&got, &f);
	used = ar_lane_used(lane);
	ar_buf_add(&got, ar_slice(text + used, in.n - used));
	ar_buf_add(&got, AR_S("\0"));
	free(text);
	return got;
}

static void
test_rows(void **state)
{
	struct ar_lane *lane = ar_lane_new();
	ar_masks masks;

	(void)state;
	for (unsigned n = 0; (masks = ar_masks_number(n)) != NULL; n++) {
		ar_lane_use(lane, masks);
		for (size_t i = 0; i < ROWS(rows); i++) {
			struct ar_buf got = read_all(lane, rows[i].in);

			assert_string_equal(got.p, rows[i].want);
			ar_buf_free(&got);
		}
	}
	ar_lane_free(lane);
}

/* Each way in which blocks of 64 bytes may cut a record. */
static void
test_edges_of_blocks(void **state)
{
	struct ar_lane *lane = ar_lane_new();

	(void)state;
	for (size_t n = 0; n < 3 * AR_MASK_BYTES; n++) {
		struct ar_buf in = {0}, want = {0}, got;

		for (size_t i = 0; i < n; i++)
			ar_buf_add(&in, AR_S("x"));
		ar_buf_addf(&want, "1:%.*s|a\"b/2:c\r\nd|/", (int)n, in.p);
		ar_buf_addf(&in, ",\"a\"\"b\"\r\n\"c\r\nd\",\r\n");
		ar_buf_add(&want, AR_S("\0"));
		got = read_all(lane, ar_buf_slice(&in));
		assert_string_equal(got.p, want.p);
		ar_buf_free(&in);
		ar_buf_free(&want);
		ar_buf_free(&got);
	}
	ar_lane_free(lane);
}

static void
test_columns(void **state)
{
	struct ar_lane *lane = ar_lane_new();

	(void)state;
	for (size_t n = AR_COLUMNS_MAX; n <= AR_COLUMNS_MAX + 1; n++) {
		char text[AR_COLUMNS_MAX + 1];
		struct ar_where at = {0, 1};
		struct found f;

		memset(text, ';', n);
		text[n - 1] = '\n';
		ar_lane_delimit(lane, ';');
		ar_lane_look(lane, ar_slice(text, n));
		assert_int_equal(ar_lane_holds(lane), n == AR_COLUMNS_MAX);
		assert_int_equal(find(lane, &f, &at), n == AR_COLUMNS_MAX);
		assert_false(ar_lane_holds(lane));
	}
	ar_lane_free(lane);
}

/* Records are handed out together, but where one has to be decoded. */
static void
test_together(void **state)
{
	struct ar_lane *lane = ar_lane_new();
	struct ar_where at = {0, 1};
	struct ar_row row[4];

	(void)state;
	ar_lane_look(lane, AR_S("a,b\r\n\"c\",\r\n\nd,\"e\"\r\n\r\nf\""));
	assert_int_equal(ar_lane_rows(lane, row, 2, &at), 2);
	assert_slice(ar_row_get(&row[0], 1), AR_S("b"));
	assert_slice(ar_row_get(&row[1], 0), AR_S("c"));
	assert_slice(ar_row_get(&row[1], 1), AR_S(""));
	assert_int_equal(ar_lane_rows(lane, row, 2, &at), 1);
	assert_false(ar_lane_holds(lane));
	assert_slice(ar_row_get(&row[0], 1), AR_S("e"));
	assert_int_equal(row[0].at.line, 4);
	assert_int_equal(at.line, 5);
	ar_lane_look(lane, AR_S("a\n\"b\"\"\"\nc\n"));
	assert_int_equal(ar_lane_rows(lane, row, 4, &at), 1);
	assert_true(ar_lane_holds(lane));
	ar_lane_clear(lane);
	assert_false(ar_lane_holds(lane));
	ar_lane_free(lane);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_edges_of_blocks),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
