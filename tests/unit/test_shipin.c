/*
 * tests/unit/test_shipin.c
 * Purpose: rows of shipments: what is refused, read, and joined.
 */
#include "libar/shipin.h"

#include "libar/table.h"
#include "tests/unit/wares.h"

#define HEAD "shipment_id,customer_id,ship_date,quantity,unit_price"
#define CELLS "S1,c,2026-06-26,2,10.50"
#define CUSTOMERS "customer_id,customer_name,terms,collector\n" \
	"c,Acme,net 10,k\nd,,,\ne,Eve,soon,\nf,,net 10 rog,\n"
#define LINE AR_BIT(AR_SHIP_LINE)
#define ORDER AR_BIT(AR_SHIP_ORDER_ID)

/* A reading of one row, from its files on. */
struct reading {
	struct ar_diag *diag;
	struct ar_customers *customers;
	struct ar_termsbook book;
	struct ar_table *table;
	struct ar_shipin in;
	struct ar_ship_line line;       /* views the table and the customers */
};

/* customers, terms: NULL for none; the result of binding, or of the row. */
static int
begin(struct reading *r, const char *in, const char *customers,
    struct ar_shipin_wish wish)
{
	struct ar_row row;
	int result;

	*r = (struct reading){.diag = ar_diag_new("t")};
	ar_termsbook_init(&r->book);
	if (customers != NULL)
		assert_int_equal(ar_customers_load(&r->customers,
		    scratch_write("customers", ar_slice_of(customers)),
		    r->diag), AR_OK);
	assert_int_equal(ar_table_open(&r->table, scratch_write("in",
	    ar_slice_of(in)), ar_diag_file(r->diag, "in"), r->diag), AR_OK);
	wish.customers = r->customers;
	wish.book = &r->book;
	scratch_listen();
	result = ar_shipin_bind(&r->in, &wish, ar_table_header(r->table),
	    r->diag);
	if (result != AR_OK)
		return result;
	assert_int_equal(ar_table_next(r->table, &row), AR_ITEM);
	memset(&r->line, '?', sizeof r->line);
	return ar_shipin_row(&r->in, &row, &r->line, r->diag);
}

static void
finish(struct reading *r)
{
	(void)scratch_stop(NULL);
	ar_table_close(r->table);
	ar_customers_free(r->customers);
	ar_termsbook_release(&r->book);
	ar_diag_free(r->diag);
}

static int
read_cells(struct reading *r, const char *columns, const char *cells,
    const char *customers, struct ar_shipin_wish wish)
{
	struct ar_buf in = {0};
	int result;

	ar_buf_addf(&in, HEAD "%s\n%s\n", columns, cells);
	ar_buf_add(&in, AR_S("\0"));
	result = begin(r, in.p, customers, wish);
	ar_buf_free(&in);
	return result;
}

/* code NULL: good; net: of a line that has one, else -1. */
static const struct refusal {
	const char *name, *columns, *cells, *code, *column;
	int64_t net;
	bool customers;
	uint64_t need;
	const char *terms;
} refusals[] = {
	{"good", "", CELLS, NULL, NULL, 2100, true, 0, ""},
	{"a return", "", "S1,c,2026-06-26,-2,10.50", NULL, NULL, -2100,
	    true, 0, ""},
	{"price of 0", "", "S1,c,2026-06-26,2,-0.0", NULL, NULL, 0, true, 0,
	    ""},
	{"fields", "", CELLS ",1", "field-count", NULL, -1, true, 0, ""},
	{"no shipment", "", ",c,2026-06-26,2,1", "empty", "shipment_id", -1,
	    true, 0, ""},
	{"no customer", "", "S1,,2026-06-26,2,1", "empty", "customer_id", -1,
	    true, 0, ""},
	{"no date", "", "S1,c,,2,1", "empty", "ship_date", -1, true, 0, ""},
	{"date", "", "S1,c,2026-06-31,2,1", "no-such-day", "ship_date", -1,
	    true, 0, ""},
	{"no quantity", "", "S1,c,2026-06-26,,1", "empty", "quantity", -1,
	    true, 0, ""},
	{"quantity", "", "S1,c,2026-06-26,two,1", "bad-amount", "quantity",
	    -1, true, 0, ""},
	{"no price", "", "S1,c,2026-06-26,2,", "empty", "unit_price", -1,
	    true, 0, ""},
	{"negative price", "", "S1,c,2026-06-26,2,-0.01", "negative-price",
	    "unit_price", -1, true, 0, ""},
	{"per 0", ",price_per", CELLS ",0", "bad-price-per", "price_per",
	    -1, true, 0, ""},
	{"per below 0", ",price_per", CELLS ",-1", "bad-price-per",
	    "price_per", -1, true, 0, ""},
	{"per empty", ",price_per", CELLS ",", NULL, NULL, 2100, true, 0,
	    ""},
	{"per 10", ",price_per", CELLS ",10", NULL, NULL, 210, true, 0, ""},
	{"discount", ",discount_pct", CELLS ",101", "bad-percent",
	    "discount_pct", -1, true, 0, ""},
	{"category", ",tax_category", CELLS ",X", "bad-word",
	    "tax_category", -1, true, 0, ""},
	{"S without a rate", ",tax_category", CELLS ",S", "tax-rate",
	    "tax_rate", -1, true, 0, ""},
	{"S of 0", ",tax_category,tax_rate", CELLS ",S,0", "tax-rate",
	    "tax_rate", -1, true, 0, ""},
	{"AE of 19", ",tax_category,tax_rate", CELLS ",AE,19", "tax-rate",
	    "tax_rate", -1, true, 0, ""},
	{"S of 19", ",tax_category,tax_rate", CELLS ",S,19", NULL, NULL,
	    2100, true, 0, ""},
	{"a rate alone", ",tax_rate", CELLS ",19", NULL, NULL, 2100, true, 0,
	    ""},
	{"L of 7", ",tax_category,tax_rate", CELLS ",L,7", NULL, NULL, 2100,
	    true, 0, ""},
	{"too much", "", "S1,c,2026-06-26,92233720368547758.08,1",
	    "out-of-range", "quantity", -1, true, 0, ""},
	{"line is needed", ",line", CELLS ",", "empty", "line", 2100, true,
	    LINE, ""},
	{"line is there", ",line", CELLS ",1", NULL, NULL, 2100, true, LINE,
	    ""},
	{"line is not needed", ",line", CELLS ",", NULL, NULL, 2100, true,
	    0, ""},
	{"order is needed", ",order_id", CELLS ",", "empty", "order_id",
	    2100, true, ORDER, ""},
	{"order is there", ",order_id", CELLS ",1", NULL, NULL, 2100, true,
	    ORDER, ""},
	{"unknown customer", "", "S1,C,2026-06-26,2,10.50",
	    "unknown-customer", "customer_id", 2100, true, 0, "30"},
	{"no customers", "", "S1,C,2026-06-26,2,10.50", NULL, NULL, 2100,
	    false, 0, "30"},
	{"no terms", "", CELLS, "no-terms", "terms", 2100, false, 0, ""},
	{"no terms of the customer", "", "S1,d,2026-06-26,2,10.50",
	    "no-terms", "terms", 2100, true, 0, ""},
	{"bad terms", ",terms", CELLS ",soon", "bad-terms", "terms", 2100,
	    true, 0, "30"},
	{"bad terms of the customer", "", "S1,e,2026-06-26,2,10.50",
	    "bad-terms", "terms", 2100, true, 0, "30"},
	{"bad terms of the run", "", CELLS, "bad-terms", "terms", 2100,
	    false, 0, "soon"},
	{"no receipt", ",receipt_date", "S1,f,2026-06-26,2,10.50,",
	    "bad-terms", "receipt_date", 2100, true, 0, ""},
	{"no column for it", "", "S1,f,2026-06-26,2,10.50", "bad-terms",
	    "receipt_date", 2100, true, 0, ""},
	{"receipt", ",receipt_date", "S1,f,2026-06-26,2,10.50,2026-06-28",
	    NULL, NULL, 2100, true, 0, ""},
};

static int
read_refusal(struct reading *r, const struct refusal *row)
{
	return read_cells(r, row->columns, row->cells,
	    row->customers ? CUSTOMERS : NULL,
	    (struct ar_shipin_wish){.by_terms = true, .need = row->need,
	    .terms = ar_slice_of(row->terms)});
}

static bool
said(const struct refusal *row)
{
	char place[64];

	if (row->code == NULL)
		return scratch_heard()[0] == '\0';
	(void)snprintf(place, sizeof place, "t: in:2:%s%s ",
	    row->column == NULL ? "" : row->column,
	    row->column == NULL ? "" : ":");
	return strcmp(scratch_code(), row->code) == 0 &&
	    strncmp(scratch_heard(), place, strlen(place)) == 0;
}

static void
test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(refusals); i++) {
		const struct refusal *row = &refusals[i];
		struct reading r;
		int result = read_refusal(&r, row);
		bool has_net = row->net != -1;

		if (result != (row->code == NULL ? AR_OK : AR_EDATA) ||
		    !said(row) || r.line.has_net != has_net ||
		    (has_net && r.line.net != row->net) ||
		    ar_diag_refused(r.diag) != (row->code == NULL ? 0 : 1))
			fail_msg("%s: %s", row->name, scratch_heard());
		finish(&r);
	}
}

/* By columns of the input, and by the customers file. */
static const struct {
	const char *name, *columns, *cells, *customers, *terms;
	const char *want;       /* name|terms|collector */
} joins[] = {
	{"no customers", "", CELLS, NULL, "30", "|net 30|"},
	{"of the customer", "", CELLS, CUSTOMERS, "30", "Acme|net 10|k"},
	{"who has none", "", "S1,d,2026-06-26,1,1", CUSTOMERS, "30",
	    "|net 30|"},
	{"of a file that has none", "", CELLS, "customer_id\nc\n", "30",
	    "|net 30|"},
	{"of the line", ",customer_name,terms,collector",
	    CELLS ",Own,net 5,x", CUSTOMERS, "30", "Own|net 5|x"},
	{"of the line alone", ",customer_name,terms,collector",
	    CELLS ",Own,net 5,x", NULL, "30", "Own|net 5|x"},
	{"empty in the line", ",customer_name,terms,collector", CELLS ",,,",
	    CUSTOMERS, "30", "|net 10|"},
	{"name in the line", ",customer_name", CELLS ",Own", CUSTOMERS, "30",
	    "Own|net 10|k"},
	{"other names", "", CELLS, "Collector,TERMS,Customer Name,"
	    "customer-id\nx,net 7,N,c\n", "30", "N|net 7|x"},
};

static void
test_joins(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(joins); i++) {
		struct ar_shipin_wish wish = {.by_terms = true};
		struct ar_buf got = {0};
		struct reading r;

		wish.terms = ar_slice_of(joins[i].terms);
		if (read_cells(&r, joins[i].columns, joins[i].cells,
		    joins[i].customers, wish) != AR_OK)
			fail_msg("%s: %s", joins[i].name, scratch_heard());
		ar_buf_add(&got, r.line.goods.customer_name);
		ar_buf_add(&got, AR_S("|"));
		ar_buf_add(&got, r.line.terms->text);
		ar_buf_add(&got, AR_S("|"));
		ar_buf_add(&got, r.line.goods.collector);
		if (!ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(joins[i].want)))
			fail_msg("%s: %.*s", joins[i].name, (int)got.n,
			    got.p);
		finish(&r);
		ar_buf_free(&got);
	}
}

/* Where terms are not needed nothing about them is a fault. */
static const struct {
	const char *terms, *want;       /* NULL: there are none */
	bool readable;
} idle[] = {
	{"", NULL, false}, {"soon", "soon", false}, {"30", "net 30", true},
	{"30 rog", "net 30 rog", true},
};

static void
test_terms_not_needed(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(idle); i++) {
		const struct ar_terms_entry *terms;
		struct reading r;

		assert_int_equal(read_cells(&r, "", CELLS, NULL,
		    (struct ar_shipin_wish){.terms =
		    ar_slice_of(idle[i].terms)}), AR_OK);
		assert_string_equal(scratch_heard(), "");
		terms = r.line.terms;
		assert_int_equal(terms != NULL, idle[i].want != NULL);
		if (terms != NULL)
			assert_int_equal(terms->terms != NULL,
			    idle[i].readable);
		if (idle[i].readable)
			assert_slice(terms->text, ar_slice_of(idle[i].want));
		finish(&r);
	}
}

static const struct {
	const char *name, *head;
	uint64_t need;
	const char *said;       /* NULL: good */
} heads[] = {
	{"required", HEAD "\n", 0, NULL},
	{"no shipment_id", "customer_id,ship_date,quantity,unit_price\n",
	    0, "no column 'shipment_id'"},
	{"no customer_id", "shipment_id,ship_date,quantity,unit_price\n",
	    0, "no column 'customer_id'"},
	{"no ship_date", "shipment_id,customer_id,quantity,unit_price\n",
	    0, "no column 'ship_date'"},
	{"no quantity", "shipment_id,customer_id,ship_date,unit_price\n",
	    0, "no column 'quantity'"},
	{"no unit_price", "shipment_id,customer_id,ship_date,quantity\n",
	    0, "no column 'unit_price'"},
	{"line", HEAD "\n", LINE, "no column 'line'"},
	{"order_id", HEAD "\n", ORDER, "no column 'order_id'"},
	{"twice", HEAD ",Quantity\n", 0, "[repeated-column]"},
	{"item twice", HEAD ",item,Item\n", 0, "[repeated-column]"},
	{"unknown twice", HEAD ",x,x\n", 0, NULL},
};

static void
test_heads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(heads); i++) {
		struct ar_buf in = {0};
		struct reading r;
		int result;

		ar_buf_addf(&in, "%s,\n", heads[i].head);
		ar_buf_add(&in, AR_S("\0"));
		result = begin(&r, in.p, NULL,
		    (struct ar_shipin_wish){.terms = AR_S(""),
		    .need = heads[i].need});
		if (result != (heads[i].said == NULL ? AR_EDATA : AR_ESTOP) ||
		    strstr(scratch_heard(), heads[i].said == NULL ?
		    "[field-count]" : heads[i].said) == NULL)
			fail_msg("%s: %s", heads[i].name, scratch_heard());
		finish(&r);
		ar_buf_free(&in);
	}
}

/* Every cell where it belongs. */
static void
test_cells(void **state)
{
	const struct ar_goods *g;
	struct reading r;

	(void)state;
	assert_int_equal(read_cells(&r, ",currency,line,order_id,terms,"
	    "collector,customer_name,po_number,item,description,unit,"
	    "price_per,discount_pct,tax_rate,tax_category,receipt_date",
	    CELLS ",JPY,7,O1,net 5,k,N,P1,A-1,D,pcs,1,50,19,S,2026-06-28",
	    NULL, (struct ar_shipin_wish){.terms = AR_S("")}), AR_OK);
	g = &r.line.goods;
	assert_string_equal(g->ccy.code, "JPY");
	assert_slice(g->shipment_id, AR_S("S1"));
	assert_slice(g->line, AR_S("7"));
	assert_slice(g->customer_id, AR_S("c"));
	assert_slice(g->customer_name, AR_S("N"));
	assert_slice(g->order_id, AR_S("O1"));
	assert_slice(g->po_number, AR_S("P1"));
	assert_slice(g->item, AR_S("A-1"));
	assert_slice(g->description, AR_S("D"));
	assert_slice(g->unit, AR_S("pcs"));
	assert_slice(g->terms, AR_S("net 5"));
	assert_slice(g->collector, AR_S("k"));
	assert_int_equal(g->ship_date, ware_day("2026-06-26"));
	assert_int_equal(g->receipt_date, ware_day("2026-06-28"));
	assert_int_equal(g->quantity.units, 2);
	assert_int_equal(g->unit_price.units, 1050);
	assert_int_equal(g->unit_price.places, 2);
	assert_true(g->price_per.filled);
	assert_int_equal(g->discount_pct, AR_RATE_ONE / 2);
	assert_int_equal(g->tax_rate, ware_rate("19"));
	assert_int_equal(g->tax_category, AR_TAX_STANDARD);
	assert_int_equal(r.line.net, 11);
	finish(&r);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_refusals), TEST(test_joins),
		TEST(test_terms_not_needed), TEST(test_heads),
		TEST(test_cells),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
