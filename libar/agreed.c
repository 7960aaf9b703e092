/*
 * libar/agreed.c
 * Purpose: what was agreed about documents: promises, plans; and disputes.
 */
#include "libar/agreed.h"

#include <stdlib.h>

/* Rows of the log come after those of files, whichever is read first. */
#define OF_LOG (UINT64_C(1) << 63)

void
ar_agreed_init(struct ar_agreed *a, ar_day today, bool has_payments,
    struct ar_diag *diag)
{
	*a = (struct ar_agreed){
		.today = today, .has_payments = has_payments, .diag = diag
	};
	ar_map_init(&a->invoices, sizeof(struct ar_invoice_lists));
	ar_map_init(&a->plans, sizeof(struct ar_plan));
}

void
ar_agreed_release(struct ar_agreed *a)
{
	ar_map_release(&a->invoices);
	ar_map_release(&a->plans);
	ar_arena_free(&a->arena);
	ar_buf_free(&a->key);
	free(a->covered);
	free(a->promise);
	free(a->part);
	free(a->dispute);
}

static struct ar_slice
pair_key(struct ar_agreed *a, struct ar_slice customer, struct ar_slice id)
{
	a->key.n = 0;
	ar_key_add(&a->key, customer);
	ar_key_add(&a->key, id);
	return ar_buf_slice(&a->key);
}

struct ar_invoice_lists *
ar_agreed_lists(struct ar_agreed *a, const struct ar_item_key *key)
{
	ptrdiff_t i = a->invoices.n == 0 ? -1 : ar_map_find(&a->invoices,
	    pair_key(a, key->customer_id, key->invoice_id));

	return i < 0 ? NULL : ar_map_value(&a->invoices, (size_t)i);
}

static struct ar_invoice_lists *
lists_of(struct ar_agreed *a, const struct ar_item_key *key)
{
	bool fresh;
	struct ar_invoice_lists *lists = ar_map_value(&a->invoices,
	    ar_map_put(&a->invoices, pair_key(a, key->customer_id,
	    key->invoice_id), &fresh));

	if (fresh)
		*lists = (struct ar_invoice_lists){AR_NOTHING, AR_NOTHING,
		    AR_NOTHING, AR_NOTHING};
	return lists;
}

bool
ar_agreed_is_of_log(uint64_t order)
{
	return (order & OF_LOG) != 0;
}

struct ar_plan *
ar_agreed_plan(const struct ar_agreed *a, uint32_t number)
{
	return ar_map_value(&a->plans, number);
}

static struct ar_item_key
keep_key(struct ar_agreed *a, struct ar_slice customer_id,
    struct ar_slice invoice_id, uint16_t instalment)
{
	return (struct ar_item_key){
		ar_arena_copy(&a->arena, customer_id),
		ar_arena_copy(&a->arena, invoice_id), instalment
	};
}

static int
read_grace(const struct ar_agreed *a, struct ar_where at,
    struct ar_decimal d, int32_t *grace)
{
	if (ar_decimal_whole(grace, d, 0, AR_GRACE_MAX) == AR_OK)
		return AR_OK;
	ar_number_refuse(a->diag, at, "grace_days", d,
	    "a whole number of days, 0 to 3650");
	return AR_EDATA;
}

static int
check_amount(const struct ar_agreed *a, struct ar_where at,
    struct ar_decimal amount)
{
	if (amount.units > 0)
		return AR_OK;
	ar_number_refuse(a->diag, at, "amount", amount, "an amount above 0");
	return AR_EDATA;
}

static uint64_t
order_of(struct ar_agreed *a, bool of_log)
{
	return ++a->rows | (of_log ? OF_LOG : 0);
}

static void
add_promise(struct ar_agreed *a, const struct ar_promised *p, bool of_log)
{
	struct ar_invoice_lists *lists = lists_of(a, &p->key);
	struct ar_promised *kept;

	a->promise = ar_grow(a->promise, a->npromises + 1,
	    sizeof *a->promise);
	kept = &a->promise[a->npromises];
	*kept = *p;
	kept->key = keep_key(a, p->key.customer_id, p->key.invoice_id,
	    p->key.instalment);
	kept->order = order_of(a, of_log);
	kept->next = lists->promise;
	kept->until = ar_day_add(p->date, p->grace);
	lists->promise = (uint32_t)a->npromises++;
}

static int
take_promise(void *to, const struct ar_side_record *item)
{
	const struct ar_promise *rec = item->record;
	struct ar_agreed *a = to;
	struct ar_promised p = {
		.key = {rec->customer_id, rec->invoice_id, rec->instalment},
		.ccy = rec->ccy, .amount = rec->amount,
		.made = rec->made_date, .date = rec->promise_date,
		.at = item->row->at
	};

	if (check_amount(a, p.at, p.amount) != AR_OK ||
	    read_grace(a, p.at, rec->grace_days, &p.grace) != AR_OK)
		return AR_EDATA;
	if (p.made <= a->today)
		add_promise(a, &p, false);
	return AR_OK;
}

static void
add_dispute(struct ar_agreed *a, const struct ar_disputed *d)
{
	struct ar_invoice_lists *lists = lists_of(a, &d->key);
	struct ar_disputed *kept;

	a->dispute = ar_grow(a->dispute, a->ndisputes + 1,
	    sizeof *a->dispute);
	kept = &a->dispute[a->ndisputes];
	*kept = *d;
	kept->key = keep_key(a, d->key.customer_id, d->key.invoice_id,
	    d->key.instalment);
	kept->next = lists->dispute;
	lists->dispute = (uint32_t)a->ndisputes++;
	a->rows++;
}

static int
take_dispute(void *to, const struct ar_side_record *item)
{
	const struct ar_dispute *rec = item->record;
	struct ar_agreed *a = to;

	if (rec->amount.filled &&
	    check_amount(a, item->row->at, rec->amount) != AR_OK)
		return AR_EDATA;
	if (rec->closed_date != AR_NO_DAY &&
	    rec->closed_date < rec->opened_date) {
		ar_diag_refuse(a->diag, &(struct ar_say){AR_M_CONTRADICTION,
		    item->row->at, AR_S("closed_date"),
		    {"a day before it was opened", "opened_date"}});
		return AR_EDATA;
	}
	if (rec->opened_date <= a->today && (rec->closed_date == AR_NO_DAY ||
	    a->today < rec->closed_date))
		add_dispute(a, &(struct ar_disputed){
			.key = {rec->customer_id, rec->invoice_id,
			    rec->instalment},
			.ccy = rec->ccy, .amount = rec->amount,
			.at = item->row->at
		});
	return AR_OK;
}

static void
add_part(struct ar_agreed *a, struct ar_slice plan_id,
    const struct ar_plan_part *p, bool of_log)
{
	struct ar_invoice_lists *lists = lists_of(a, &p->key);
	bool fresh;
	size_t number = ar_map_put(&a->plans,
	    pair_key(a, p->key.customer_id, plan_id), &fresh);
	struct ar_plan *plan = ar_map_value(&a->plans, number);
	struct ar_plan_part *kept;

	a->part = ar_grow(a->part, a->nparts + 1, sizeof *a->part);
	kept = &a->part[a->nparts];
	*kept = *p;
	kept->key = keep_key(a, p->key.customer_id, p->key.invoice_id,
	    p->key.instalment);
	kept->order = order_of(a, of_log);
	kept->plan = (uint32_t)number;
	kept->next = lists->part;
	lists->part = (uint32_t)a->nparts++;
	if (fresh)
		*plan = (struct ar_plan){
			.made = p->made, .order = kept->order
		};
	if (p->made < plan->made)
		plan->made = p->made;
	if (kept->order > plan->order)
		plan->order = kept->order;
}

static int
take_part(void *to, const struct ar_side_record *item)
{
	const struct ar_plan_row *rec = item->record;
	struct ar_agreed *a = to;
	struct ar_plan_part p = {
		.key = {rec->customer_id, rec->invoice_id, rec->instalment},
		.ccy = rec->ccy, .amount = rec->amount, .paid = rec->paid,
		.made = rec->made_date, .due = rec->due_date,
		.at = item->row->at
	};

	if (check_amount(a, p.at, p.amount) != AR_OK ||
	    read_grace(a, p.at, rec->grace_days, &p.grace) != AR_OK)
		return AR_EDATA;
	if (p.paid.units < 0) {
		ar_number_refuse(a->diag, p.at, "paid", p.paid,
		    "an amount of 0 or more");
		return AR_EDATA;
	}
	if (p.made <= a->today)
		add_part(a, rec->plan_id, &p, false);
	return AR_OK;
}

static int
load(struct ar_agreed *a, const char *path, const struct ar_side *side)
{
	struct ar_header header;

	return ar_side_read(path, side, &header, &a->arena, a->diag);
}

int
ar_agreed_promises(struct ar_agreed *a, const char *path)
{
	return load(a, path, &(struct ar_side){&ar_promises_stream,
	    sizeof(struct ar_promise), take_promise, a});
}

int
ar_agreed_disputes(struct ar_agreed *a, const char *path)
{
	return load(a, path, &(struct ar_side){&ar_disputes_stream,
	    sizeof(struct ar_dispute), take_dispute, a});
}

int
ar_agreed_plans(struct ar_agreed *a, const char *path)
{
	return load(a, path, &(struct ar_side){&ar_plans_stream,
	    sizeof(struct ar_plan_row), take_part, a});
}

/* Every dispute of the log that has just this key. */
static void
close_disputes(struct ar_agreed *a, const struct ar_item_key *key)
{
	const struct ar_invoice_lists *lists = ar_agreed_lists(a, key);
	uint32_t i = lists == NULL ? AR_NOTHING : lists->dispute;

	for (; i != AR_NOTHING; i = a->dispute[i].next)
		if (a->dispute[i].of_log &&
		    a->dispute[i].key.instalment == key->instalment)
			a->dispute[i].closed = true;
}

/* What is agreed needs an amount and a day, a dispute no amount. */
static int
check_log(const struct ar_agreed *a, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	bool is_dispute = rec->event == AR_EVENT_DISPUTE_OPEN;

	if (is_dispute ? !rec->amount.filled || rec->amount.units > 0 :
	    rec->amount.units > 0 && rec->ref_date != AR_NO_DAY)
		return AR_OK;
	ar_diag_refuse(a->diag, &(struct ar_say){AR_M_LOG_ROW, row->at, {0},
	    {is_dispute ? "its amount is not above 0" :
	    "a promise or plan has an amount above 0 and a ref_date"}});
	return AR_EDATA;
}

static void
add_log(struct ar_agreed *a, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	const struct ar_item_key key = {rec->customer_id, rec->invoice_id,
	    rec->instalment};

	if (rec->event == AR_EVENT_DISPUTE_OPEN)
		add_dispute(a, &(struct ar_disputed){.key = key,
		    .ccy = rec->ccy, .amount = rec->amount, .at = row->at,
		    .of_log = true});
	else if (rec->event == AR_EVENT_PROMISE)
		add_promise(a, &(struct ar_promised){.key = key,
		    .ccy = rec->ccy, .amount = rec->amount,
		    .made = rec->run_date, .date = rec->ref_date,
		    .at = row->at}, true);
	else
		add_part(a, rec->action_id, &(struct ar_plan_part){
		    .key = key, .ccy = rec->ccy, .amount = rec->amount,
		    .made = rec->run_date, .due = rec->ref_date,
		    .at = row->at}, true);
}

int
ar_agreed_log(struct ar_agreed *a, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	const struct ar_item_key key = {rec->customer_id, rec->invoice_id,
	    rec->instalment};

	if (rec->run_date > a->today)
		return AR_OK;
	if (rec->event == AR_EVENT_DISPUTE_CLOSED)
		close_disputes(a, &key);
	if (rec->event != AR_EVENT_DISPUTE_OPEN &&
	    rec->event != AR_EVENT_PROMISE && rec->event != AR_EVENT_PLAN)
		return AR_OK;
	if (check_log(a, row, rec) != AR_OK)
		return AR_EDATA;
	add_log(a, row, rec);
	return AR_OK;
}

static struct ar_paid_list
keep_paid(struct ar_agreed *a, const struct ar_paid_list *list)
{
	struct ar_paid *paid;

	if (list == NULL || list->n == 0)
		return (struct ar_paid_list){NULL, 0, AR_NO_DAY};
	paid = ar_arena_alloc(&a->arena, list->n * sizeof *paid);
	memcpy(paid, list->paid, list->n * sizeof *paid);
	return (struct ar_paid_list){paid, list->n, list->written_off};
}

uint32_t
ar_agreed_meet(struct ar_agreed *a, const struct ar_doc *doc, int64_t open,
    const struct ar_paid_list *paid)
{
	const struct ar_item_key key = {doc->customer_id, doc->invoice_id,
	    doc->instalment};
	struct ar_invoice_lists *lists = ar_agreed_lists(a, &key);

	if (lists == NULL)
		return AR_NOT_COVERED;
	a->covered = ar_grow(a->covered, a->ncovered + 1,
	    sizeof *a->covered);
	a->covered[a->ncovered] = (struct ar_covered){
		.key = keep_key(a, key.customer_id, key.invoice_id,
		    key.instalment),
		.ccy = doc->ccy, .due = doc->due_date,
		.amount = doc->amount.minor, .open = open > 0 ? open : 0,
		.paid = keep_paid(a, paid), .promise = AR_NOTHING,
		.plan = AR_NOTHING, .next = lists->covered,
		.stamp = AR_NOTHING
	};
	lists->covered = (uint32_t)a->ncovered;
	return (uint32_t)a->ncovered++;
}
