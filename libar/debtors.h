/*
 * libar/debtors.h
 * Purpose: customers as those who are reminded, and their accounts.
 *
 * Every customer has a number, also one that no customers file knows.  His
 * account is himself, or his parent where the file says consolidate=y.
 */
#ifndef AR_DEBTORS_H
#define AR_DEBTORS_H

#include "libar/customers.h"
#include "libar/duncolumns.h"

struct ar_debtor {
	struct ar_where at;             /* in the customers file, if there */
	size_t account;                 /* number of a debtor */
	struct ar_slice policy, calendar, late_rule;
	ar_day blocked_until;   /* AR_DAY_MAX: for ever, AR_NO_DAY: not */
	ar_day grace_until;             /* AR_NO_DAY: none */
	int32_t contact_gap;            /* days */
	uint8_t risk;                   /* in halves, 1 to 4 */
	bool natural_person;
	struct ar_slice name;           /* on the latest document seen */
	ar_day name_day;                /* of that document */
};

struct ar_debtors;

/*
 * customers: may be NULL, and is used as long as the debtors are.
 * contact_gap: where a customer has none.  AR_ESTOP after messages.
 */
AR_MUST int ar_debtors_new(struct ar_debtors **, const struct ar_customers *,
    int32_t contact_gap, struct ar_diag *);
void ar_debtors_free(struct ar_debtors *);

/* The number of a customer, given at first sight. */
size_t ar_debtors_number(struct ar_debtors *, struct ar_slice customer_id);

struct ar_slice ar_debtors_id(const struct ar_debtors *, size_t number);

/* Good until the next number is given. */
const struct ar_debtor *ar_debtors_at(const struct ar_debtors *,
    size_t number);

/* A document of the day has this name for the customer. */
void ar_debtors_name(struct ar_debtors *, size_t number, ar_day,
    struct ar_slice name);

/* Whether the customers file has the column, and the customer's cell. */
bool ar_debtors_has(const struct ar_debtors *, enum ar_reach);
struct ar_slice ar_debtors_cell(const struct ar_debtors *, size_t number,
    enum ar_reach);

/*
 * What a block and its last day say: *blocked is set to the last day of a
 * block, *grace to that of a date of grace, AR_NO_DAY where there is none.
 */
void ar_block_read(ar_day *blocked, ar_day *grace, struct ar_slice block,
    ar_day until);

#endif
