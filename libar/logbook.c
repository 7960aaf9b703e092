/*
 * libar/logbook.c
 * Purpose: what the log says of actions, items and accounts, up to a day.
 */
#include "libar/logbook.h"

#include <stdlib.h>

void
ar_item_key_add(struct ar_buf *buf, const struct ar_item_key *key)
{
	const char number[2] = {
		(char)(key->instalment >> 8), (char)(key->instalment & 0xff)
	};

	ar_key_add(buf, key->customer_id);
	ar_key_add(buf, key->invoice_id);
	ar_buf_add(buf, ar_slice(number, sizeof number));
}

void
ar_logbook_init(struct ar_logbook *b, ar_day today, struct ar_diag *diag)
{
	*b = (struct ar_logbook){.today = today, .diag = diag};
	ar_map_init(&b->actions, sizeof(struct ar_past_action));
	ar_map_init(&b->later, 0);
	ar_map_init(&b->items, sizeof(uint32_t));
	ar_map_init(&b->policies, 0);
	ar_map_init(&b->facts, 0);
	ar_map_init(&b->blocks, sizeof(struct ar_block_past));
	ar_map_init(&b->accounts, sizeof(struct ar_account_past));
	ar_map_init(&b->claims, sizeof(struct ar_claim_past));
	(void)ar_map_put(&b->policies, AR_S(""), NULL);
}

void
ar_logbook_release(struct ar_logbook *b)
{
	ar_map_release(&b->actions);
	ar_map_release(&b->later);
	ar_map_release(&b->items);
	ar_map_release(&b->policies);
	ar_map_release(&b->facts);
	ar_map_release(&b->blocks);
	ar_map_release(&b->accounts);
	ar_map_release(&b->claims);
	free(b->noted);
	ar_buf_free(&b->key);
}

bool
ar_past_action_is_void(const struct ar_past_action *a)
{
	return ar_event_is_void(a->state);
}

static int
refuse(const struct ar_logbook *b, const struct ar_row *row, const char *why)
{
	ar_diag_refuse(b->diag, &(struct ar_say){AR_M_LOG_ROW, row->at, {0},
	    {why}});
	return AR_EDATA;
}

static struct ar_slice
number_key(const size_t *number)
{
	return ar_slice((const char *)number, sizeof *number);
}

static struct ar_account_past *
account_of(struct ar_logbook *b, size_t account)
{
	return ar_map_value(&b->accounts,
	    ar_map_put(&b->accounts, number_key(&account), NULL));
}

/* The account of whoever the row is about. */
static size_t
account_of_row(struct ar_logbook *b, const struct ar_log_row *rec)
{
	size_t number = ar_debtors_number(b->debtors, rec->customer_id);

	return ar_debtors_at(b->debtors, number)->account;
}

static struct ar_slice
claim_key(struct ar_logbook *b, size_t account, const struct ar_ccy *ccy)
{
	b->key.n = 0;
	ar_buf_add(&b->key, number_key(&account));
	ar_buf_add(&b->key, ar_slice_of(ccy->code));
	return ar_buf_slice(&b->key);
}

static struct ar_claim_past *
claim_of(struct ar_logbook *b, size_t account, const struct ar_ccy *ccy)
{
	return ar_map_value(&b->claims, ar_map_put(&b->claims,
	    claim_key(b, account, ccy), NULL));
}

static struct ar_item_key
key_of(const struct ar_log_row *rec)
{
	return (struct ar_item_key){rec->customer_id, rec->invoice_id,
	    rec->instalment};
}

static struct ar_slice
item_key(struct ar_logbook *b, const struct ar_item_key *key)
{
	b->key.n = 0;
	ar_item_key_add(&b->key, key);
	return ar_buf_slice(&b->key);
}

static struct ar_slice
fact_key(struct ar_logbook *b, enum ar_event event,
    const struct ar_item_key *key, ar_day day)
{
	const char kind = (char)event;

	(void)item_key(b, key);
	ar_buf_add(&b->key, ar_slice(&kind, 1));
	ar_buf_add(&b->key, ar_slice((const char *)&day, sizeof day));
	return ar_buf_slice(&b->key);
}

static int
note_item(struct ar_logbook *b, const struct ar_row *row,
    const struct ar_log_row *rec, uint32_t action)
{
	struct ar_item_key key = key_of(rec);
	struct ar_noted noted = {
		.day = rec->run_date, .action = action, .step = rec->step,
		.next = AR_NO_NOTED
	};
	uint32_t *last;
	bool fresh;

	if (ar_decimal_minor(&noted.fee, rec->fee, rec->ccy.digits) != AR_OK)
		return refuse(b, row, "its fee is no amount of its currency");
	noted.policy = (uint32_t)ar_map_put(&b->policies, rec->policy, NULL);
	last = ar_map_value(&b->items,
	    ar_map_put(&b->items, item_key(b, &key), &fresh));
	if (!fresh)
		noted.next = *last;
	*last = (uint32_t)b->nnoted;
	b->noted = ar_grow(b->noted, b->nnoted + 1, sizeof *b->noted);
	b->noted[b->nnoted++] = noted;
	return AR_OK;
}

static int
take_planned(struct ar_logbook *b, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	struct ar_past_action *a;
	struct ar_action_id id;
	size_t number;

	if (ar_action_id_parse(&id, rec->action_id) != AR_OK ||
	    id.phase != rec->phase || id.day != rec->run_date ||
	    !ar_slice_eq(id.currency, ar_slice_of(rec->ccy.code)))
		return refuse(b, row,
		    "its action_id is not that of its phase, day and currency");
	number = ar_map_put(&b->actions, rec->action_id, NULL);
	a = ar_map_value(&b->actions, number);
	*a = (struct ar_past_action){
		.account = ar_debtors_number(b->debtors, id.account),
		.ccy = rec->ccy, .day = id.day, .phase = id.phase,
		.state = AR_EVENT_PLANNED
	};
	return rec->invoice_id.n == 0 ? AR_OK :
	    note_item(b, row, rec, (uint32_t)number);
}

static struct ar_past_action *
planned_action(struct ar_logbook *b, const struct ar_log_row *rec)
{
	ptrdiff_t i = ar_map_find(&b->actions, rec->action_id);

	return i < 0 ? NULL : ar_map_value(&b->actions, (size_t)i);
}

/* What became of an action. */
static int
take_state(struct ar_logbook *b, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	struct ar_past_action *a = planned_action(b, rec);

	if (a == NULL && ar_map_find(&b->later, rec->action_id) >= 0)
		return AR_OK;
	if (a == NULL)
		return refuse(b, row, "its action was never planned");
	if (rec->event == AR_EVENT_APPROVED || rec->event == AR_EVENT_REFUSED)
		a->answer = rec->event;
	else
		a->state = rec->event;
	return AR_OK;
}

static void
take_fact(struct ar_logbook *b, const struct ar_log_row *rec)
{
	struct ar_item_key key = key_of(rec);
	size_t account = account_of_row(b, rec);
	bool is_today = rec->run_date == b->today;
	struct ar_claim_past *claim;

	(void)ar_map_put(&b->facts, fact_key(b, (enum ar_event)rec->event,
	    &key, rec->ref_date), NULL);
	if (rec->event == AR_EVENT_PROMISE_KEPT)
		return;
	if (rec->event == AR_EVENT_PROMISE_BROKEN) {
		account_of(b, account)->broken++;
		account_of(b, account)->broken_before += !is_today;
	}
	claim = claim_of(b, account, &rec->ccy);
	if (is_today && rec->event == AR_EVENT_PLAN_BROKEN)
		claim->plan_broken = true;
	else if (is_today)
		claim->promise_broken = true;
}

static void
see_contact(struct ar_logbook *b, size_t account, ar_day day)
{
	struct ar_account_past *a = account_of(b, account);

	if (day > a->last_contact)
		a->last_contact = day;
}

/* What was said, by whoever of the two. */
static void
take_talk(struct ar_logbook *b, const struct ar_log_row *rec)
{
	size_t account = account_of_row(b, rec);
	struct ar_claim_past *claim = claim_of(b, account, &rec->ccy);

	claim->talk = b->rows;
	claim->talk_event = rec->event;
	claim->talk_date = rec->ref_date;
	claim->calls += rec->event == AR_EVENT_CALL;
	if (rec->event != AR_EVENT_NOTE)
		see_contact(b, account, rec->run_date);
}

static void
take_block(struct ar_logbook *b, const struct ar_log_row *rec)
{
	struct ar_item_key key = key_of(rec);
	struct ar_block_past *block = ar_map_value(&b->blocks,
	    ar_map_put(&b->blocks, item_key(b, &key), NULL));

	block->row = b->rows;
	if (rec->event == AR_EVENT_UNBLOCK)
		block->until = AR_NO_DAY;
	else
		block->until = rec->ref_date == AR_NO_DAY ? AR_DAY_MAX :
		    rec->ref_date;
}

/* The row names the account itself. */
static void
take_hold(struct ar_logbook *b, const struct ar_log_row *rec)
{
	struct ar_account_past *a = account_of(b,
	    ar_debtors_number(b->debtors, rec->customer_id));

	a->on_hold = rec->event == AR_EVENT_CREDIT_HOLD;
	a->held_by_us = ar_slice_eq(rec->by, AR_S(AR_LOG_BY));
	a->hold_ccy = rec->ccy;
}

static void
take_run(struct ar_logbook *b, const struct ar_log_row *rec)
{
	if (rec->run_date > b->last_run)
		b->last_run = rec->run_date;
	b->ran_today = b->ran_today || rec->run_date == b->today;
}

/* Promises, disputes and plans are agreements, and taken by those. */
static int
take(struct ar_logbook *b, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	switch ((enum ar_event)rec->event) {
	case AR_EVENT_PLANNED:
		return take_planned(b, row, rec);
	case AR_EVENT_SENT:
		return rec->action_id.n > 0 ? take_state(b, row, rec) :
		    note_item(b, row, rec, AR_NO_ACTION);
	case AR_EVENT_FAILED:
	case AR_EVENT_CANCELLED:
	case AR_EVENT_APPROVED:
	case AR_EVENT_REFUSED:
		return take_state(b, row, rec);
	case AR_EVENT_PROMISE_KEPT:
	case AR_EVENT_PROMISE_PARTLY:
	case AR_EVENT_PROMISE_BROKEN:
	case AR_EVENT_PLAN_BROKEN:
		take_fact(b, rec);
		return AR_OK;
	case AR_EVENT_CALL:
	case AR_EVENT_REPLY:
	case AR_EVENT_NOTE:
	case AR_EVENT_PROMISE:
		take_talk(b, rec);
		return AR_OK;
	case AR_EVENT_BLOCK:
	case AR_EVENT_UNBLOCK:
		take_block(b, rec);
		return AR_OK;
	case AR_EVENT_CREDIT_HOLD:
	case AR_EVENT_CREDIT_RELEASE:
		take_hold(b, rec);
		return AR_OK;
	case AR_EVENT_NONE:
	case AR_EVENT_DISPUTE_OPEN:
	case AR_EVENT_DISPUTE_CLOSED:
	case AR_EVENT_PLAN:
	case AR_EVENT_RUN:
		break;
	}
	return AR_OK;
}

/* What became of an action is true from when it is known. */
static bool
is_word_of_action(const struct ar_log_row *rec)
{
	return rec->action_id.n > 0 && rec->event >= AR_EVENT_SENT &&
	    rec->event <= AR_EVENT_REFUSED;
}

int
ar_logbook_take(struct ar_logbook *b, const struct ar_row *row,
    const struct ar_log_row *rec)
{
	b->rows++;
	if (rec->event == AR_EVENT_RUN)
		take_run(b, rec);
	if (rec->run_date <= b->today || is_word_of_action(rec))
		return take(b, row, rec);
	if (rec->event == AR_EVENT_PLANNED)
		(void)ar_map_put(&b->later, rec->action_id, NULL);
	return AR_OK;
}

static void
finish_action(struct ar_logbook *b, const struct ar_past_action *a)
{
	bool is_notice = a->phase == AR_PHASE_PRE || a->phase == AR_PHASE_OVER;
	struct ar_account_past *account = account_of(b, a->account);
	struct ar_claim_past *claim = claim_of(b, a->account, &a->ccy);

	if (ar_past_action_is_void(a))
		return;
	if (is_notice && a->day < b->today && a->day > account->last_notice)
		account->last_notice = a->day;
	if (is_notice || a->phase == AR_PHASE_BROKEN) {
		see_contact(b, a->account, a->day);
		claim->attempts++;
	}
	if (a->phase == AR_PHASE_CASH && a->day > claim->cash)
		claim->cash = a->day;
	if (a->phase == AR_PHASE_ADDRESS && a->day > claim->address)
		claim->address = a->day;
}

void
ar_logbook_finish(struct ar_logbook *b)
{
	for (size_t i = 0; i < b->actions.n; i++)
		finish_action(b, ar_map_value(&b->actions, i));
}

ptrdiff_t
ar_logbook_item(struct ar_logbook *b, const struct ar_item_key *key)
{
	return b->items.n == 0 ? -1 :
	    ar_map_find(&b->items, item_key(b, key));
}

bool
ar_logbook_has_fact(struct ar_logbook *b, enum ar_event event,
    const struct ar_item_key *key, ar_day ref_date)
{
	return ar_map_find(&b->facts, fact_key(b, event, key, ref_date)) >= 0;
}

static struct ar_block_past
block_of(struct ar_logbook *b, const struct ar_item_key *key)
{
	struct ar_block_past none = {0}, *block = &none;
	ptrdiff_t i = b->blocks.n == 0 ? -1 :
	    ar_map_find(&b->blocks, item_key(b, key));

	if (i >= 0)
		block = ar_map_value(&b->blocks, (size_t)i);
	return *block;
}

ar_day
ar_logbook_blocked_until(struct ar_logbook *b, const struct ar_item_key *key)
{
	const struct ar_item_key whole = {key->customer_id, key->invoice_id,
	    0};
	struct ar_block_past own = block_of(b, key);
	struct ar_block_past all = block_of(b, &whole);

	return all.row > own.row ? all.until : own.until;
}

const struct ar_past_action *
ar_logbook_action(const struct ar_logbook *b, struct ar_slice action_id)
{
	ptrdiff_t i = ar_map_find(&b->actions, action_id);

	return i < 0 ? NULL : ar_map_value(&b->actions, (size_t)i);
}

const struct ar_account_past *
ar_logbook_account(const struct ar_logbook *b, size_t account)
{
	static const struct ar_account_past none = {0};
	ptrdiff_t i = ar_map_find(&b->accounts, number_key(&account));

	return i < 0 ? &none : ar_map_value(&b->accounts, (size_t)i);
}

const struct ar_claim_past *
ar_logbook_claim(struct ar_logbook *b, size_t account,
    const struct ar_ccy *ccy)
{
	static const struct ar_claim_past none = {0};
	ptrdiff_t i = ar_map_find(&b->claims, claim_key(b, account, ccy));

	return i < 0 ? &none : ar_map_value(&b->claims, (size_t)i);
}
