/*
 * libar/dun.h
 * Purpose: the records of dunning as plain values: policy, log, side files.
 *
 * As in libar/doc.h: slices view bytes of whoever made the record, empty
 * cells are n == 0, AR_NO_DAY, not filled, word 0.
 */
#ifndef AR_DUN_H
#define AR_DUN_H

#include "libar/date.h"
#include "libar/decimal.h"
#include "libar/doc.h"

enum { AR_GRACE_MAX = 3650, AR_GAP_MAX = 3660 };        /* days */

/* Words, numbered as in the tables of libar/duncolumns.h; 0: empty cell. */
enum ar_channel {
	AR_CHANNEL_NONE, AR_CHANNEL_EMAIL, AR_CHANNEL_LETTER, AR_CHANNEL_CALL,
	AR_CHANNEL_SMS, AR_CHANNEL_TASK
};

enum ar_audience {
	AR_AUDIENCE_NONE, AR_AUDIENCE_BILLING, AR_AUDIENCE_AP_MANAGER,
	AR_AUDIENCE_OWNER,
	AR_AUDIENCE_MANAGEMENT, /* from here on: our own people */
	AR_AUDIENCE_COLLECTOR, AR_AUDIENCE_INTERNAL
};

enum ar_anchor {
	AR_ANCHOR_NONE, AR_ANCHOR_DUE, AR_ANCHOR_PREV, AR_ANCHOR_PAID
};

enum ar_roll { AR_ROLL_NONE, AR_ROLL_NEXT, AR_ROLL_PREV, AR_ROLL_SAME };

/* In the order of their words as bytes, so that actions sort by them. */
enum ar_phase {
	AR_PHASE_NONE, AR_PHASE_ADDRESS, AR_PHASE_APPROVE, AR_PHASE_BROKEN,
	AR_PHASE_CASH, AR_PHASE_OVER, AR_PHASE_PRE, AR_PHASE_RELEASE,
	AR_PHASE_TASK, AR_PHASE_THANKS, AR_PHASES
};

enum ar_event {
	AR_EVENT_NONE, AR_EVENT_PLANNED,
	AR_EVENT_SENT,          /* from here on: what became of actions */
	AR_EVENT_FAILED, AR_EVENT_CANCELLED, AR_EVENT_APPROVED,
	AR_EVENT_REFUSED,       /* up to here */
	AR_EVENT_CALL, AR_EVENT_REPLY, AR_EVENT_NOTE, AR_EVENT_PROMISE,
	AR_EVENT_PROMISE_KEPT, AR_EVENT_PROMISE_PARTLY,
	AR_EVENT_PROMISE_BROKEN, AR_EVENT_DISPUTE_OPEN,
	AR_EVENT_DISPUTE_CLOSED, AR_EVENT_PLAN, AR_EVENT_PLAN_BROKEN,
	AR_EVENT_BLOCK, AR_EVENT_UNBLOCK, AR_EVENT_CREDIT_HOLD,
	AR_EVENT_CREDIT_RELEASE, AR_EVENT_RUN
};

enum ar_yes { AR_YES_NONE, AR_YES, AR_NO };

enum ar_late_method {
	AR_LATE_NONE, AR_LATE_SPLIT, AR_LATE_FIXED, AR_LATE_MONTH,
	AR_LATE_US_FEDERAL
};

enum ar_late_basis {
	AR_BASIS_NONE, AR_BASIS_365, AR_BASIS_360, AR_BASIS_ACTUAL
};

/* A row of the log. */
struct ar_log_row {
	struct ar_ccy ccy;
	struct ar_slice ts, action_id, customer_id, invoice_id, policy, to,
	    by, text;
	ar_day run_date, ref_date;
	uint16_t instalment, step;
	uint8_t event, phase, channel, audience;
	struct ar_decimal amount, fee, interest;
};

/* A row of a policy file. */
struct ar_policy_row {
	struct ar_slice policy, name, template, fee, interest;
	uint16_t step;
	uint8_t anchor, channel, audience, credit_hold, approval, roll;
	struct ar_decimal offset, until, gap, min_open, repeat;
	ar_rate min_pct;
	uint16_t repeat_max;
};

struct ar_promise {
	struct ar_ccy ccy;
	struct ar_slice invoice_id, customer_id;
	uint16_t instalment;
	ar_day made_date, promise_date;
	struct ar_decimal amount, grace_days;
};

struct ar_dispute {
	struct ar_ccy ccy;
	struct ar_slice invoice_id, customer_id, reason, owner;
	uint16_t instalment;
	ar_day opened_date, closed_date;
	struct ar_decimal amount;
};

/* One instalment of a plan. */
struct ar_plan_row {
	struct ar_ccy ccy;
	struct ar_slice plan_id, invoice_id, customer_id;
	uint16_t instalment;            /* of the document */
	ar_day made_date, due_date;
	struct ar_decimal amount, paid, grace_days;
};

struct ar_holiday {
	struct ar_slice calendar, name;
	ar_day date;
};

struct ar_rate_row {
	struct ar_slice rule;
	ar_day from_date;
	ar_rate percent;
	uint8_t method, basis;
	struct ar_decimal grace_days, minimum, fixed_sum;
};

struct ar_share_row {
	struct ar_decimal days, share;
};

/* Columns that tell how to reach a customer, or what to tell of him. */
enum ar_reach {
	AR_REACH_COLLECTOR, AR_REACH_TERMS, AR_REACH_CONTACT,
	AR_REACH_EMAIL, AR_REACH_PHONE, AR_REACH_BILLING_CONTACT,
	AR_REACH_BILLING_EMAIL, AR_REACH_AP_CONTACT, AR_REACH_AP_EMAIL,
	AR_REACH_AP_PHONE, AR_REACH_OWNER_CONTACT, AR_REACH_OWNER_EMAIL,
	AR_REACH_OWNER_PHONE, AR_REACH_ADDRESS,
	AR_REACH_LANGUAGE,      /* from here on: of customers only */
	AR_REACH_NAME,
	AR_REACH_COLUMNS,
	AR_REACH_OF_DOCUMENTS = AR_REACH_LANGUAGE
};

/* What a document has for dunning beside libar/doc.h. */
struct ar_dun_cells {
	struct ar_ccy ccy;
	struct ar_slice policy, block, po_number;
	struct ar_slice reach[AR_REACH_OF_DOCUMENTS];
	struct ar_amount disputed_amount;
	ar_day block_until;
};

/* What a customer has for dunning. */
struct ar_dun_customer {
	struct ar_slice customer_id, parent_id, policy, block, calendar,
	    late_rule;
	ar_day block_until;
	struct ar_decimal contact_gap;
	uint8_t consolidate, natural_person, risk;
};

/* Whether an action whose last state is this event is void. */
static inline bool
ar_event_is_void(uint8_t state)
{
	return state == AR_EVENT_FAILED || state == AR_EVENT_CANCELLED;
}

/* Whether people of ours are spoken to, and no customer. */
static inline bool
ar_audience_is_ours(uint8_t audience)
{
	return audience >= AR_AUDIENCE_MANAGEMENT;
}

#endif
