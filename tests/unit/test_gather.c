/*
 * tests/unit/test_gather.c
 * Purpose: which lines of shipments come together, and in what order.
 */
#include "libar/gather.h"

#include "tests/unit/wares.h"

enum { LINES = 8 };

/*
 * Lines as "SHIPMENT ORDER CUSTOMER CURRENCY TERMS RECEIPT", one letter each,
 * - for an empty cell; terms n(et) or r(og); the groups of their numbers.
 */
static const struct row {
	const char *name;
	enum ar_by by;
	bool one;
	const char *line[LINES], *want;
} rows[] = {
	{"nothing", AR_BY_SHIPMENT, false, {NULL}, ""},
	{"nothing, one at a time", AR_BY_SHIPMENT, true, {NULL}, ""},
	{"a line", AR_BY_SHIPMENT, true, {"a o c E n -"}, "0"},
	{"by shipment", AR_BY_SHIPMENT, false, {"a o c E n -", "b o c E n -",
	    "a p d U r 1", "c o c E n -", "b - - - - -"}, "02|14|3"},
	{"by order", AR_BY_ORDER, false, {"a o c E n -", "b o d U r 1",
	    "a p c E n -", "c o c E n -"}, "013|2"},
	{"by customer", AR_BY_CUSTOMER, false, {"a o c E n -",
	    "b p d E n -", "d q c E n -"}, "02|1"},
	{"and currency", AR_BY_CUSTOMER, false, {"a o c E n -",
	    "b o c U n -", "a o c E n -", "a o c - n -"}, "02|1|3"},
	{"and terms", AR_BY_CUSTOMER, false, {"a o c E n -", "b o c E r 1",
	    "a o c E - -", "a o c E n -", "b p c E r 1"}, "03|14|2"},
	{"and receipt where they need it", AR_BY_CUSTOMER, false,
	    {"a o c E r 1", "a o c E r 2", "a o c E n 1", "a o c E n 2",
	    "b o c E r 1"}, "04|1|23"},
	{"one shipment at a time", AR_BY_SHIPMENT, true, {"a o c E n -",
	    "a p d U r 1", "b o c E n -", "a o c E n -", "c o c E n -",
	    "c o c E n -"}, "01|2|3|45"},
	{"one order at a time", AR_BY_ORDER, true, {"a o c E n -",
	    "b o c E n -", "b p c E n -"}, "01|2"},
	{"one customer at a time", AR_BY_CUSTOMER, true, {"a o c E n -",
	    "b p c U r 1", "b p d E n -"}, "01|2"},
};

static struct ar_termsbook book;
static const char *const receipts[] = {"2026-06-28", "2026-06-29"};

static struct ar_slice
cell(const char *text, size_t number)
{
	const char *c = text + 2 * number;

	return ar_slice(c, *c == '-' ? 0 : 1);
}

static struct ar_ship_line
line_of(const char *text, int64_t number)
{
	struct ar_ship_line line = {.goods = ware("1", "1", "0"),
	    .net = number, .has_net = true};
	struct ar_goods *g = &line.goods;

	g->shipment_id = cell(text, 0);
	g->order_id = cell(text, 1);
	g->customer_id = cell(text, 2);
	if (text[6] != '-')
		(void)snprintf(g->ccy.code, sizeof g->ccy.code, "%cUR",
		    text[6]);
	if (text[8] != '-')
		line.terms = ar_termsbook_get(&book, text[8] == 'r' ?
		    AR_S("net 30 rog") : AR_S("net 30"));
	g->receipt_date = text[10] == '-' ? AR_NO_DAY :
	    ware_day(receipts[text[10] - '1']);
	return line;
}

/* Rows and lines are what was added. */
static void
put_group(struct ar_buf *to, struct ar_gather_group group)
{
	if (group.first == NULL)
		return;
	ar_buf_addf(to, "%s", to->n > 0 ? "|" : "");
	for (const struct ar_gathered *l = group.first; l != NULL;
	    l = l->next) {
		assert_int_equal(l->row.at.line, l->line.net + 2);
		assert_true(l->line.has_net);
		assert_true((l->next == NULL) == (l == group.last));
		ar_buf_addf(to, "%lld", (long long)l->line.net);
	}
}

/* As a run does it: what turns out closed is put at once. */
static void
gather(const struct row *row, struct ar_gather *g, struct ar_arena *arena,
    struct ar_buf *got)
{
	for (size_t i = 0; i < LINES && row->line[i] != NULL; i++) {
		struct ar_ship_line line = line_of(row->line[i], (int64_t)i);
		struct ar_row r = {.at = {1, i + 2}};
		struct ar_gather_group closed = {0};

		if (ar_gather_turn(g, ar_gather_subject(g, &line.goods),
		    &closed)) {
			assert_true(row->one && closed.first != NULL);
			put_group(got, closed);
		}
		ar_gather_add(g, arena, &r, &line);
		memset(&line, '?', sizeof line);
		memset(&r, '?', sizeof r);
	}
	for (size_t i = 0; i < ar_gather_count(g); i++) {
		struct ar_gather_group group = ar_gather_group(g, i);

		assert_true(row->one || group.first != NULL);
		put_group(got, group);
	}
}

static void
test_rows(void **state)
{
	(void)state;
	ar_termsbook_init(&book);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_arena arena = {0};
		struct ar_buf got = {0};
		struct ar_gather g;

		ar_gather_init(&g, rows[i].by, rows[i].one);
		gather(&rows[i], &g, &arena, &got);
		if (!ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].name, (int)got.n, got.p);
		ar_gather_release(&g);
		ar_arena_free(&arena);
		ar_buf_free(&got);
	}
	ar_termsbook_release(&book);
}

static const struct {
	enum ar_by by;
	const char *subject, *column;
} subjects[] = {
	{AR_BY_SHIPMENT, "a", "shipment_id"}, {AR_BY_ORDER, "o", "order_id"},
	{AR_BY_CUSTOMER, "c", "customer_id"},
};

static void
test_broken(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(subjects); i++) {
		const struct ar_ship_line line = line_of("a o c E - -", 0),
		    other = line_of("b p d E - -", 1),
		    empty = line_of("- - - E - -", 2);
		struct ar_slice want = ar_slice_of(subjects[i].subject);
		struct ar_gather g;

		ar_gather_init(&g, subjects[i].by, i % 2 == 0);
		assert_slice(ar_gather_subject(&g, &line.goods), want);
		assert_int_equal(ar_gather_subject(&g, &empty.goods).n, 0);
		assert_string_equal(ar_gather_column(&g), subjects[i].column);
		assert_false(ar_gather_is_broken(&g, &line.goods));
		ar_gather_break(&g, want);
		ar_gather_break(&g, want);
		assert_true(ar_gather_is_broken(&g, &line.goods));
		assert_false(ar_gather_is_broken(&g, &other.goods));
		assert_false(ar_gather_is_broken(&g, &empty.goods));
		ar_gather_release(&g);
	}
}

static int64_t
first_of(struct ar_gather *g, const char *text)
{
	const struct ar_ship_line line = line_of(text, 99);
	const struct ar_gathered *first = ar_gather_first(g, &line);

	return first == NULL ? -1 : first->line.net;
}

/* Of all at once by their group; of one at a time of the open one. */
static void
test_first(void **state)
{
	struct ar_ship_line a = line_of("a o c E - -", 5),
	    b = line_of("b o c E - -", 6);
	struct ar_gather_group closed;
	struct ar_arena arena = {0};
	struct ar_row row = {0};
	struct ar_gather g;

	(void)state;
	ar_gather_init(&g, AR_BY_SHIPMENT, false);
	assert_int_equal(first_of(&g, "a o c E - -"), -1);
	ar_gather_add(&g, &arena, &row, &a);
	ar_gather_add(&g, &arena, &row, &b);
	ar_gather_add(&g, &arena, &row, &b);
	assert_int_equal(first_of(&g, "b o d U - -"), 6);
	assert_int_equal(first_of(&g, "a o d U - -"), 5);
	assert_int_equal(first_of(&g, "c o c E - -"), -1);
	ar_gather_release(&g);
	ar_gather_init(&g, AR_BY_SHIPMENT, true);
	assert_false(ar_gather_turn(&g, AR_S("a"), &closed));
	assert_int_equal(first_of(&g, "a o c E - -"), -1);
	ar_gather_add(&g, &arena, &row, &a);
	assert_int_equal(first_of(&g, "a p d U - -"), 5);
	assert_false(ar_gather_turn(&g, AR_S("a"), &closed));
	assert_int_equal(first_of(&g, "a o c E - -"), 5);
	assert_true(ar_gather_turn(&g, AR_S("b"), &closed));
	assert_int_equal(closed.first->line.net, 5);
	assert_int_equal(first_of(&g, "b o c E - -"), -1);
	assert_false(ar_gather_turn(&g, AR_S("c"), &closed));
	ar_gather_release(&g);
	ar_arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_broken),
		cmocka_unit_test(test_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
