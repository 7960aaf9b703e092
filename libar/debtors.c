/*
 * libar/debtors.c
 * Purpose: customers as those who are reminded, and their accounts.
 */
#include "libar/debtors.h"

#include <stdlib.h>

#include "libar/map.h"

enum { RISK_B = 2 };

struct ar_debtors {
	const struct ar_customers *customers;
	struct ar_diag *diag;
	struct ar_map map;              /* customer_id -> struct ar_debtor */
	struct ar_arena arena;          /* of names */
	int32_t contact_gap;
	ptrdiff_t reach[AR_REACH_COLUMNS];      /* columns of customers */
};

void
ar_block_read(ar_day *blocked, ar_day *grace, struct ar_slice block,
    ar_day until)
{
	*blocked = ar_block_last_day(block, until);
	*grace = *blocked == AR_NO_DAY ? until : AR_NO_DAY;
}

size_t
ar_debtors_number(struct ar_debtors *d, struct ar_slice customer_id)
{
	bool fresh;
	size_t number = ar_map_put(&d->map, customer_id, &fresh);

	if (fresh)
		*(struct ar_debtor *)ar_map_value(&d->map, number) =
		    (struct ar_debtor){
			.account = number,
			.policy = AR_S(""),
			.calendar = AR_S(""),
			.late_rule = AR_S(""),
			.contact_gap = d->contact_gap,
			.risk = RISK_B,
			.name = AR_S(""),
		};
	return number;
}

static int
take(struct ar_debtors *d, const struct ar_bind *bind,
    const struct ar_row *row)
{
	struct ar_dun_customer c;
	struct ar_debtor *debtor;
	size_t number, account;
	int32_t gap = d->contact_gap;

	ar_record_clear(&ar_dun_customers_stream, &c, sizeof c);
	if (ar_bind_row(bind, row, &c, d->diag) != AR_OK)
		return AR_EDATA;
	if (c.contact_gap.filled && ar_decimal_whole(&gap, c.contact_gap, 0,
	    AR_GAP_MAX) != AR_OK) {
		ar_number_refuse(d->diag, row->at, "contact_gap",
		    c.contact_gap, "a whole number of days, 0 to 3660");
		return AR_EDATA;
	}
	number = ar_debtors_number(d, c.customer_id);
	account = c.consolidate != AR_YES || c.parent_id.n == 0 ? number :
	    ar_debtors_number(d, c.parent_id);
	debtor = ar_map_value(&d->map, number);
	debtor->at = row->at;
	debtor->account = account;
	debtor->policy = c.policy;
	debtor->calendar = c.calendar;
	debtor->late_rule = c.late_rule;
	debtor->contact_gap = gap;
	debtor->risk = c.risk == 0 ? RISK_B : c.risk;
	debtor->natural_person = c.natural_person == AR_YES;
	ar_block_read(&debtor->blocked_until, &debtor->grace_until, c.block,
	    c.block_until);
	return AR_OK;
}

static int
find_columns(struct ar_debtors *d)
{
	for (size_t i = 0; i < AR_REACH_COLUMNS; i++)
		if (ar_customers_find(&d->reach[i], d->customers,
		    ar_slice_of(ar_reach_names[i])) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

static int
take_all(struct ar_debtors *d)
{
	const struct ar_stream *stream = &ar_dun_customers_stream;
	uint64_t refused = ar_diag_refused(d->diag);
	struct ar_bind bind;
	size_t n;

	if (find_columns(d) != AR_OK || d->customers == NULL)
		return d->customers == NULL ? AR_OK : AR_ESTOP;
	if (ar_bind_make(&bind, stream, AR_BIT(stream->n) - 1,
	    stream->required, ar_customers_header(d->customers), d->diag) !=
	    AR_OK)
		return AR_ESTOP;
	n = ar_customers_count(d->customers);
	for (size_t i = 0; i < n; i++)
		(void)!take(d, &bind, ar_customers_row(d->customers, i));
	if (ar_diag_refused(d->diag) == refused)
		return AR_OK;
	ar_diag_verdict(d->diag, n, "");
	return AR_ESTOP;
}

int
ar_debtors_new(struct ar_debtors **debtors,
    const struct ar_customers *customers, int32_t contact_gap,
    struct ar_diag *diag)
{
	struct ar_debtors *d = ar_alloc(sizeof *d);

	d->customers = customers;
	d->diag = diag;
	d->contact_gap = contact_gap;
	ar_map_init(&d->map, sizeof(struct ar_debtor));
	if (take_all(d) != AR_OK) {
		ar_debtors_free(d);
		return AR_ESTOP;
	}
	*debtors = d;
	return AR_OK;
}

void
ar_debtors_free(struct ar_debtors *d)
{
	if (d == NULL)
		return;
	ar_map_release(&d->map);
	ar_arena_free(&d->arena);
	free(d);
}

struct ar_slice
ar_debtors_id(const struct ar_debtors *d, size_t number)
{
	return ar_map_key(&d->map, number);
}

const struct ar_debtor *
ar_debtors_at(const struct ar_debtors *d, size_t number)
{
	return ar_map_value(&d->map, number);
}

void
ar_debtors_name(struct ar_debtors *d, size_t number, ar_day day,
    struct ar_slice name)
{
	struct ar_debtor *debtor = ar_map_value(&d->map, number);

	if (name.n == 0 || day < debtor->name_day ||
	    (day == debtor->name_day && ar_slice_cmp(name, debtor->name) <= 0))
		return;
	if (!ar_slice_eq(name, debtor->name))
		debtor->name = ar_arena_copy(&d->arena, name);
	debtor->name_day = day;
}

bool
ar_debtors_has(const struct ar_debtors *d, enum ar_reach column)
{
	return d->reach[column] >= 0;
}

struct ar_slice
ar_debtors_cell(const struct ar_debtors *d, size_t number,
    enum ar_reach column)
{
	return ar_customers_cell(d->customers, ar_debtors_id(d, number),
	    d->reach[column]);
}
