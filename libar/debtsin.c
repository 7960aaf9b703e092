/*
 * libar/debtsin.c
 * Purpose: the documents of the operands become open items.
 */
#include "libar/debtsin.h"

#include <stdio.h>

#include "libar/owncells.h"

struct reading {
	struct ar_dunning *d;
	struct ar_debts *debts;
	struct ar_own_cells cells;
	struct ar_map seen;             /* item -> where it stood */
	struct ar_map reaches;          /* cells -> their slices */
	struct ar_steps steps;
	struct ar_buf key;
	bool has_reach, bad_policy;
};

/* A document on its way to be an item. */
struct incoming {
	const struct ar_item *item;
	const struct ar_doc *doc;
	struct ar_item_key key;
	size_t customer, account;
	int64_t open;
	struct ar_dun_cells cells;
};

static int
on_header(void *state, const struct ar_header *header)
{
	struct reading *r = state;

	if (ar_own_cells_header(&r->cells, header, r->d->diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < AR_REACH_OF_DOCUMENTS; i++)
		if (ar_own_cells_has(&r->cells, AR_CELLS_REACH + i))
			r->debts->reach[i] = r->has_reach = true;
	return AR_OK;
}

static int
check_unique(struct reading *r, const struct incoming *in)
{
	struct ar_where *at;
	struct ar_quoted q;
	char line[24];
	bool fresh;

	r->key.n = 0;
	ar_item_key_add(&r->key, &in->key);
	at = ar_map_value(&r->seen, ar_map_put(&r->seen,
	    ar_buf_slice(&r->key), &fresh));
	if (fresh) {
		*at = in->item->row->at;
		return AR_OK;
	}
	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)at->line);
	ar_diag_refuse(r->d->diag, &(struct ar_say){AR_M_DUPLICATE,
	    in->item->row->at, AR_S("invoice_id"), {ar_quote(&q,
	    in->key.invoice_id), ar_diag_file_name(r->d->diag, at->file),
	    line}});
	return AR_EDATA;
}

static int
read_cells(struct reading *r, struct incoming *in)
{
	const struct ar_row *row = in->item->row;
	const struct ar_amount *disputed = &in->cells.disputed_amount;

	if (ar_own_cells_row(&r->cells, row, &in->cells, sizeof in->cells,
	    r->d->diag) != AR_OK)
		return AR_EDATA;
	if (disputed->minor >= 0)
		return AR_OK;
	ar_number_refuse(r->d->diag, row->at, "disputed_amount",
	    (struct ar_decimal){disputed->minor, in->cells.ccy.digits, true},
	    "an amount of 0 or more");
	return AR_EDATA;
}

/* Said once: all other items would be judged by another policy than theirs. */
static const struct ar_policy *
unknown_policy(struct reading *r, struct ar_slice name, struct ar_where at)
{
	struct ar_quoted q;
	char text[sizeof q + 32];

	(void)snprintf(text, sizeof text, "there is no policy %s",
	    ar_quote(&q, name));
	if (!r->bad_policy)
		ar_diag_say(r->d->diag, &(struct ar_say){AR_M_BAD_POLICY, at,
		    AR_S("policy"), {text}});
	r->bad_policy = true;
	return NULL;
}

/* Its own, else the customer's, else the account's, else the default. */
static const struct ar_policy *
policy_of(struct reading *r, const struct incoming *in)
{
	const struct ar_debtor *customer = ar_debtors_at(r->d->debtors,
	    in->customer);
	const struct ar_debtor *account = ar_debtors_at(r->d->debtors,
	    in->account);
	struct ar_slice name = in->cells.policy;
	struct ar_where at = in->item->row->at;
	const struct ar_policy *policy;

	if (name.n == 0) {
		const struct ar_debtor *whose = customer->policy.n > 0 ?
		    customer : account;

		name = whose->policy;
		at = whose->at;
	}
	if (name.n == 0)
		return ar_policies_default(&r->d->policies);
	policy = ar_policies_find(&r->d->policies, name);
	return policy != NULL ? policy : unknown_policy(r, name, at);
}

/* Equal cells are kept once. */
static const struct ar_slice *
keep_reach(struct reading *r, const struct ar_dun_cells *cells)
{
	struct ar_slice *kept, **value;
	size_t filled = 0;
	bool fresh;

	if (!r->has_reach)
		return NULL;
	r->key.n = 0;
	for (size_t i = 0; i < AR_REACH_OF_DOCUMENTS; i++) {
		filled += cells->reach[i].n;
		ar_key_add(&r->key, cells->reach[i]);
	}
	if (filled == 0)
		return NULL;
	value = ar_map_value(&r->reaches, ar_map_put(&r->reaches,
	    ar_buf_slice(&r->key), &fresh));
	if (!fresh)
		return *value;
	*value = kept = ar_arena_alloc(&r->debts->arena,
	    AR_REACH_OF_DOCUMENTS * sizeof *kept);
	for (size_t i = 0; i < AR_REACH_OF_DOCUMENTS; i++)
		kept[i] = ar_arena_copy(&r->debts->arena, cells->reach[i]);
	return kept;
}

/* Without payments, or before the first, its open amount stood still. */
static void
keep_steps(struct reading *r, const struct ar_item *item,
    struct ar_debt *debt)
{
	struct ar_step *step;

	if (item->paid == NULL || item->paid->n == 0)
		return;
	ar_steps_of(&r->steps, item->doc, item->paid);
	step = ar_arena_alloc(&r->debts->arena, r->steps.n * sizeof *step);
	memcpy(step, r->steps.step, r->steps.n * sizeof *step);
	debt->step = step;
	debt->nsteps = r->steps.n;
}

static void
add_debt(struct reading *r, const struct incoming *in,
    const struct ar_policy *policy, ar_day closed)
{
	struct ar_debts *all = r->debts;
	const struct ar_doc *doc = in->doc;
	int64_t disputed = in->cells.disputed_amount.minor;
	struct ar_debt *debt;

	all->debt = ar_grow(all->debt, all->n + 1, sizeof *all->debt);
	debt = &all->debt[all->n++];
	*debt = (struct ar_debt){
		.key = {
			ar_debtors_id(r->d->debtors, in->customer),
			ar_arena_copy(&all->arena, doc->invoice_id),
			doc->instalment
		},
		.customer = in->customer,
		.account = in->account,
		.ccy = doc->ccy,
		.amount = doc->amount.minor,
		.open = in->open,
		.invoice_date = doc->invoice_date,
		.due = doc->due_date,
		.closed = closed,
		.policy = policy,
		.po_number = ar_arena_copy(&all->arena,
		    in->cells.po_number),
		.reach = keep_reach(r, &in->cells),
		.past = ar_logbook_item(&r->d->log, &in->key),
	};
	debt->disputed = disputed < debt->open ? disputed :
	    debt->open > 0 ? debt->open : 0;
	ar_block_read(&debt->blocked_until, &debt->grace_until,
	    in->cells.block, in->cells.block_until);
	keep_steps(r, in->item, debt);
	debt->covered = ar_agreed_meet(&r->d->agreed, doc, debt->open,
	    in->item->paid);
}

/* The day on which nothing was open any more, if that is known. */
static ar_day
day_closed(struct reading *r, const struct ar_item *item)
{
	ar_day closed = AR_NO_DAY;
	ar_sum open = 0;

	if (item->doc->status == AR_STATUS_WRITTEN_OFF)
		return AR_NO_DAY;
	if (item->paid == NULL)
		return item->doc->paid_date;
	if (item->paid->written_off != AR_NO_DAY &&
	    item->paid->written_off <= r->d->today)
		return AR_NO_DAY;
	ar_steps_of(&r->steps, item->doc, item->paid);
	for (size_t i = 0; i < r->steps.n &&
	    r->steps.step[i].day <= r->d->today; i++) {
		open += r->steps.step[i].change;
		if (open > 0)
			closed = AR_NO_DAY;
		else if (closed == AR_NO_DAY)
			closed = r->steps.step[i].day;
	}
	return closed;
}

/* A settled document that the log knows may be thanked for. */
static enum ar_fault
take_settled(struct reading *r, struct incoming *in)
{
	bool known = ar_logbook_item(&r->d->log, &in->key) >= 0;
	ar_day closed = known ? day_closed(r, in->item) : AR_NO_DAY;
	const struct ar_policy *policy;

	if (closed == AR_NO_DAY) {
		(void)ar_agreed_meet(&r->d->agreed, in->doc, 0,
		    in->item->paid);
		return AR_FINE;
	}
	if (read_cells(r, in) != AR_OK)
		return AR_FAULT_TOLD;
	policy = policy_of(r, in);
	if (policy != NULL)
		add_debt(r, in, policy, closed);
	return AR_FINE;
}

static enum ar_fault
take_open(struct reading *r, struct incoming *in)
{
	const struct ar_policy *policy;

	if (read_cells(r, in) != AR_OK)
		return AR_FAULT_TOLD;
	policy = policy_of(r, in);
	if (policy != NULL)
		add_debt(r, in, policy, AR_NO_DAY);
	return AR_FINE;
}

/* What the account has in its favour is no item, and is tied so. */
static void
take_credit(struct reading *r, const struct incoming *in)
{
	ar_debts_add_credit(r->debts, in->account, &in->doc->ccy, -in->open);
	*in->item->open = (struct ar_open){0, AR_FUTURE};
}

static enum ar_fault
take_debit(struct reading *r, struct incoming *in)
{
	if (in->open > 0)
		return take_open(r, in);
	return in->doc->amount.minor > 0 ? take_settled(r, in) : AR_FINE;
}

static enum ar_fault
take_counting(struct reading *r, struct incoming *in)
{
	bool is_cash = in->item->row == NULL;
	enum ar_fault fault;

	in->open = in->item->open->minor;
	fault = is_cash ? AR_FINE : take_debit(r, in);
	if (fault != AR_FINE)
		return fault;
	if (is_cash || in->open < 0)
		take_credit(r, in);
	ar_debtors_name(r->d->debtors, in->customer, in->doc->invoice_date,
	    in->doc->customer_name);
	return AR_FINE;
}

static enum ar_fault
on_document(void *state, const struct ar_item *item)
{
	struct reading *r = state;
	const struct ar_doc *doc = item->doc;
	struct incoming in = {
		.item = item, .doc = doc,
		.key = {doc->customer_id, doc->invoice_id, doc->instalment},
	};

	if (item->open->why == AR_VOID)
		return AR_FINE;
	if (item->row != NULL && (doc->amount.minor > 0 ||
	    item->open->minor > 0) && check_unique(r, &in) != AR_OK)
		return AR_FAULT_TOLD;
	if (item->open->why == AR_FUTURE)
		return AR_FINE;
	in.customer = ar_debtors_number(r->d->debtors, doc->customer_id);
	in.account = ar_debtors_at(r->d->debtors, in.customer)->account;
	return take_counting(r, &in);
}

static int
cmp_places(const void *x, const void *y, void *debtors)
{
	const struct ar_debt *a = x, *b = y;
	int order = a->account == b->account ? 0 : ar_slice_cmp(
	    ar_debtors_id(debtors, a->account),
	    ar_debtors_id(debtors, b->account));

	if (order == 0)
		order = strcmp(a->ccy.code, b->ccy.code);
	return order != 0 ? order : ar_debt_cmp(a, b);
}

/* The agreements say how much of each is in dispute. */
static int
settle(struct reading *r)
{
	struct ar_debts *all = r->debts;
	const struct ar_covered *covered;

	if (r->bad_policy || ar_agreed_settle(&r->d->agreed) != AR_OK)
		return AR_ESTOP;
	covered = r->d->agreed.covered;
	for (size_t i = 0; i < all->n; i++) {
		struct ar_debt *debt = &all->debt[i];

		if (debt->covered != AR_NOT_COVERED &&
		    covered[debt->covered].disputed > debt->disputed)
			debt->disputed = covered[debt->covered].disputed;
	}
	if (all->n > 0)
		qsort_r(all->debt, all->n, sizeof *all->debt, cmp_places,
		    r->d->debtors);
	return AR_OK;
}

int
ar_debts_read(struct ar_dunning *d, const struct ar_common *common,
    const struct ar_customers *customers, struct ar_tie *tie)
{
	const struct ar_scan scan = {
		.common = common, .by_due = true, .names = true,
		.customers = customers, .header = on_header,
		.each = on_document
	};
	struct reading r = {.d = d, .debts = &d->debts,
	    .cells = {.stream = &ar_dun_cells_stream}};
	struct ar_scanned scanned;
	int result;

	ar_map_init(&r.seen, sizeof(struct ar_where));
	ar_map_init(&r.reaches, sizeof(struct ar_slice *));
	result = ar_scan_run(&scan, &r, tie, &scanned, d->diag);
	if (result == AR_OK)
		result = settle(&r);
	ar_map_release(&r.seen);
	ar_map_release(&r.reaches);
	ar_steps_free(&r.steps);
	ar_buf_free(&r.key);
	ar_own_cells_release(&r.cells);
	return result;
}
