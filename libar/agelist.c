/*
 * libar/agelist.c
 * Purpose: open documents passed on with what is open, how late, and where.
 */
#include "libar/agelist.h"

static const struct ar_heading added[] = {
	{"open_balance", AR_ROLE_PART}, {"days_past_due", AR_ROLE_NUMBER},
	{"bucket", AR_ROLE_TEXT},
};

enum { ADDED = sizeof added / sizeof *added };

void
ar_age_list_release(struct ar_age_list *l)
{
	ar_pass_release(&l->pass);
}

int
ar_age_list_header(void *list, const struct ar_header *header)
{
	struct ar_age_list *l = list;
	bool first = l->pass.header.name == NULL;

	if (first)
		ar_pass_init(&l->pass, added, ADDED);
	if (ar_pass_header(&l->pass, l->report, header, l->diag) != AR_OK)
		return AR_ESTOP;
	if (!first)
		return AR_OK;
	if (ar_report_watch(l->report, l->common->alert, l->common->nalert,
	    l->diag) != AR_OK)
		return AR_ESTOP;
	ar_report_header(l->report, header->raw, header->n);
	return AR_OK;
}

static void
put_cash(const struct ar_age_list *l, const struct ar_doc *doc,
    const struct ar_slice *cell)
{
	char day[AR_DAY_TEXT];
	struct ar_slice date = ar_slice(day, sizeof day);
	const struct ar_pass_made made[] = {
		{"invoice_id", doc->invoice_id},
		{"customer_id", doc->customer_id},
		{"invoice_date", date}, {"due_date", date},
		{"kind", AR_S("payment")}, {"amount", cell[0]},
		{"currency", ar_slice_of(doc->ccy.code)},
	};

	ar_day_format(day, doc->invoice_date);
	ar_pass_make(&l->pass, l->out, made, sizeof made / sizeof *made,
	    cell);
}

static void
put_row(const struct ar_age_list *l, const struct ar_item *item,
    int64_t open)
{
	char amount[AR_MONEY_MAX], days[AR_MONEY_MAX];
	char bucket[AR_BUCKET_NAME] = "unapplied";
	int32_t late = ar_age_days(l->age, item->doc, l->age->day[0]);
	size_t which = ar_age_bucket(l->age, late, open);
	struct ar_slice cell[ADDED];

	if (which < ar_age_buckets(l->age))
		ar_age_bucket_name(bucket, l->age, which);
	cell[0] = ar_slice(amount, ar_money_format(amount, open,
	    item->doc->ccy.digits));
	cell[1] = ar_slice(days, ar_money_format(days, late, 0));
	cell[2] = ar_slice_of(bucket);
	if (item->row == NULL)
		put_cash(l, item->doc, cell);
	else
		ar_pass_row(&l->pass, l->out, item->row, cell);
	ar_report_end_row(l->report, true);
}

enum ar_fault
ar_age_list_document(void *list, const struct ar_item *item)
{
	if (item->open->minor != 0)
		put_row(list, item, item->open->minor);
	return AR_FINE;
}
