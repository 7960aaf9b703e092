/*
 * libar/action.h
 * Purpose: what is to be done today for an account, and for which items.
 */
#ifndef AR_ACTION_H
#define AR_ACTION_H

#include "libar/dunning.h"

/* One item of an action. */
struct ar_member {
	struct ar_item_key key;
	ar_day due;
	const struct ar_debt *debt;     /* as it is now; NULL: not there */
	struct ar_slice policy;
	uint16_t step;                  /* 0: only listed */
	int64_t listed, fee, interest;  /* minor units */
	struct ar_slice reason;
};

enum { AR_ACTION_REASONS = 3 };

/* What is to be done for an account, in one currency. */
struct ar_action {
	size_t account;
	struct ar_ccy ccy;
	enum ar_phase phase;
	struct ar_slice id;
	ar_day day;
	uint16_t step;                  /* the highest, 0: none */
	struct ar_slice name, template;
	enum ar_channel channel;
	enum ar_audience audience;
	struct ar_slice customer_name, language, collector, contact, to;
	struct ar_slice reason[AR_ACTION_REASONS];
	size_t nreasons;
	struct ar_member *member;       /* in item order */
	size_t n;
	ar_sum total, unapplied, fee, interest;
	int32_t oldest_days;
	bool credit_hold, approved;
};

/* The day's actions; their members live in the arena. */
struct ar_actions {
	struct ar_action *action;
	size_t n;
	struct ar_arena arena;
};

/*
 * The items of one account and currency, in their order; settled ones stand
 * among them, of which those that are thanked for may be named.
 */
struct ar_account_items {
	size_t account;
	struct ar_ccy ccy;
	struct ar_debt *debt;
	size_t n;
	const struct ar_member *thanked;
	size_t nthanked;
};

/* Views the debts of one account and currency from debt number i on. */
struct ar_account_items ar_account_items_at(struct ar_dunning *, size_t i);

/* The same by account and currency; n 0: it has none. */
struct ar_account_items ar_account_items_of(struct ar_dunning *,
    size_t account, const struct ar_ccy *);

void ar_actions_release(struct ar_actions *);

/* An action without members; its id lives with the actions. */
struct ar_action ar_action_new(const struct ar_dunning *,
    struct ar_actions *, const struct ar_account_items *, enum ar_phase);

void ar_actions_add(struct ar_actions *, const struct ar_action *);

/* Whether the log has the action's id. */
bool ar_action_is_known(const struct ar_dunning *, const struct ar_action *);

/* What a reason of a member adds to those of its action. */
void ar_action_reason(struct ar_action *, struct ar_slice reason);

/* In the order in which the actions of a day are printed. */
int ar_action_cmp(const struct ar_action *, const struct ar_action *,
    const struct ar_debtors *);

/* Name and template of tasks that no step names; else empty. */
struct ar_slice ar_phase_name(enum ar_phase);

/* Make it a task of ours, named by its phase. */
void ar_action_set_task(struct ar_action *);

/* total - unapplied + fee + interest; 0 where nothing is asked for. */
ar_sum ar_action_to_pay(const struct ar_action *);

#endif
