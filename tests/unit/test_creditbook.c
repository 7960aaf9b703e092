/*
 * tests/unit/test_creditbook.c
 * Purpose: credits of parts add up to what was billed, and no further.
 */
#include "libar/creditbook.h"

#include "tests/unit/wares.h"

enum { LINES = 4, NOTES = 5 };

/*
 * An invoice, credit notes of it as "LINE=PART LINE", and what comes of each:
 * ! for a part that is refused, net and tax; then what is left of each line
 * and, behind the stroke, of the tax of each group.
 */
static const struct row {
	const char *name;
	struct {
		const char *quantity, *price, *rate;
	} line[LINES];
	const char *note[NOTES], *want;
} rows[] = {
	{"all of it", {{"3", "10", "19"}}, {"1"},
	    "-3000 -570; 0:0 | 0"},
	{"all of it by number", {{"3", "10", "19"}}, {"1=3.000"},
	    "-3000 -570; 0.000:0 | 0"},
	{"the last part takes the rest", {{"3", "0.335", "19"}},
	    {"1=1", "1=1", "1=1"}, "-34 -6; -34 -6; -33 -7; 0:0 | 0"},
	{"also more than its share", {{"3", "0.3333", "19"}},
	    {"1=1", "1=1", "1=1"}, "-33 -6; -33 -6; -34 -7; 0:0 | 0"},
	{"and so does what is left", {{"3", "0.335", "19"}}, {"1=2", "1"},
	    "-67 -13; -34 -6; 0:0 | 0"},
	{"a part is left", {{"3", "0.335", "19"}}, {"1=2"},
	    "-67 -13; 1:34 | 6"},
	{"half away from zero", {{"2", "0.005", "0"}}, {"1=1", "1=1"},
	    "-1 0; 0 0; 0:0 | 0"},
	{"never more than is left", {{"4", "0.005", "0"}},
	    {"1=1", "1=1", "1=1", "1=1"},
	    "-1 0; -1 0; 0 0; 0 0; 0:0 | 0"},
	{"parts of one", {{"1.5", "10", "0"}}, {"1=0.5", "1=0.25", "1"},
	    "-500 0; -250 0; -750 0; 0.00:0 | 0"},
	{"a line twice in a note", {{"3", "10", "19"}}, {"1=1 1=1", "1"},
	    "-2000 -380; -1000 -190; 0:0 | 0"},
	{"several groups", {{"1", "10", "19"}, {"2", "5", "7"},
	    {"1", "20", "19"}}, {"1 2=1", "2 3"},
	    "-1500 -225; -2500 -415; 0:0 0:0 0:0 | 0 0"},
	{"groups in another order", {{"1", "10", "19"}, {"2", "5", "7"},
	    {"1", "20", "0"}}, {"3 2=1"},
	    "-2500 -35; 1:1000 1:500 0:0 | 190 35 0"},
	{"each group's last takes its tax", {{"1", "0.03", "19"},
	    {"1", "0.03", "19"}, {"1", "0.03", "19"}, {"1", "1", "7"}},
	    {"1", "2", "3", "4"},
	    "-3 -1; -3 -1; -3 0; -100 -7; 0:0 0:0 0:0 0:0 | 0 0"},
	{"no more tax than there was", {{"9", "0.01", "15"}},
	    {"1=4", "1=4", "1=1"}, "-4 -1; -4 0; -1 0; 0:0 | 0"},
	{"nor below 0", {{"-9", "0.01", "15"}}, {"1=4", "1=4", "1=1"},
	    "4 1; 4 0; 1 0; 0:0 | 0"},
	{"a return", {{"-3", "0.335", "19"}}, {"1=1", "1=3", "1"},
	    "34 6; !; 67 13; 0:0 | 0"},
	{"goods before the return", {{"5", "10", "19"},
	    {"-2", "10", "19"}}, {"1", "2"},
	    "-5000 -950; 2000 380; 0:0 0:0 | 0"},
	{"the return before goods", {{"5", "10", "19"},
	    {"-2", "10", "19"}}, {"2=1", "2=1", "1"},
	    "1000 190; 1000 190; -5000 -950; 0:0 0:0 | 0"},
	{"both at once", {{"5", "0.1", "19"}, {"-2", "0.1", "19"}},
	    {"1 2"}, "-30 -6; 0:0 0:0 | 0"},
	{"more than there is", {{"3", "10", "19"}}, {"1=4"},
	    "!; 3:3000 | 570"},
	{"by a trifle", {{"3", "10", "19"}}, {"1=3.000000001"},
	    "!; 3:3000 | 570"},
	{"more than is left", {{"3", "10", "0"}},
	    {"1=2", "1=2", "1=1", "1=1", "1"},
	    "-2000 0; !; -1000 0; !; !; 0:0 | 0"},
	{"more within a note", {{"3", "10", "0"}}, {"1=2 1=2 1=1"},
	    "!-3000 0; 0:0 | 0"},
	{"what was for nothing", {{"2", "0", "19"}}, {"1=1", "1", "1"},
	    "0 0; 0 0; !; 0:0 | 0"},
	{"what is left would not fit", {{"10000000000", "0.01", "0"}},
	    {"1=0.000000001"}, "!; 10000000000:10000000000 | 0"},
	{"a line of nothing", {{"0", "10", "19"}, {"1", "10", "19"}},
	    {"1", "2"}, "!; -1000 -190; 0:0 0:0 | 0"},
};

static struct ar_invoice
invoice_of(const struct row *row)
{
	struct ar_invoice inv = ware_invoice("I1");

	for (size_t i = 0; i < LINES && row->line[i].price != NULL; i++) {
		struct ar_goods g = ware(row->line[i].quantity,
		    row->line[i].price, row->line[i].rate);

		(void)ware_bill(&inv, &g);
	}
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	return inv;
}

static struct ar_invoice
empty_note(void)
{
	struct ar_invoice note = ware_invoice("I2");

	note.kind = AR_KIND_CREDIT_NOTE;
	note.credits_id = AR_S("I1");
	return note;
}

/* A book that wants I1 and has seen it. */
static struct ar_creditable *
see_first(struct ar_creditbook *book, struct ar_invoice *inv)
{
	ar_creditbook_init(book);
	ar_creditbook_want(book, AR_S("I1"));
	assert_int_equal(ar_creditbook_see(book, inv), AR_OK);
	return ar_creditbook_find(book, AR_S("I1"));
}

static void
add_part(struct ar_creditable *c, struct ar_invoice *note,
    struct ar_slice text, struct ar_buf *got)
{
	size_t before = note->nlines, line = (size_t)(text.p[0] - '1');
	struct ar_decimal part = {0}, left = c->quantity[line];
	int64_t net = c->net[line];

	if (text.n > 2)
		assert_int_equal(ar_decimal_parse(&part,
		    ar_slice(text.p + 2, text.n - 2)), AR_MONEY_OK);
	if (ar_creditable_add(c, note, line, part) == AR_OK)
		return;
	ar_buf_addf(got, "!");
	assert_int_equal(note->nlines, before);
	assert_int_equal(c->net[line], net);
	assert_memory_equal(&c->quantity[line], &left, sizeof left);
}

static struct ar_invoice
make_note(struct ar_creditable *c, const char *parts, struct ar_buf *got)
{
	struct ar_slice rest = ar_slice_of(parts);
	struct ar_invoice note = empty_note();
	const struct ar_bill *b = &note.bill;

	while (rest.n > 0)
		add_part(c, &note, ar_slice_cut(&rest, ' '), got);
	if (note.nlines > 0) {
		assert_int_equal(ar_creditable_total(c, &note), AR_OK);
		assert_int_equal(b->amount, b->net + b->tax);
		ar_buf_addf(got, "%lld %lld", (long long)b->net,
		    (long long)b->tax);
	}
	ar_buf_addf(got, "; ");
	return note;
}

static void
put_left(struct ar_buf *to, const struct ar_creditable *c)
{
	for (size_t i = 0; i < c->invoice.nlines; i++) {
		char text[AR_MONEY_MAX];

		ar_buf_add(to, ar_slice(text, ar_decimal_format(text,
		    c->quantity[i])));
		ar_buf_addf(to, ":%lld ", (long long)c->net[i]);
	}
	ar_buf_addf(to, "|");
	for (size_t i = 0; i < c->invoice.bill.ngroups; i++)
		ar_buf_addf(to, " %lld", (long long)c->tax[i]);
}

/* Who sees the notes in the journal has the same left, and their taxes. */
static void
replay(const struct row *row, struct ar_invoice *inv,
    struct ar_invoice note[NOTES], struct ar_slice want)
{
	struct ar_creditbook book;
	struct ar_creditable *c = see_first(&book, inv);
	struct ar_buf left = {0};

	for (size_t i = 0; i < NOTES; i++) {
		int64_t tax = note[i].bill.tax;

		if (note[i].nlines == 0)
			continue;
		assert_int_equal(ar_invoice_total(&note[i]), AR_OK);
		assert_int_equal(ar_creditbook_see(&book, &note[i]), AR_OK);
		if (note[i].bill.tax != tax || note[i].bill.amount !=
		    note[i].bill.net + tax)
			fail_msg("%s: replay of %zu", row->name, i);
	}
	put_left(&left, c);
	if (!ar_slice_eq(ar_buf_slice(&left), want))
		fail_msg("%s: replay: %.*s", row->name, (int)left.n, left.p);
	ar_buf_free(&left);
	ar_creditbook_release(&book);
}

static void
check_row(const struct row *row)
{
	struct ar_invoice inv = invoice_of(row), note[NOTES] = {{0}};
	struct ar_creditbook book;
	struct ar_creditable *c = see_first(&book, &inv);
	struct ar_buf got = {0};
	size_t before;

	for (size_t i = 0; i < NOTES && row->note[i] != NULL; i++)
		note[i] = make_note(c, row->note[i], &got);
	before = got.n;
	put_left(&got, c);
	if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->want)))
		fail_msg("%s: %.*s", row->name, (int)got.n, got.p);
	replay(row, &inv, note, ar_slice(got.p + before, got.n - before));
	for (size_t i = 0; i < NOTES; i++)
		ar_invoice_free(&note[i]);
	ar_invoice_free(&inv);
	ar_buf_free(&got);
	ar_creditbook_release(&book);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

/* The goods are those that were billed, but for what is taken back. */
static void
test_line(void **state)
{
	struct ar_invoice inv = invoice_of(&rows[10]), note = empty_note();
	struct ar_creditbook book;
	struct ar_creditable *c = see_first(&book, &inv);
	const struct ar_invoice_line *l;

	(void)state;
	assert_int_equal(ar_creditable_add(c, &note, 1, ware_number("1.0")),
	    AR_OK);
	l = &note.line[0];
	assert_int_equal(l->credits_line, 2);
	assert_int_equal(l->net, -500);
	assert_int_equal(l->goods.quantity.units, -10);
	assert_int_equal(l->goods.quantity.places, 1);
	assert_true(l->goods.quantity.filled);
	assert_int_equal(l->goods.unit_price.units, 5);
	assert_int_equal(l->goods.tax_rate, ware_rate("7"));
	assert_slice(l->goods.shipment_id, AR_S("S1"));
	assert_int_equal(ar_creditable_add(c, &note, 1, ware_number("")),
	    AR_OK);
	assert_int_equal(note.line[1].goods.quantity.units, -10);
	assert_true(note.line[1].goods.quantity.filled);
	ar_invoice_free(&note);
	ar_invoice_free(&inv);
	ar_creditbook_release(&book);
}

/* Only what is wanted is kept, in a copy. */
static void
test_want(void **state)
{
	struct ar_invoice inv = invoice_of(&rows[0]);
	struct ar_creditbook book;
	char id[] = "I1";

	(void)state;
	ar_creditbook_init(&book);
	ar_creditbook_want(&book, AR_S("I1"));
	ar_creditbook_want(&book, AR_S("I1"));
	ar_creditbook_want(&book, AR_S("I2"));
	assert_null(ar_creditbook_find(&book, AR_S("I1")));
	inv.id = AR_S("I3");
	assert_int_equal(ar_creditbook_see(&book, &inv), AR_OK);
	inv.id = ar_slice_of(id);
	assert_int_equal(ar_creditbook_see(&book, &inv), AR_OK);
	memset(id, '?', 2);
	memset(inv.line, '?', sizeof *inv.line);
	ar_invoice_free(&inv);
	assert_null(ar_creditbook_find(&book, AR_S("I2")));
	assert_null(ar_creditbook_find(&book, AR_S("I3")));
	assert_null(ar_creditbook_find(&book, AR_S("??")));
	assert_slice(ar_creditbook_find(&book, AR_S("I1"))->invoice.id,
	    AR_S("I1"));
	assert_int_equal(ar_creditbook_find(&book, AR_S("I1"))->invoice.
	    bill.amount, 3570);
	ar_creditbook_release(&book);
}

/* Notes that cannot be: of this invoice, this line of it. */
static const struct {
	const char *name, *quantity, *credits;
	int64_t line;
	bool before;            /* the note comes before the invoice */
	int result;
} odd[] = {
	{"as it should be", "-1", "I1", 1, false, AR_OK},
	{"line 0", "-1", "I1", 0, false, AR_EDATA},
	{"line below 0", "-1", "I1", -1, false, AR_EDATA},
	{"no such line", "-1", "I1", 2, false, AR_EDATA},
	{"before its invoice", "-1", "I1", 1, true, AR_EDATA},
	{"more than is left", "-4", "I1", 1, false, AR_EDATA},
	{"other sign", "1", "I1", 1, false, AR_EDATA},
	{"of one not wanted", "-1", "I9", 1, false, AR_OK},
	{"of one not wanted, no line", "-1", "I9", 0, true, AR_OK},
};

static void
test_odd_notes(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(odd); i++) {
		struct ar_invoice inv = invoice_of(&rows[0]),
		    note = empty_note();
		struct ar_goods g = ware(odd[i].quantity, "10", "19");
		struct ar_creditbook book;

		ar_creditbook_init(&book);
		ar_creditbook_want(&book, AR_S("I1"));
		if (!odd[i].before)
			assert_int_equal(ar_creditbook_see(&book, &inv),
			    AR_OK);
		note.credits_id = ar_slice_of(odd[i].credits);
		ware_bill(&note, &g)->credits_line = odd[i].line;
		assert_int_equal(ar_invoice_total(&note), AR_OK);
		if (ar_creditbook_see(&book, &note) != odd[i].result)
			fail_msg("failing row: %s", odd[i].name);
		ar_invoice_free(&note);
		ar_invoice_free(&inv);
		ar_creditbook_release(&book);
	}
}

/* Lines that only fit together with one of the other sign. */
static void
test_too_large(void **state)
{
	static const int64_t net[] = {INT64_MAX, -INT64_MAX, INT64_MAX};
	struct ar_invoice inv = ware_invoice("I1"), note = empty_note();
	struct ar_creditbook book;
	struct ar_creditable *c;

	(void)state;
	for (size_t i = 0; i < ROWS(net); i++) {
		struct ar_goods g = ware(net[i] < 0 ? "-1" : "1", "1", "0");

		(void)ar_invoice_add(&inv, &g, net[i]);
	}
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	c = see_first(&book, &inv);
	assert_int_equal(ar_creditable_add(c, &note, 0, ware_number("")),
	    AR_OK);
	assert_int_equal(ar_creditable_add(c, &note, 2, ware_number("1")),
	    AR_OK);
	assert_int_equal(ar_creditable_total(c, &note), AR_EDATA);
	ar_invoice_free(&note);
	ar_invoice_free(&inv);
	ar_creditbook_release(&book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_line),
		cmocka_unit_test(test_want), cmocka_unit_test(test_odd_notes),
		cmocka_unit_test(test_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
