/*
 * libar/invoicerows.c
 * Purpose: an invoice as rows: documents, lines for a letter, the journal.
 */
#include "libar/invoicerows.h"

#include <stdlib.h>

#include "libar/columns.h"

static const char lines_header[] =
    "invoice_id,line,customer_id,customer_name,kind,invoice_date,due_date,"
    "currency,net,tax,amount,terms,discount_date,discount_amount,order_id,"
    "po_number,collector,credits_invoice_id,shipment_id,shipment_line,"
    "ship_date,item,description,quantity,unit,unit_price,discount_pct,"
    "line_net,tax_category,tax_rate,tax_base,tax_amount,price_per";

static const char journal_header[] =
    "number,invoice_id,line,lines,kind,customer_id,customer_name,"
    "invoice_date,currency,net,tax,amount,terms,order_id,po_number,"
    "collector,credits_invoice_id,credits_line,shipment_id,shipment_line,"
    "ship_date,item,description,quantity,unit,unit_price,discount_pct,"
    "line_net,tax_category,tax_rate,price_per,receipt_date,discount_base";

/* What an invoice's parts share out among them. */
struct shares {
	int64_t amount[AR_TERMS_PARTS], base[AR_TERMS_PARTS],
	    discount[AR_TERMS_PARTS];
};

/* The invoice's customer, as all its lines have him. */
struct customer {
	struct ar_slice id, name;
};

struct ar_slice
ar_journal_header(void)
{
	return ar_slice(journal_header, sizeof journal_header - 1);
}

void
ar_invoice_columns(struct ar_report *report)
{
	static const struct {
		const char *name;
		enum ar_role role;
	} columns[] = {
		{"invoice_id", AR_ROLE_TEXT}, {"instalment", AR_ROLE_TEXT},
		{"customer_id", AR_ROLE_TEXT},
		{"customer_name", AR_ROLE_TEXT}, {"kind", AR_ROLE_TEXT},
		{"invoice_date", AR_ROLE_TEXT}, {"due_date", AR_ROLE_TEXT},
		{"currency", AR_ROLE_CURRENCY}, {"net", AR_ROLE_PART},
		{"tax", AR_ROLE_NUMBER}, {"amount", AR_ROLE_NUMBER},
		{"balance", AR_ROLE_NUMBER}, {"terms", AR_ROLE_TEXT},
		{"discount_date", AR_ROLE_TEXT},
		{"discount_amount", AR_ROLE_NUMBER},
		{"order_id", AR_ROLE_TEXT}, {"po_number", AR_ROLE_TEXT},
		{"shipment_id", AR_ROLE_TEXT}, {"ship_date", AR_ROLE_TEXT},
		{"days_to_invoice", AR_ROLE_NUMBER},
		{"collector", AR_ROLE_TEXT},
		{"credits_invoice_id", AR_ROLE_TEXT},
	};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		ar_report_column(report, ar_slice_of(columns[i].name),
		    columns[i].role);
}

static const char *
kind_of(const struct ar_invoice *inv)
{
	return inv->kind == AR_KIND_CREDIT_NOTE ? "credit_note" : "invoice";
}

static const struct ar_terms_part *
part_of(const struct ar_invoice *inv, size_t i)
{
	static const struct ar_terms_part none = {.ndiscounts = 0};

	return inv->terms == NULL ? &none : &inv->terms->terms->part[i];
}

/* Terms that could be read have shares and rates that fit any amount. */
static void
share_out(struct shares *s, const struct ar_invoice *inv)
{
	const struct ar_bill *b = &inv->bill;
	const struct ar_terms *terms = inv->terms == NULL ? NULL :
	    inv->terms->terms;

	s->amount[0] = b->amount;
	s->discount[0] = 0;
	if (terms == NULL)
		return;
	if (ar_schedule_split(s->amount, terms, b->amount) != AR_OK ||
	    ar_schedule_split(s->base, terms,
	    inv->base_is_net ? b->net : b->amount) != AR_OK)
		abort();
	for (size_t i = 0; i < terms->nparts; i++)
		if (ar_schedule_discount(&s->discount[i], &terms->part[i], 0,
		    s->base[i]) != AR_OK)
			abort();
}

static void
put_empty(struct ar_out *out)
{
	ar_out_raw(out, AR_S(""));
}

static void
put_terms(struct ar_out *out, const struct ar_invoice *inv)
{
	ar_out_text(out, inv->terms == NULL ? AR_S("") : inv->terms->text);
}

static void
put_discount(struct ar_out *out, const struct ar_invoice *inv, ar_day until,
    int64_t discount, bool has)
{
	ar_out_day(out, has ? until : AR_NO_DAY);
	if (has)
		(void)ar_out_amount(out, discount, &inv->line[0].goods.ccy);
	else
		put_empty(out);
}

static struct customer
customer_of(const struct ar_invoice *inv)
{
	return (struct customer){AR_COMMON(inv, customer_id),
	    AR_COMMON(inv, customer_name)};
}

static void
put_days(struct ar_out *out, const struct ar_invoice *inv)
{
	char text[AR_MONEY_MAX];

	if (inv->kind == AR_KIND_CREDIT_NOTE)
		put_empty(out);
	else
		ar_out_raw(out, ar_slice(text, ar_money_format(text,
		    inv->date - ar_invoice_shipped_first(inv), 0)));
}

static void
put_ids(struct ar_out *out, const struct ar_invoice *inv,
    const struct customer *customer)
{
	ar_out_text(out, customer->id);
	ar_out_text(out, customer->name);
	ar_out_raw(out, ar_slice_of(kind_of(inv)));
	ar_out_day(out, inv->date);
}

static void
put_part(struct ar_out *out, const struct ar_invoice *inv,
    const struct ar_schedule *schedule, const struct shares *s, size_t i)
{
	const struct ar_ccy *ccy = &inv->line[0].goods.ccy;
	const struct customer customer = customer_of(inv);
	const struct ar_bill *b = &inv->bill;

	ar_out_text(out, inv->id);
	if (schedule->nparts > 1)
		ar_out_count(out, i + 1);
	else
		put_empty(out);
	put_ids(out, inv, &customer);
	ar_out_day(out, schedule->part[i].due);
	ar_out_raw(out, ar_slice_of(ccy->code));
	(void)ar_out_amount(out, i == 0 ? b->net : 0, ccy);
	(void)ar_out_amount(out, i == 0 ? b->tax : 0, ccy);
	(void)ar_out_amount(out, s->amount[i], ccy);
	(void)ar_out_amount(out, s->amount[i], ccy);
	put_terms(out, inv);
	put_discount(out, inv, schedule->part[i].until[0], s->discount[i],
	    part_of(inv, i)->ndiscounts > 0);
	ar_out_text(out, AR_COMMON(inv, order_id));
	ar_out_text(out, AR_COMMON(inv, po_number));
	ar_out_text(out, AR_COMMON(inv, shipment_id));
	ar_out_day(out, ar_invoice_shipped_first(inv));
	put_days(out, inv);
	ar_out_text(out, AR_COMMON(inv, collector));
	ar_out_text(out, inv->credits_id);
}

void
ar_invoice_rows(struct ar_report *report, struct ar_out *out,
    const struct ar_invoice *inv, const struct ar_schedule *schedule)
{
	struct shares s;

	share_out(&s, inv);
	for (size_t i = 0; i < schedule->nparts; i++) {
		put_part(out, inv, schedule, &s, i);
		ar_report_end_row(report, true);
	}
}

static void
put_rate(struct ar_out *out, ar_rate rate)
{
	char text[AR_MONEY_MAX];

	ar_out_raw(out, ar_slice(text, ar_rate_format(text, rate)));
}

static void
put_tax_category(struct ar_out *out, uint8_t category)
{
	ar_out_raw(out, category == AR_TAX_NONE ? AR_S("") :
	    ar_slice_of(ar_tax_words[category - 1]));
}

/* From shipment_id, or order_id, on the same in lines and the journal. */
static void
put_orders(struct ar_out *out, const struct ar_goods *g)
{
	ar_out_text(out, g->order_id);
	ar_out_text(out, g->po_number);
	ar_out_text(out, g->collector);
}

static void
put_goods(struct ar_out *out, const struct ar_goods *g, int64_t net)
{
	ar_out_text(out, g->shipment_id);
	ar_out_text(out, g->line);
	ar_out_day(out, g->ship_date);
	ar_out_text(out, g->item);
	ar_out_text(out, g->description);
	ar_out_decimal(out, g->quantity);
	ar_out_text(out, g->unit);
	ar_out_decimal(out, g->unit_price);
	put_rate(out, g->discount_pct);
	(void)ar_out_amount(out, net, &g->ccy);
	put_tax_category(out, g->tax_category);
	put_rate(out, g->tax_rate);
}

static void
put_totals(struct ar_out *out, const struct ar_invoice *inv)
{
	const struct ar_ccy *ccy = &inv->line[0].goods.ccy;

	ar_out_raw(out, ar_slice_of(ccy->code));
	(void)ar_out_amount(out, inv->bill.net, ccy);
	(void)ar_out_amount(out, inv->bill.tax, ccy);
	(void)ar_out_amount(out, inv->bill.amount, ccy);
	put_terms(out, inv);
}

void
ar_invoice_lines_header(struct ar_out *out)
{
	ar_out_raw(out, ar_slice(lines_header, sizeof lines_header - 1));
	(void)ar_out_end_row(out);
}

void
ar_invoice_lines(struct ar_out *out, const struct ar_invoice *inv,
    const struct ar_schedule *schedule)
{
	const struct customer customer = customer_of(inv);
	bool one = schedule->nparts == 1;
	struct shares s;

	share_out(&s, inv);
	for (size_t i = 0; i < inv->nlines; i++) {
		const struct ar_invoice_line *l = &inv->line[i];
		const struct ar_bill_group *group = &inv->bill.group[l->group];

		ar_out_text(out, inv->id);
		ar_out_count(out, i + 1);
		put_ids(out, inv, &customer);
		ar_out_day(out, one ? schedule->part[0].due : AR_NO_DAY);
		put_totals(out, inv);
		put_discount(out, inv, schedule->part[0].until[0],
		    s.discount[0], one && part_of(inv, 0)->ndiscounts > 0);
		put_orders(out, &l->goods);
		ar_out_text(out, inv->credits_id);
		put_goods(out, &l->goods, l->net);
		(void)ar_out_amount(out, group->base, &l->goods.ccy);
		(void)ar_out_amount(out, group->tax, &l->goods.ccy);
		ar_out_decimal(out, ar_goods_per(&l->goods));
		(void)ar_out_end_row(out);
	}
}

static void
put_journal_line(struct ar_out *out, const struct ar_invoice *inv, size_t i)
{
	const struct ar_invoice_line *l = &inv->line[i];

	ar_out_count(out, (uint64_t)inv->number);
	ar_out_text(out, inv->id);
	ar_out_count(out, i + 1);
	ar_out_count(out, inv->nlines);
	ar_out_raw(out, ar_slice_of(kind_of(inv)));
	ar_out_text(out, l->goods.customer_id);
	ar_out_text(out, l->goods.customer_name);
	ar_out_day(out, inv->date);
	put_totals(out, inv);
	put_orders(out, &l->goods);
	ar_out_text(out, inv->credits_id);
	if (l->credits_line > 0)
		ar_out_count(out, (uint64_t)l->credits_line);
	else
		put_empty(out);
	put_goods(out, &l->goods, l->net);
	ar_out_decimal(out, ar_goods_per(&l->goods));
	ar_out_day(out, l->goods.receipt_date);
	ar_out_raw(out, inv->base_is_net ? AR_S("net") : AR_S("gross"));
	(void)ar_out_end_row(out);
}

void
ar_invoice_journal_rows(struct ar_out *out, const struct ar_invoice *inv)
{
	for (size_t i = 0; i < inv->nlines; i++)
		put_journal_line(out, inv, i);
}
