/*
 * libar/charge.c
 * Purpose: what being late costs: fee and interest of one item.
 */
#include "libar/charge.h"

#include <stdio.h>

static const char *
name_of(const struct ar_ccy *ccy)
{
	return ccy->code[0] == '\0' ? "the unnamed currency" : ccy->code;
}

static int
refuse(struct ar_dunning *d, struct ar_slice rule,
    const struct ar_debt *debt, enum ar_interest_fault fault, ar_day lacks)
{
	char day[AR_DAY_TEXT + 1] = "", digits[4];
	struct ar_quoted q, id;

	if (fault == AR_INTEREST_NO_RATE) {
		ar_day_format(day, lacks);
		ar_diag_say(d->diag, &(struct ar_say){AR_M_NO_RATE,
		    {d->rates_file, 0}, {0}, {ar_quote(&q, rule), day}});
	} else if (fault == AR_INTEREST_DECIMALS) {
		(void)snprintf(digits, sizeof digits, "%u", debt->ccy.digits);
		ar_diag_say(d->diag, &(struct ar_say){AR_M_BAD_RATE,
		    {d->rates_file, 0}, {0}, {ar_quote(&q, rule), digits,
		    name_of(&debt->ccy)}});
	} else
		ar_diag_say(d->diag, &(struct ar_say){AR_M_INTEREST_RANGE,
		    {d->rates_file, 0}, {0}, {ar_quote(&id,
		    debt->key.invoice_id), ar_quote(&q, rule)}});
	return AR_ESTOP;
}

int
ar_charge_amount(struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step, const char *column,
    struct ar_decimal amount, int64_t *minor)
{
	char number[AR_MONEY_MAX + 1], text[AR_MONEY_MAX + 64];

	if (ar_decimal_minor(minor, amount, debt->ccy.digits) == AR_OK)
		return AR_OK;
	number[ar_decimal_format(number, amount)] = '\0';
	(void)snprintf(text, sizeof text,
	    "'%s' is no amount of %s, which has %u decimals", number,
	    name_of(&debt->ccy), debt->ccy.digits);
	ar_diag_say(d->diag, &(struct ar_say){AR_M_BAD_POLICY,
	    {step->file, step->line}, ar_slice_of(column), {text}});
	return AR_ESTOP;
}

static struct ar_slice
rule_of_customer(const struct ar_dunning *d, const struct ar_debt *debt)
{
	struct ar_slice rule = ar_debtors_at(d->debtors,
	    debt->customer)->late_rule;

	return rule.n > 0 ? rule :
	    ar_debtors_at(d->debtors, debt->account)->late_rule;
}

/* The rule that the step charges by; empty: none. */
static struct ar_slice
rule_of(const struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step)
{
	if (ar_slice_eq(step->interest, AR_S("none")))
		return AR_S("");
	return ar_slice_eq(step->interest, AR_S("customer")) ?
	    rule_of_customer(d, debt) : step->interest;
}

static int
sum_by_law(struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step, int64_t *fee)
{
	struct ar_arrears arrears = ar_debt_arrears(debt);
	struct ar_slice rule = rule_of(d, debt, step);
	enum ar_interest_fault fault;

	if (rule.n == 0)
		rule = rule_of_customer(d, debt);
	if (rule.n == 0 || ar_logbook_fees(&d->log, debt->past) > 0)
		return AR_OK;
	fault = ar_late_sum(fee, &d->rates, rule, &arrears);
	return fault == AR_INTEREST_FINE ? AR_OK :
	    refuse(d, rule, debt, fault, AR_NO_DAY);
}

int
ar_charge_fee(struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step, int64_t *fee)
{
	*fee = 0;
	if (step == NULL || debt->again)
		return AR_OK;
	return step->fee_is_law ? sum_by_law(d, debt, step, fee) :
	    ar_charge_amount(d, debt, step, "fee", step->fee, fee);
}

int
ar_charge_interest(struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step, int64_t *interest)
{
	struct ar_arrears arrears = ar_debt_arrears(debt);
	enum ar_interest_fault fault;
	struct ar_slice rule;
	ar_day lacks = AR_NO_DAY;

	*interest = 0;
	if (step == NULL)
		step = ar_policy_step(debt->policy, debt->seen.last_step);
	if (step == NULL || (rule = rule_of(d, debt, step)).n == 0)
		return AR_OK;
	fault = ar_interest(interest, &lacks, &d->rates, rule, &arrears,
	    d->today);
	return fault == AR_INTEREST_FINE ? AR_OK :
	    refuse(d, rule, debt, fault, lacks);
}
