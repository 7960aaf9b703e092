/*
 * libar/reach.c
 * Purpose: through which channel, and where, an account can be reached.
 */
#include "libar/reach.h"

/* Columns in which something is looked for; the first that is filled. */
struct places {
	size_t n;
	enum ar_reach column[2];
};

enum kind { EMAILS, PHONES, CONTACTS, KINDS };

static const struct places of_audience[KINDS][AR_AUDIENCE_OWNER + 1] = {
	[EMAILS] = {
		[AR_AUDIENCE_BILLING] = {2, {AR_REACH_BILLING_EMAIL,
		    AR_REACH_EMAIL}},
		[AR_AUDIENCE_AP_MANAGER] = {2, {AR_REACH_AP_EMAIL,
		    AR_REACH_EMAIL}},
		[AR_AUDIENCE_OWNER] = {1, {AR_REACH_OWNER_EMAIL}},
	},
	[PHONES] = {
		[AR_AUDIENCE_BILLING] = {1, {AR_REACH_PHONE}},
		[AR_AUDIENCE_AP_MANAGER] = {2, {AR_REACH_AP_PHONE,
		    AR_REACH_PHONE}},
		[AR_AUDIENCE_OWNER] = {1, {AR_REACH_OWNER_PHONE}},
	},
	[CONTACTS] = {
		[AR_AUDIENCE_BILLING] = {2, {AR_REACH_BILLING_CONTACT,
		    AR_REACH_CONTACT}},
		[AR_AUDIENCE_AP_MANAGER] = {2, {AR_REACH_AP_CONTACT,
		    AR_REACH_CONTACT}},
		[AR_AUDIENCE_OWNER] = {1, {AR_REACH_OWNER_CONTACT}},
	},
};

static const struct places of_letters = {1, {AR_REACH_ADDRESS}};

static struct ar_slice
cell_of(const struct ar_debt *debt, enum ar_reach column)
{
	return debt == NULL || debt->reach == NULL ? AR_S("") :
	    debt->reach[column];
}

static struct ar_slice
cell_of_items(const struct ar_account_items *items, enum ar_reach column)
{
	struct ar_slice cell = AR_S("");

	for (size_t i = 0; i < items->n && cell.n == 0; i++)
		if (items->debt[i].open > 0)
			cell = cell_of(&items->debt[i], column);
	for (size_t i = 0; i < items->nthanked && cell.n == 0; i++)
		cell = cell_of(items->thanked[i].debt, column);
	return cell;
}

struct ar_slice
ar_reach_cell(const struct ar_dunning *d,
    const struct ar_account_items *items, enum ar_reach column)
{
	struct ar_slice cell = ar_debtors_cell(d->debtors, items->account,
	    column);

	if (cell.n > 0 || column >= AR_REACH_OF_DOCUMENTS ||
	    !d->debts.reach[column])
		return cell;
	return cell_of_items(items, column);
}

struct ar_slice
ar_reach_name(const struct ar_dunning *d, size_t account)
{
	struct ar_slice name = ar_debtors_at(d->debtors, account)->name;

	return name.n > 0 ? name :
	    ar_debtors_cell(d->debtors, account, AR_REACH_NAME);
}

static const struct places *
addresses_of(enum ar_channel channel, enum ar_audience audience)
{
	if (channel == AR_CHANNEL_LETTER)
		return &of_letters;
	return &of_audience[channel == AR_CHANNEL_EMAIL ? EMAILS : PHONES]
	    [audience];
}

static struct ar_slice
first_filled(const struct ar_dunning *d,
    const struct ar_account_items *items, const struct places *p)
{
	struct ar_slice cell = AR_S("");

	for (size_t i = 0; i < p->n && cell.n == 0; i++)
		cell = ar_reach_cell(d, items, p->column[i]);
	return cell;
}

/* Whether any of the columns is there, so that an empty cell says much. */
static bool
is_known(const struct ar_dunning *d, const struct places *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (ar_debtors_has(d->debtors, p->column[i]) ||
		    d->debts.reach[p->column[i]])
			return true;
	return false;
}

static enum ar_channel
next_channel(enum ar_channel channel)
{
	if (channel == AR_CHANNEL_SMS)
		return AR_CHANNEL_EMAIL;
	return channel == AR_CHANNEL_EMAIL ? AR_CHANNEL_LETTER :
	    AR_CHANNEL_NONE;
}

static struct ar_reached
reach_ours(const struct ar_dunning *d, const struct ar_account_items *items,
    enum ar_audience audience, enum ar_channel channel)
{
	struct ar_slice contact = AR_S("");

	if (audience == AR_AUDIENCE_COLLECTOR)
		contact = ar_reach_cell(d, items, AR_REACH_COLLECTOR);
	return (struct ar_reached){channel, AR_S(""), contact, AR_S("")};
}

struct ar_reached
ar_reach_find(const struct ar_dunning *d,
    const struct ar_account_items *items, enum ar_audience audience,
    enum ar_channel channel, bool falls_back)
{
	struct ar_reached r = {.channel = channel, .to = AR_S(""),
	    .reason = AR_S("")};

	if (ar_audience_is_ours((uint8_t)audience) ||
	    channel == AR_CHANNEL_TASK)
		return reach_ours(d, items, audience, channel);
	r.contact = first_filled(d, items, &of_audience[CONTACTS][audience]);
	while (r.channel != AR_CHANNEL_NONE) {
		const struct places *p = addresses_of(r.channel, audience);

		r.to = first_filled(d, items, p);
		if (r.to.n > 0 || !is_known(d, p))
			return r;
		if (r.reason.n == 0)
			r.reason = r.channel == AR_CHANNEL_EMAIL ?
			    AR_S("no-email") : AR_S("no-phone");
		r.channel = falls_back ? next_channel(r.channel) :
		    AR_CHANNEL_NONE;
	}
	return r;
}

struct ar_reached
ar_reach_call(const struct ar_dunning *d,
    const struct ar_account_items *items)
{
	struct ar_reached r = ar_reach_find(d, items,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_CALL, false);

	if (r.channel == AR_CHANNEL_NONE)
		r.channel = AR_CHANNEL_TASK;
	return r;
}
