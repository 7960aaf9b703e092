/*
 * libar/record.c
 * Purpose: the day's actions, and what follows from them, as rows of the log.
 */
#include "libar/record.h"

#include <stdlib.h>

#include "libar/judge.h"

/* A batch on its way into the log. */
struct batch {
	struct ar_dunning *d;
	struct ar_logfile *log;
	struct ar_slice ts;
	struct ar_map held;             /* accounts put on hold: a set */
	bool *told;                     /* by number of promise, of plan */
	uint64_t rows;
};

static struct ar_log_row
new_row(const struct batch *b, enum ar_event event)
{
	return (struct ar_log_row){
		.ccy = AR_CCY_UNNAMED, .ts = b->ts, .run_date = b->d->today,
		.event = (uint8_t)event, .action_id = AR_S(""),
		.customer_id = AR_S(""), .invoice_id = AR_S(""),
		.policy = AR_S(""), .to = AR_S(""), .by = AR_S(AR_LOG_BY),
		.text = AR_S("")
	};
}

static void
add(struct batch *b, const struct ar_log_row *row)
{
	ar_logfile_add(b->log, row);
	b->rows++;
}

static struct ar_decimal
in_decimal(int64_t minor, const struct ar_ccy *ccy)
{
	return (struct ar_decimal){minor, ccy->digits, true};
}

static struct ar_log_row
row_of_action(const struct batch *b, const struct ar_action *a,
    enum ar_event event)
{
	struct ar_log_row row = new_row(b, event);

	row.action_id = a->id;
	row.ccy = a->ccy;
	row.customer_id = ar_debtors_id(b->d->debtors, a->account);
	return row;
}

static void
add_planned(struct batch *b, const struct ar_action *a,
    const struct ar_member *m)
{
	struct ar_log_row row = row_of_action(b, a, AR_EVENT_PLANNED);

	row.phase = (uint8_t)a->phase;
	row.channel = (uint8_t)a->channel;
	row.audience = (uint8_t)a->audience;
	row.to = a->to;
	row.text = a->nreasons > 0 ? a->reason[0] : AR_S("");
	if (m != NULL) {
		row.customer_id = m->key.customer_id;
		row.invoice_id = m->key.invoice_id;
		row.instalment = m->key.instalment;
		row.policy = m->step > 0 ? m->policy : AR_S("");
		row.step = m->step;
		row.amount = in_decimal(m->listed, &a->ccy);
		row.fee = in_decimal(m->fee, &a->ccy);
		row.interest = in_decimal(m->interest, &a->ccy);
		row.ref_date = m->due;
		row.text = m->reason;
	}
	add(b, &row);
}

/* A fact about a promise or a missed part of a plan. */
static void
add_fact(struct batch *b, enum ar_event event, struct ar_slice action_id,
    const struct ar_item_key *key, const struct ar_ccy *ccy, int64_t amount,
    ar_day ref_date)
{
	struct ar_log_row row = new_row(b, event);

	row.action_id = action_id;
	row.customer_id = key->customer_id;
	row.invoice_id = key->invoice_id;
	row.instalment = key->instalment;
	row.ccy = *ccy;
	row.amount = in_decimal(amount, ccy);
	row.ref_date = ref_date;
	add(b, &row);
}

static void
add_judgement(struct batch *b, const struct ar_promised *p,
    struct ar_slice action_id)
{
	enum ar_event event = p->state == AR_PROMISE_KEPT ?
	    AR_EVENT_PROMISE_KEPT : p->state == AR_PROMISE_PARTLY ?
	    AR_EVENT_PROMISE_PARTLY : AR_EVENT_PROMISE_BROKEN;

	add_fact(b, event, action_id, &p->key, &p->ccy, p->minor, p->date);
}

/* What was broken of an item, if it was not told for another. */
static void
add_broken(struct batch *b, const struct ar_action *a,
    const struct ar_member *m)
{
	const struct ar_agreed *g = &b->d->agreed;
	const struct ar_covered *c = &g->covered[m->debt->covered];
	bool is_promise = m->debt->broken == AR_BROKEN_PROMISE;
	bool *told = &b->told[is_promise ? c->promise :
	    g->npromises + c->plan];
	const struct ar_plan_part *part;

	if (*told)
		return;
	*told = true;
	if (is_promise) {
		add_judgement(b, &g->promise[c->promise], a->id);
		return;
	}
	part = &g->part[ar_agreed_plan(g, c->plan)->missed];
	add_fact(b, AR_EVENT_PLAN_BROKEN, a->id, &part->key, &part->ccy,
	    part->minor, part->due);
}

static void
add_all_broken(struct batch *b, const struct ar_action *a,
    enum ar_broken broken)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->member[i].debt->broken == broken)
			add_broken(b, a, &a->member[i]);
}

/* An account is put on hold by the first action that says so. */
static void
add_hold(struct batch *b, const struct ar_action *a)
{
	struct ar_log_row row = row_of_action(b, a, AR_EVENT_CREDIT_HOLD);
	bool fresh;

	if (!a->credit_hold || a->phase == AR_PHASE_APPROVE ||
	    ar_logbook_account(&b->d->log, a->account)->on_hold)
		return;
	(void)ar_map_put(&b->held, ar_slice((const char *)&a->account,
	    sizeof a->account), &fresh);
	if (fresh)
		add(b, &row);
}

static void
add_action(struct batch *b, const struct ar_action *a)
{
	struct ar_log_row row = row_of_action(b, a, AR_EVENT_CREDIT_RELEASE);

	for (size_t i = 0; i < a->n; i++)
		add_planned(b, a, &a->member[i]);
	if (a->n == 0)
		add_planned(b, a, NULL);
	if (a->phase == AR_PHASE_BROKEN) {
		add_all_broken(b, a, AR_BROKEN_PROMISE);
		add_all_broken(b, a, AR_BROKEN_PLAN);
	}
	add_hold(b, a);
	if (a->phase == AR_PHASE_RELEASE)
		add(b, &row);
}

/* Whether the promise is to be judged now, beside all calls. */
static bool
is_to_judge(const struct batch *b, const struct ar_promised *p)
{
	struct ar_dunning *d = b->d;
	size_t customer;

	if (!p->counts || p->state == AR_PROMISE_OPEN)
		return false;
	customer = ar_debtors_number(d->debtors, p->key.customer_id);
	if (ar_judge_is_free(d, ar_debtors_at(d->debtors, customer)->account))
		return false;
	if (p->state == AR_PROMISE_KEPT)
		return !ar_logbook_has_fact(&d->log, AR_EVENT_PROMISE_KEPT,
		    &p->key, p->date);
	return !p->is_open && !ar_logbook_has_fact(&d->log,
	    AR_EVENT_PROMISE_PARTLY, &p->key, p->date) &&
	    !ar_logbook_has_fact(&d->log, AR_EVENT_PROMISE_BROKEN, &p->key,
	    p->date);
}

static int
cmp_promises(const void *x, const void *y)
{
	const struct ar_promised *a = *(struct ar_promised *const *)x;
	const struct ar_promised *b = *(struct ar_promised *const *)y;
	int order = ar_slice_cmp(a->key.customer_id, b->key.customer_id);

	if (order == 0)
		order = ar_slice_cmp(a->key.invoice_id, b->key.invoice_id);
	if (order == 0)
		order = (int)a->key.instalment - (int)b->key.instalment;
	return order != 0 ? order : (a->date > b->date) - (a->date < b->date);
}

/* Two rows of the same promise are told once. */
static void
add_judgements(struct batch *b)
{
	const struct ar_agreed *g = &b->d->agreed;
	struct ar_promised **judged = ar_alloc((g->npromises + 1) *
	    sizeof(struct ar_promised *));
	size_t n = 0;

	for (size_t i = 0; i < g->npromises; i++)
		if (is_to_judge(b, &g->promise[i]))
			judged[n++] = &g->promise[i];
	if (n > 0)
		qsort(judged, n, sizeof(struct ar_promised *), cmp_promises);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || cmp_promises(&judged[i - 1], &judged[i]) != 0)
			add_judgement(b, judged[i], AR_S(""));
	free(judged);
}

bool
ar_record_actions(struct ar_dunning *d, const struct ar_actions *all,
    struct ar_logfile *log, struct ar_slice ts)
{
	struct batch b = {.d = d, .log = log, .ts = ts};
	struct ar_log_row end = new_row(&b, AR_EVENT_RUN);

	if (ar_calendar_is_free(&d->calendar, AR_S(""), d->today))
		return false;
	ar_map_init(&b.held, 0);
	b.told = ar_alloc(d->agreed.npromises + d->agreed.plans.n + 1);
	for (size_t i = 0; i < all->n; i++)
		add_action(&b, &all->action[i]);
	add_judgements(&b);
	if (b.rows > 0 || !d->log.ran_today)
		add(&b, &end);
	ar_map_release(&b.held);
	free(b.told);
	return b.rows > 0;
}
