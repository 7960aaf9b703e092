/*
 * libar/pending.c
 * Purpose: actions that were planned, and of which nothing was heard since.
 */
#include "libar/pending.h"

#include <stdlib.h>

#include "libar/reach.h"

/* An action as its rows are found, one after another. */
struct found {
	struct ar_action action;
	struct ar_account_items items;  /* of its account, as they are now */
};

struct search {
	struct ar_dunning *d;
	struct ar_actions *all;
	struct ar_map debts;            /* item -> struct ar_debt * */
	struct ar_map found;            /* id -> struct found */
	struct ar_buf key;
};

static struct ar_slice
key_of_item(struct search *s, const struct ar_item_key *key)
{
	s->key.n = 0;
	ar_item_key_add(&s->key, key);
	return ar_buf_slice(&s->key);
}

static void
index_debts(struct search *s)
{
	struct ar_debts *debts = &s->d->debts;

	for (size_t i = 0; i < debts->n; i++)
		*(struct ar_debt **)ar_map_value(&s->debts, ar_map_put(
		    &s->debts, key_of_item(s, &debts->debt[i].key), NULL)) =
		    &debts->debt[i];
}

static const struct ar_debt *
debt_of(struct search *s, const struct ar_item_key *key)
{
	ptrdiff_t i = ar_map_find(&s->debts, key_of_item(s, key));

	return i < 0 ? NULL :
	    *(struct ar_debt **)ar_map_value(&s->debts, (size_t)i);
}

static bool
is_farewell(enum ar_phase phase)
{
	return phase == AR_PHASE_THANKS || phase == AR_PHASE_RELEASE;
}

static struct ar_slice
keep(struct search *s, struct ar_slice text)
{
	return ar_arena_copy(&s->all->arena, text);
}

static struct found *
begin_action(struct search *s, const struct ar_log_row *rec,
    const struct ar_past_action *past)
{
	bool fresh;
	struct found *f = ar_map_value(&s->found,
	    ar_map_put(&s->found, rec->action_id, &fresh));
	struct ar_action *a = &f->action;

	if (!fresh)
		return f;
	f->items = ar_account_items_of(s->d, past->account, &past->ccy);
	*a = ar_action_new(s->d, s->all, &f->items,
	    (enum ar_phase)past->phase);
	a->id = keep(s, rec->action_id);
	a->day = past->day;
	a->channel = (enum ar_channel)rec->channel;
	a->audience = (enum ar_audience)rec->audience;
	a->to = keep(s, rec->to);
	a->name = a->template = ar_phase_name(a->phase);
	return f;
}

/* The step as the present policies have it; NULL if they do not. */
static const struct ar_policy_step *
step_of(const struct search *s, const struct ar_log_row *rec)
{
	const struct ar_policy *policy = ar_policies_find(&s->d->policies,
	    rec->policy);

	return policy == NULL ? NULL : ar_policy_step(policy, rec->step);
}

static void
see_step(struct search *s, struct ar_action *a, const struct ar_member *m,
    const struct ar_log_row *rec)
{
	const struct ar_policy_step *step = step_of(s, rec);

	if (rec->step > a->step) {
		a->step = rec->step;
		a->name = step == NULL ? AR_S("") : step->name;
		a->template = a->phase == AR_PHASE_APPROVE ?
		    AR_S("approval") : step == NULL ? AR_S("") :
		    step->template;
	}
	if (is_farewell(a->phase))
		return;
	a->credit_hold = a->credit_hold ||
	    (step != NULL && step->credit_hold);
	a->approved = a->approved || (a->phase != AR_PHASE_APPROVE &&
	    ar_logbook_approval(&s->d->log, ar_logbook_item(&s->d->log,
	    &m->key), rec->policy, rec->step) == AR_APPROVAL_GIVEN);
}

static int64_t
minor_of(struct ar_decimal amount, const struct ar_ccy *ccy)
{
	int64_t minor = 0;

	(void)!ar_decimal_minor(&minor, amount, ccy->digits);
	return minor;
}

static void
add_member(struct search *s, struct ar_action *a,
    const struct ar_log_row *rec, const struct ar_debt *debt)
{
	struct ar_member *m;
	int32_t age = a->day - rec->ref_date;

	a->member = ar_grow(a->member, a->n + 1, sizeof *a->member);
	m = &a->member[a->n++];
	*m = (struct ar_member){
		.key = {keep(s, rec->customer_id), keep(s, rec->invoice_id),
		    rec->instalment},
		.due = rec->ref_date, .debt = debt,
		.policy = keep(s, rec->policy), .step = rec->step,
		.listed = minor_of(rec->amount, &rec->ccy),
		.fee = minor_of(rec->fee, &rec->ccy),
		.interest = minor_of(rec->interest, &rec->ccy),
		.reason = keep(s, rec->text)
	};
	if (rec->step > 0)
		see_step(s, a, m, rec);
	if (a->phase == AR_PHASE_BROKEN && a->n == 1)
		a->name = a->template = m->reason;
	a->total += m->listed;
	a->fee += m->fee;
	a->interest += m->interest;
	if (!is_farewell(a->phase) && (a->n == 1 || age > a->oldest_days))
		a->oldest_days = age;
}

/* What a call about a broken promise or plan led to holds it not. */
static bool
is_held(const struct ar_past_action *past, const struct ar_debt *debt)
{
	return debt->stop != AR_HOLD_NONE &&
	    (past->phase != AR_PHASE_BROKEN ||
	    (debt->stop != AR_HOLD_PROMISE && debt->stop != AR_HOLD_PLAN));
}

/* A call whose text was emptied is named by the fact behind it. */
static void
see_fact(struct search *s, const struct ar_log_row *rec)
{
	ptrdiff_t i = rec->action_id.n == 0 ? -1 :
	    ar_map_find(&s->found, rec->action_id);
	bool is_promise = rec->event == AR_EVENT_PROMISE_BROKEN ||
	    rec->event == AR_EVENT_PROMISE_PARTLY;
	struct ar_action *a;

	if (i < 0 || (!is_promise && rec->event != AR_EVENT_PLAN_BROKEN))
		return;
	a = &((struct found *)ar_map_value(&s->found, (size_t)i))->action;
	if (a->name.n > 0)
		return;
	a->name = a->template = is_promise ? AR_S("promise-broken") :
	    AR_S("plan-broken");
	ar_action_reason(a, a->name);
}

static int
take(void *to, const struct ar_row *row, const struct ar_log_row *rec)
{
	struct search *s = to;
	const struct ar_item_key key = {rec->customer_id, rec->invoice_id,
	    rec->instalment};
	const struct ar_past_action *past;
	const struct ar_debt *debt;
	struct found *f;

	(void)row;
	see_fact(s, rec);
	past = rec->event != AR_EVENT_PLANNED ? NULL :
	    ar_logbook_action(&s->d->log, rec->action_id);
	if (past == NULL || past->state != AR_EVENT_PLANNED ||
	    past->answer != AR_EVENT_NONE)
		return AR_OK;
	debt = debt_of(s, &key);
	if (!is_farewell((enum ar_phase)past->phase) &&
	    (debt == NULL || debt->open <= 0 || is_held(past, debt)))
		return AR_OK;
	f = begin_action(s, rec, past);
	ar_action_reason(&f->action, keep(s, rec->text));
	if (rec->invoice_id.n > 0)
		add_member(s, &f->action, rec, debt);
	return AR_OK;
}

/* By day, then as the actions of one day. */
static int
cmp_actions(const void *x, const void *y, void *debtors)
{
	const struct ar_action *a = x, *b = y;

	return a->day != b->day ? (a->day > b->day) - (a->day < b->day) :
	    ar_action_cmp(a, b, debtors);
}

/* Whom to ask for; what is thanked for tells it as well. */
static void
complete(const struct search *s, struct found *f)
{
	struct ar_action *a = &f->action;

	if (a->phase == AR_PHASE_THANKS) {
		f->items.thanked = a->member;
		f->items.nthanked = a->n;
		a->collector = ar_reach_cell(s->d, &f->items,
		    AR_REACH_COLLECTOR);
	}
	a->contact = a->phase == AR_PHASE_BROKEN ?
	    ar_reach_call(s->d, &f->items).contact :
	    ar_reach_find(s->d, &f->items, a->audience, a->channel,
	    false).contact;
}

static void
hand_over(struct search *s)
{
	for (size_t i = 0; i < s->found.n; i++) {
		struct found *f = ar_map_value(&s->found, i);
		struct ar_member *grown = f->action.member;
		size_t size = f->action.n * sizeof *grown;

		complete(s, f);
		if (grown != NULL) {
			f->action.member = ar_arena_alloc(&s->all->arena,
			    size);
			memcpy(f->action.member, grown, size);
			free(grown);
		}
		ar_actions_add(s->all, &f->action);
	}
	if (s->all->n > 0)
		qsort_r(s->all->action, s->all->n, sizeof *s->all->action,
		    cmp_actions, s->d->debtors);
}

int
ar_pending_all(struct ar_dunning *d, struct ar_logfile *log,
    struct ar_actions *all)
{
	struct search s = {.d = d, .all = all};
	int result;

	ar_map_init(&s.debts, sizeof(struct ar_debt *));
	ar_map_init(&s.found, sizeof(struct found));
	index_debts(&s);
	result = ar_logfile_read(log, take, &s);
	hand_over(&s);
	ar_map_release(&s.debts);
	ar_map_release(&s.found);
	ar_buf_free(&s.key);
	return result;
}
