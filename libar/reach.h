/*
 * libar/reach.h
 * Purpose: through which channel, and where, an account can be reached.
 */
#ifndef AR_REACH_H
#define AR_REACH_H

#include "libar/action.h"

struct ar_reached {
	enum ar_channel channel;        /* NONE: nothing reaches it */
	struct ar_slice to, contact;
	struct ar_slice reason;         /* why it is not the one wanted */
};

/*
 * A cell of the account: its own in the customers file, else the first one
 * that is filled on its open items, else on those that are thanked for; else
 * empty.
 */
struct ar_slice ar_reach_cell(const struct ar_dunning *,
    const struct ar_account_items *, enum ar_reach);

/* The customer's name for the account; empty if nothing tells it. */
struct ar_slice ar_reach_name(const struct ar_dunning *, size_t account);

/*
 * Reach an audience through a channel.  falls_back: else through the next
 * one.  A kind of address for which there is no column at all is taken as
 * known to others.
 */
struct ar_reached ar_reach_find(const struct ar_dunning *,
    const struct ar_account_items *, enum ar_audience, enum ar_channel,
    bool falls_back);

/* Whom one calls about what was broken. */
struct ar_reached ar_reach_call(const struct ar_dunning *,
    const struct ar_account_items *);

#endif
