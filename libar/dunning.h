/*
 * libar/dunning.h
 * Purpose: all that the reminders of one day depend on.
 *
 * Data flows one way: files and log; open items (libar/debts.h); what holds
 * each item (libar/judge.h); actions (libar/notice.h, libar/action.h); rows.
 */
#ifndef AR_DUNNING_H
#define AR_DUNNING_H

#include "libar/debts.h"
#include "libar/recovery.h"

struct ar_dunning {
	struct ar_diag *diag;
	ar_day today;
	uint32_t rates_file;            /* in messages, 0: none */
	struct ar_policies policies;
	struct ar_calendar calendar;
	struct ar_late_rates rates;
	struct ar_recovery recovery;
	struct ar_debtors *debtors;
	struct ar_logbook log;
	struct ar_agreed agreed;
	struct ar_debts debts;
};

#endif
