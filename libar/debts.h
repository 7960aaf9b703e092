/*
 * libar/debts.h
 * Purpose: the open items of a day, as they are reminded of.
 *
 * Beside them stand documents that were settled lately after a reminder, for
 * thanks, and what each account has in open credits and unapplied cash.
 */
#ifndef AR_DEBTS_H
#define AR_DEBTS_H

#include "libar/agreed.h"
#include "libar/interest.h"
#include "libar/policy.h"
#include "libar/scan.h"

/* Why an item is in no action today; the words of ar_hold_words. */
enum ar_hold {
	AR_HOLD_NONE,
	AR_HOLD_NO_BUSINESS_DAY, AR_HOLD_ALREADY_TODAY,
	AR_HOLD_CUSTOMER_BLOCK, AR_HOLD_INVOICE_BLOCK, AR_HOLD_GRACE,
	AR_HOLD_DISPUTED, AR_HOLD_PROMISE, AR_HOLD_PLAN,
	AR_HOLD_WAITING, AR_HOLD_LADDER_END, AR_HOLD_GAP, AR_HOLD_APPROVAL,
	AR_HOLD_APPROVAL_REFUSED, AR_HOLD_CUSTOMER_GAP,
	AR_HOLD_UNAPPLIED_CASH, AR_HOLD_BELOW_MINIMUM, AR_HOLD_NO_ADDRESS,
	AR_HOLD_DISPUTED_PART, AR_HOLDS
};

extern const char *const ar_hold_words[AR_HOLDS];

/* What was broken, and leads to a call today. */
enum ar_broken { AR_BROKEN_NONE, AR_BROKEN_PROMISE, AR_BROKEN_PLAN };

struct ar_debt {
	struct ar_item_key key;
	size_t customer, account;       /* numbers of debtors */
	struct ar_ccy ccy;
	int64_t amount, open;           /* minor units; open <= 0: settled */
	int64_t disputed;               /* 0 to open */
	ar_day invoice_date, due;
	ar_day closed;                  /* settled: when */
	const struct ar_policy *policy;
	struct ar_slice po_number;
	const struct ar_slice *reach;   /* of enum ar_reach; NULL: none */
	ar_day blocked_until, grace_until;      /* the document's own */
	ptrdiff_t past;                 /* number in the log, -1: none */
	uint32_t covered;               /* by agreements */
	const struct ar_step *step;     /* how it came to be open; NULL: */
	size_t nsteps;                  /* nothing moved */

	/* What the day's judgement says. */
	struct ar_ladder_past seen;
	enum ar_hold stop;      /* by a block, an agreement, a dispute */
	enum ar_broken broken;
	enum ar_hold hold;              /* NONE: it is in an action */
	ar_day until;
	const struct ar_policy_step *next;      /* its step today, or NULL */
	bool again, approved;
	enum ar_phase phase;    /* of the action that it is in, or NONE */
};

struct ar_debts {
	struct ar_debt *debt;
	size_t n;
	bool reach[AR_REACH_OF_DOCUMENTS];      /* columns of the stream */
	struct ar_map credits;          /* account, currency -> ar_sum */
	struct ar_arena arena;
};

void ar_debts_init(struct ar_debts *);
void ar_debts_release(struct ar_debts *);

/* The account has so much more, in minor units, in its favour. */
void ar_debts_add_credit(struct ar_debts *, size_t account,
    const struct ar_ccy *, ar_sum);

/* Its open credits and unapplied cash; refunds lower them. */
ar_sum ar_debts_credit(const struct ar_debts *, size_t account,
    const struct ar_ccy *);

/* What of a judged item is in no action: all, its disputed part, or 0. */
int64_t ar_debt_held(const struct ar_debt *);

/* What belongs to the listing of an item: open less disputed. */
int64_t ar_debt_listed(const struct ar_debt *);

/* Days past due on the day, below 0 before. */
int32_t ar_debt_age(const struct ar_debt *, ar_day);

/* What was owed on it, evening by evening. */
struct ar_arrears ar_debt_arrears(const struct ar_debt *);

/*
 * The order of items: due date, invoice_id, instalment, customer_id; below,
 * at or above 0.
 */
int ar_debt_cmp(const struct ar_debt *, const struct ar_debt *);

#endif
