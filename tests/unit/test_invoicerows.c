/*
 * tests/unit/test_invoicerows.c
 * Purpose: invoices and credit notes as rows, to the byte.
 */
#include "libar/invoicerows.h"

#include "libar/columns.h"
#include "tests/unit/wares.h"

#define SPLIT "33.33% 2/10 net 30, 66.67% net 60"

static const char documents[] =
    "invoice_id,instalment,customer_id,customer_name,kind,invoice_date,"
    "due_date,currency,net,tax,amount,balance,terms,discount_date,"
    "discount_amount,order_id,po_number,shipment_id,ship_date,"
    "days_to_invoice,collector,credits_invoice_id\n";

static const char lines[] =
    "invoice_id,line,customer_id,customer_name,kind,invoice_date,due_date,"
    "currency,net,tax,amount,terms,discount_date,discount_amount,order_id,"
    "po_number,collector,credits_invoice_id,shipment_id,shipment_line,"
    "ship_date,item,description,quantity,unit,unit_price,discount_pct,"
    "line_net,tax_category,tax_rate,tax_base,tax_amount,price_per\n";

static const char journal[] =
    "number,invoice_id,line,lines,kind,customer_id,customer_name,"
    "invoice_date,currency,net,tax,amount,terms,order_id,po_number,"
    "collector,credits_invoice_id,credits_line,shipment_id,shipment_line,"
    "ship_date,item,description,quantity,unit,unit_price,discount_pct,"
    "line_net,tax_category,tax_rate,price_per,receipt_date,discount_base";

/* goods: b(olts), n(uts), r(eturned nuts), one a line. */
static const struct row {
	const char *name, *goods, *terms;       /* terms NULL: none */
	struct ar_ccy ccy;
	bool base_is_net;
	const char *documents, *lines, *journal;
} rows[] = {
	{"all cells", "b", "2/10 net 30", {"EUR", 2}, false,
	    "I7,,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,EUR,30.08,"
	    "5.72,35.80,35.80,2/10 net 30,2026-07-10,0.72,O1,P1,S1,"
	    "2026-06-26,4,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,EUR,30.08,"
	    "5.72,35.80,2/10 net 30,2026-07-10,0.72,O1,P1,k,,S1,1,2026-06-26,"
	    "A-1,\"5\"\" bolts\",250,pcs,12.340,2.5,30.08,S,19,30.08,5.72,"
	    "100\n",
	    "7,I7,1,1,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,30.08,5.72,"
	    "35.80,2/10 net 30,O1,P1,k,,,S1,1,2026-06-26,A-1,\"5\"\" bolts\","
	    "250,pcs,12.340,2.5,30.08,S,19,100,2026-06-28,gross\n"},
	{"discount on the net, no currency", "b", "2/10 net 30", {"", 2},
	    true,
	    "I7,,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,,30.08,"
	    "5.72,35.80,35.80,2/10 net 30,2026-07-10,0.60,O1,P1,S1,"
	    "2026-06-26,4,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,,30.08,"
	    "5.72,35.80,2/10 net 30,2026-07-10,0.60,O1,P1,k,,S1,1,2026-06-26,"
	    "A-1,\"5\"\" bolts\",250,pcs,12.340,2.5,30.08,S,19,30.08,5.72,"
	    "100\n",
	    "7,I7,1,1,invoice,c,\"Acme, Ltd\",2026-06-30,,30.08,5.72,"
	    "35.80,2/10 net 30,O1,P1,k,,,S1,1,2026-06-26,A-1,\"5\"\" bolts\","
	    "250,pcs,12.340,2.5,30.08,S,19,100,2026-06-28,net\n"},
	{"no terms, two groups", "bn", NULL, {"EUR", 2}, false,
	    "I7,,c,\"Acme, Ltd\",invoice,2026-06-30,2026-06-30,EUR,42.08,"
	    "6.56,48.64,48.64,,,,,P1,S1,2026-06-24,6,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-06-30,EUR,42.08,"
	    "6.56,48.64,,,,O1,P1,k,,S1,1,2026-06-26,A-1,\"5\"\" bolts\",250,"
	    "pcs,12.340,2.5,30.08,S,19,30.08,5.72,100\n"
	    "I7,2,c,\"Acme, Ltd\",invoice,2026-06-30,2026-06-30,EUR,42.08,"
	    "6.56,48.64,,,,O2,P1,k,,S1,2,2026-06-24,,,1.50,,8,0,12.00,AE,7,"
	    "12.00,0.84,1\n",
	    "7,I7,1,2,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,42.08,6.56,"
	    "48.64,,O1,P1,k,,,S1,1,2026-06-26,A-1,\"5\"\" bolts\",250,pcs,"
	    "12.340,2.5,30.08,S,19,100,2026-06-28,gross\n"
	    "7,I7,2,2,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,42.08,6.56,"
	    "48.64,,O2,P1,k,,,S1,2,2026-06-24,,,1.50,,8,0,12.00,AE,7,1,,"
	    "gross\n"},
	{"instalments", "nb", SPLIT, {"EUR", 2}, true,
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,EUR,42.08,"
	    "6.56,16.21,16.21,\"" SPLIT "\",2026-07-10,0.28,,P1,S1,"
	    "2026-06-24,6,k,\n"
	    "I7,2,c,\"Acme, Ltd\",invoice,2026-06-30,2026-08-29,EUR,0.00,"
	    "0.00,32.43,32.43,\"" SPLIT "\",,,,P1,S1,2026-06-24,6,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,,EUR,42.08,6.56,48.64,"
	    "\"" SPLIT "\",,,O2,P1,k,,S1,2,2026-06-24,,,1.50,,8,0,12.00,AE,7,"
	    "12.00,0.84,1\n"
	    "I7,2,c,\"Acme, Ltd\",invoice,2026-06-30,,EUR,42.08,6.56,48.64,"
	    "\"" SPLIT "\",,,O1,P1,k,,S1,1,2026-06-26,A-1,\"5\"\" bolts\","
	    "250,pcs,12.340,2.5,30.08,S,19,30.08,5.72,100\n",
	    "7,I7,1,2,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,42.08,6.56,"
	    "48.64,\"" SPLIT "\",O2,P1,k,,,S1,2,2026-06-24,,,1.50,,8,0,12.00,"
	    "AE,7,1,,net\n"
	    "7,I7,2,2,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,42.08,6.56,"
	    "48.64,\"" SPLIT "\",O1,P1,k,,,S1,1,2026-06-26,A-1,"
	    "\"5\"\" bolts\",250,pcs,12.340,2.5,30.08,S,19,100,2026-06-28,"
	    "net\n"},
	{"instalments without a discount", "n", "50% net 0, 50% 1/5 net 30",
	    {"EUR", 2}, false,
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-06-30,EUR,12.00,"
	    "0.84,6.42,6.42,\"50% net 0, 50% 1/5 net 30\",,,O2,P1,S1,"
	    "2026-06-24,6,k,\n"
	    "I7,2,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,EUR,0.00,"
	    "0.00,6.42,6.42,\"50% net 0, 50% 1/5 net 30\",2026-07-05,0.06,O2,"
	    "P1,S1,2026-06-24,6,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,,EUR,12.00,0.84,12.84,"
	    "\"50% net 0, 50% 1/5 net 30\",,,O2,P1,k,,S1,2,2026-06-24,,,1.50,"
	    ",8,0,12.00,AE,7,12.00,0.84,1\n",
	    "7,I7,1,1,invoice,c,\"Acme, Ltd\",2026-06-30,EUR,12.00,0.84,"
	    "12.84,\"50% net 0, 50% 1/5 net 30\",O2,P1,k,,,S1,2,2026-06-24,,,"
	    "1.50,,8,0,12.00,AE,7,1,,gross\n"},
	{"yen, a discount of nothing", "n", "2/10 net 30", {"JPY", 0}, false,
	    "I7,,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,JPY,12,1,13,"
	    "13,2/10 net 30,2026-07-10,0,O2,P1,S1,2026-06-24,6,k,\n",
	    "I7,1,c,\"Acme, Ltd\",invoice,2026-06-30,2026-07-30,JPY,12,1,13,"
	    "2/10 net 30,2026-07-10,0,O2,P1,k,,S1,2,2026-06-24,,,1.50,,8,0,"
	    "12,AE,7,12,1,1\n",
	    "7,I7,1,1,invoice,c,\"Acme, Ltd\",2026-06-30,JPY,12,1,13,"
	    "2/10 net 30,O2,P1,k,,,S1,2,2026-06-24,,,1.50,,8,0,12,AE,7,1,,"
	    "gross\n"},
	{"credit note", "r", NULL, {"EUR", 2}, false,
	    "I7,,c,\"Acme, Ltd\",credit_note,2026-06-30,2026-06-30,EUR,"
	    "-12.00,-0.84,-12.84,-12.84,,,,O2,P1,S1,2026-06-24,,k,I3\n",
	    "I7,1,c,\"Acme, Ltd\",credit_note,2026-06-30,2026-06-30,EUR,"
	    "-12.00,-0.84,-12.84,,,,O2,P1,k,I3,S1,2,2026-06-24,,,-1.50,,8,0,"
	    "-12.00,AE,7,-12.00,-0.84,1\n",
	    "7,I7,1,1,credit_note,c,\"Acme, Ltd\",2026-06-30,EUR,-12.00,"
	    "-0.84,-12.84,,O2,P1,k,I3,5,S1,2,2026-06-24,,,-1.50,,8,0,-12.00,"
	    "AE,7,1,,gross\n"},
};

static struct ar_goods
bolts(void)
{
	struct ar_goods g = ware("250", "12.340", "19");

	g.order_id = AR_S("O1");
	g.item = AR_S("A-1");
	g.description = AR_S("5\" bolts");
	g.unit = AR_S("pcs");
	g.price_per = ware_number("100");
	g.discount_pct = ware_rate("2.5");
	g.receipt_date = ware_day("2026-06-28");
	return g;
}

static struct ar_goods
nuts(bool returned)
{
	struct ar_goods g = ware(returned ? "-1.50" : "1.50", "8", "7");

	g.line = AR_S("2");
	g.order_id = AR_S("O2");
	g.ship_date = ware_day("2026-06-24");
	g.tax_category = AR_TAX_REVERSE;
	return g;
}

static struct ar_invoice
invoice_of(const struct row *row, struct ar_termsbook *book)
{
	struct ar_invoice inv = ware_invoice("I7");

	inv.number = 7;
	inv.base_is_net = row->base_is_net;
	if (row->terms != NULL)
		inv.terms = ar_termsbook_get(book, ar_slice_of(row->terms));
	for (const char *g = row->goods; *g != '\0'; g++) {
		struct ar_goods goods = *g == 'b' ? bolts() : nuts(*g == 'r');

		goods.ccy = row->ccy;
		goods.customer_name = AR_S("Acme, Ltd");
		goods.po_number = AR_S("P1");
		goods.collector = AR_S("k");
		(void)ware_bill(&inv, &goods);
		if (*g != 'r')
			continue;
		inv.kind = AR_KIND_CREDIT_NOTE;
		inv.credits_id = AR_S("I3");
		inv.line[0].credits_line = 5;
	}
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	return inv;
}

static void
expect(const char *name, struct ar_out *out, const char *header,
    const char *want)
{
	struct ar_slice got = ar_out_rows(out), head = ar_slice_of(header);

	if (got.n < head.n ||
	    !ar_slice_eq(ar_slice(got.p, head.n), head) ||
	    !ar_slice_eq(ar_slice(got.p + head.n, got.n - head.n),
	    ar_slice_of(want)))
		fail_msg("%s: %.*s", name, (int)got.n, got.p);
	ar_out_drop(out);
}

/* The sum of the rows is the net, however many parts there are. */
static void
check_documents(const struct row *row, const struct ar_invoice *inv,
    const struct ar_schedule *schedule)
{
	const struct ar_open open = {inv->bill.net, AR_OPEN};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_out *out = ar_out_memory();
	struct ar_report *report;
	struct ar_tie tie;

	ar_tie_init(&tie);
	report = ar_report_new(out, &tie);
	ar_invoice_columns(report);
	ar_report_header(report, AR_S(""), 0);
	ar_invoice_rows(report, out, inv, schedule);
	ar_tie_add(&tie, &row->ccy, inv->bill.net, &open);
	assert_int_equal(ar_tie_check(&tie, diag), AR_OK);
	expect(row->name, out, documents, row->documents);
	ar_report_free(report);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

static void
check_others(const struct row *row, const struct ar_invoice *inv,
    const struct ar_schedule *schedule)
{
	struct ar_out *out = ar_out_memory();

	ar_invoice_lines_header(out);
	ar_invoice_lines(out, inv, schedule);
	expect(row->name, out, lines, row->lines);
	out = ar_out_memory();
	ar_invoice_journal_rows(out, inv);
	expect(row->name, out, "", row->journal);
}

static void
test_rows(void **state)
{
	struct ar_schedule schedule;
	struct ar_termsbook book;

	(void)state;
	ar_termsbook_init(&book);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_invoice inv = invoice_of(&rows[i], &book);

		schedule.nparts = 1;
		schedule.part[0] = (struct ar_schedule_part){.due = inv.date};
		if (inv.terms != NULL)
			assert_int_equal(ar_schedule_make(&schedule,
			    inv.terms->terms, inv.date, AR_NO_DAY),
			    AR_SCHEDULE_FINE);
		check_documents(&rows[i], &inv, &schedule);
		check_others(&rows[i], &inv, &schedule);
		ar_invoice_free(&inv);
	}
	ar_termsbook_release(&book);
}

/* What lines have not in common stays empty in documents. */
static void
test_differing(void **state)
{
	struct ar_schedule schedule = {.nparts = 1};
	struct ar_invoice inv = ware_invoice("I7");
	struct ar_out *out = ar_out_memory();
	struct ar_goods g = ware("1", "1", "0");
	struct ar_report *report;
	struct ar_tie tie;

	(void)state;
	g.customer_name = g.po_number = g.collector = AR_S("x");
	(void)ware_bill(&inv, &g);
	g.customer_name = g.po_number = g.collector = AR_S("y");
	g.shipment_id = AR_S("S2");
	(void)ware_bill(&inv, &g);
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	schedule.part[0].due = inv.date;
	ar_tie_init(&tie);
	report = ar_report_new(out, &tie);
	ar_invoice_columns(report);
	ar_report_header(report, AR_S(""), 0);
	ar_invoice_rows(report, out, &inv, &schedule);
	expect("differing", out, documents, "I7,,c,,invoice,2026-06-30,"
	    "2026-06-30,,2.00,0.00,2.00,2.00,,,,,,,2026-06-26,4,,\n");
	ar_report_free(report);
	ar_tie_release(&tie);
	ar_invoice_free(&inv);
}

static size_t
find(const struct ar_stream *s, struct ar_slice name)
{
	size_t c = 0;

	while (c < s->n && !ar_slice_eq(name, ar_slice_of(s->column[c].name)))
		c++;
	return c;
}

/* What is written can be read: each column of the journal, once. */
static void
test_headers(void **state)
{
	struct ar_slice rest = ar_slice_of(journal);
	uint64_t seen = 0;

	(void)state;
	assert_slice(ar_journal_header(), rest);
	while (rest.n > 0)
		seen |= AR_BIT(find(&ar_journal_stream,
		    ar_slice_cut(&rest, ',')));
	assert_int_equal(seen, AR_BIT(ar_journal_stream.n) - 1);
	rest = ar_slice(documents, sizeof documents - 2);
	while (rest.n > 0)
		assert_true(find(&ar_invoices_stream,
		    ar_slice_cut(&rest, ',')) < ar_invoices_stream.n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_differing),
		cmocka_unit_test(test_headers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
