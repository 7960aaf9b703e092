/*
 * libar/logbook.h
 * Purpose: what the log says of actions, items and accounts, up to a day.
 *
 * Rows dated after the day are not there yet, but for what became of actions:
 * that is true once it is known.  An action is void once it has failed or was
 * cancelled.
 */
#ifndef AR_LOGBOOK_H
#define AR_LOGBOOK_H

#include "libar/debtors.h"
#include "libar/ladder.h"
#include "libar/logfile.h"

/* What an item is known by; instalment 0: none. */
struct ar_item_key {
	struct ar_slice customer_id, invoice_id;
	uint16_t instalment;
};

void ar_item_key_add(struct ar_buf *, const struct ar_item_key *);

/* A row about an item: planned, or a notice of before there was a log. */
struct ar_noted {
	ar_day day;
	uint32_t action;                /* AR_NO_ACTION: of before */
	uint32_t policy;                /* number of its name, 0: blank */
	uint32_t next;                  /* the row before it, or AR_NO_NOTED */
	uint16_t step;                  /* 0: only listed */
	int64_t fee;                    /* minor units */
};

#define AR_NO_ACTION UINT32_MAX
#define AR_NO_NOTED UINT32_MAX

/* An action that was planned; its id is the key. */
struct ar_past_action {
	size_t account;
	struct ar_ccy ccy;
	ar_day day;
	uint8_t phase;
	uint8_t state;          /* the last of planned, sent, failed, cancelled */
	uint8_t answer;         /* approved or refused, if one came */
};

/* Of an account, whatever the currency. */
struct ar_account_past {
	ar_day last_notice;             /* pre or over, before the day */
	ar_day last_contact;
	uint32_t broken, broken_before; /* promises; before the day */
	bool on_hold, held_by_us;
	struct ar_ccy hold_ccy;
};

/* Of an account and a currency. */
struct ar_claim_past {
	ar_day cash, address;           /* last such task, AR_NO_DAY: none */
	uint32_t attempts, calls;       /* actions that speak to it; calls */
	bool promise_broken, plan_broken;       /* today */
	uint64_t talk;                  /* order of the last words, 0: none */
	uint8_t talk_event;
	ar_day talk_date;               /* when to call back */
};

enum ar_approval {
	AR_APPROVAL_NONE, AR_APPROVAL_ASKED, AR_APPROVAL_GIVEN,
	AR_APPROVAL_REFUSED
};

/* The last block or unblock of a key. */
struct ar_block_past {
	ar_day until;                   /* AR_NO_DAY: unblocked */
	uint64_t row;
};

struct ar_logbook {
	struct ar_debtors *debtors;
	struct ar_diag *diag;
	ar_day today, last_run;
	bool ran_today;
	struct ar_map actions;          /* id -> struct ar_past_action */
	struct ar_map later;            /* ids of actions after the day */
	struct ar_map items;            /* key -> number of the last row */
	struct ar_map policies;         /* names, numbered from 1 */
	struct ar_map facts;            /* of event, key and day: a set */
	struct ar_map blocks;           /* key -> struct ar_block_past */
	struct ar_map accounts;         /* -> struct ar_account_past */
	struct ar_map claims;           /* -> struct ar_claim_past */
	struct ar_noted *noted;
	size_t nnoted;
	uint64_t rows;
	struct ar_buf key;
};

/* The debtors are set before the first row is taken. */
void ar_logbook_init(struct ar_logbook *, ar_day today, struct ar_diag *);
void ar_logbook_release(struct ar_logbook *);

/* A row of the log, in order.  AR_EDATA after it was refused. */
AR_MUST int ar_logbook_take(struct ar_logbook *, const struct ar_row *,
    const struct ar_log_row *);

/* All rows are in: what follows from the last state of each action. */
void ar_logbook_finish(struct ar_logbook *);

/* Number of an item that the log knows, -1 if it does not. */
ptrdiff_t ar_logbook_item(struct ar_logbook *, const struct ar_item_key *);

/*
 * What was done about the item, as the ladder of its policy sees it; whole:
 * the number of its invoice without instalment, whose notices of before count
 * for every instalment.
 */
void ar_logbook_past(const struct ar_logbook *, ptrdiff_t item,
    ptrdiff_t whole, struct ar_slice policy, struct ar_ladder_past *);

/* Whether it is in an action of today, thanks apart, void ones too. */
bool ar_logbook_is_in_action(const struct ar_logbook *, ptrdiff_t item);

/* Fees that it has borne, in minor units. */
ar_sum ar_logbook_fees(const struct ar_logbook *, ptrdiff_t item);

/* Whether leave for the step was asked for, and what came of it. */
enum ar_approval ar_logbook_approval(const struct ar_logbook *,
    ptrdiff_t item, struct ar_slice policy, uint16_t step);

/* Whether it was reminded of, by a step, on or after the day. */
bool ar_logbook_was_reminded(const struct ar_logbook *, ptrdiff_t item,
    ar_day since);
bool ar_logbook_was_thanked(const struct ar_logbook *, ptrdiff_t item);

/* Whether the log has the fact: promise-kept, plan-broken and the like. */
bool ar_logbook_has_fact(struct ar_logbook *, enum ar_event,
    const struct ar_item_key *, ar_day ref_date);

/*
 * Last day of a block of a customer (invoice_id empty) or of a document, which
 * a block of its whole invoice blocks too; AR_DAY_MAX for ever, AR_NO_DAY if
 * there is none.  The last row of all decides.
 */
ar_day ar_logbook_blocked_until(struct ar_logbook *,
    const struct ar_item_key *);

/* The action of this id, NULL if it was never planned. */
const struct ar_past_action *ar_logbook_action(const struct ar_logbook *,
    struct ar_slice action_id);

/* Never NULL. */
const struct ar_account_past *ar_logbook_account(const struct ar_logbook *,
    size_t account);
const struct ar_claim_past *ar_logbook_claim(struct ar_logbook *,
    size_t account, const struct ar_ccy *);

bool ar_past_action_is_void(const struct ar_past_action *);

#endif
