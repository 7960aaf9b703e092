/*
 * libar/dunningin.c
 * Purpose: all files of a run of ar-remind, read in the order they need.
 */
#include "libar/dunningin.h"

#include <stdlib.h>

#include "libar/policyin.h"
#include "libar/recoveryin.h"
#include "libar/side.h"

static int
take_holiday(void *to, const struct ar_side_record *item)
{
	const struct ar_holiday *rec = item->record;
	struct ar_dunning *d = to;

	ar_calendar_add(&d->calendar, rec->calendar, rec->date);
	return AR_OK;
}

static int
refuse_rate(struct ar_dunning *d, const struct ar_side_record *item,
    const char *column, struct ar_decimal value, const char *want)
{
	ar_number_refuse(d->diag, item->row->at, column, value, want);
	return AR_EDATA;
}

static int
take_rate(void *to, const struct ar_side_record *item)
{
	const struct ar_rate_row *rec = item->record;
	struct ar_dunning *d = to;
	struct ar_quoted q;
	char day[AR_DAY_TEXT + 1] = "";
	int32_t grace;

	if (ar_decimal_whole(&grace, rec->grace_days, 0, AR_GRACE_MAX) !=
	    AR_OK)
		return refuse_rate(d, item, "grace_days", rec->grace_days,
		    "a whole number of days, 0 to 3650");
	if (rec->minimum.units < 0)
		return refuse_rate(d, item, "minimum", rec->minimum,
		    "an amount of 0 or more");
	if (rec->fixed_sum.units < 0)
		return refuse_rate(d, item, "fixed_sum", rec->fixed_sum,
		    "an amount of 0 or more");
	if (ar_late_rates_add(&d->rates, rec) == AR_OK)
		return AR_OK;
	ar_day_format(day, rec->from_date);
	ar_diag_refuse(d->diag, &(struct ar_say){AR_M_BAD_SETTING,
	    item->row->at, AR_S("from_date"), {ar_quote(&q,
	    ar_slice_of(day)), "one rate from each day"}});
	return AR_EDATA;
}

static int
read_side(struct ar_dunning *d, const char *path, const struct ar_side *side)
{
	struct ar_arena arena = {0};
	struct ar_header header;
	int result = path == NULL ? AR_OK :
	    ar_side_read(path, side, &header, &arena, d->diag);

	ar_arena_free(&arena);
	return result;
}

static int
read_settings(struct ar_dunning *d, const struct ar_remind_options *o)
{
	const struct ar_side holidays = {&ar_holidays_stream,
	    sizeof(struct ar_holiday), take_holiday, d};
	const struct ar_side rates = {&ar_rates_stream,
	    sizeof(struct ar_rate_row), take_rate, d};

	if (ar_policies_load(&d->policies, o->policy, d->diag) != AR_OK ||
	    read_side(d, o->holidays, &holidays) != AR_OK ||
	    read_side(d, o->rates, &rates) != AR_OK)
		return AR_ESTOP;
	if (o->rates != NULL)
		d->rates_file = ar_diag_file(d->diag, o->rates);
	if (o->recovery != NULL)
		return ar_recovery_load(&d->recovery, o->recovery, d->diag);
	ar_recovery_default(&d->recovery);
	return AR_OK;
}

static int
read_agreements(struct ar_dunning *d, const struct ar_remind_options *o)
{
	struct ar_agreed *a = &d->agreed;

	if (o->promises != NULL &&
	    ar_agreed_promises(a, o->promises) != AR_OK)
		return AR_ESTOP;
	if (o->disputes != NULL &&
	    ar_agreed_disputes(a, o->disputes) != AR_OK)
		return AR_ESTOP;
	return o->plans == NULL ? AR_OK : ar_agreed_plans(a, o->plans);
}

static int
take_log(void *to, const struct ar_row *row, const struct ar_log_row *rec)
{
	struct ar_dunning *d = to;

	return ar_logbook_take(&d->log, row, rec) != AR_OK ||
	    ar_agreed_log(&d->agreed, row, rec) != AR_OK ? AR_EDATA : AR_OK;
}

static int
check_day(struct ar_dunning *d, const struct ar_logfile *log)
{
	char today[AR_DAY_TEXT + 1] = "", last[AR_DAY_TEXT + 1] = "";

	if (d->today >= d->log.last_run)
		return AR_OK;
	ar_day_format(today, d->today);
	ar_day_format(last, d->log.last_run);
	ar_diag_say(d->diag, &(struct ar_say){AR_M_BACK_DATED_RUN,
	    {ar_logfile_file(log), 0}, {0}, {today, last}});
	return AR_ESTOP;
}

static int
read_log(struct ar_dunning *d, struct ar_logfile *log)
{
	if (log == NULL)
		return AR_OK;
	if (ar_logfile_read(log, take_log, d) != AR_OK)
		return AR_ESTOP;
	ar_logbook_finish(&d->log);
	return check_day(d, log);
}

static void
begin(struct ar_dunning *d, const struct ar_cli *cli,
    const struct ar_remind_options *o)
{
	d->diag = cli->diag;
	d->today = cli->common.as_of;
	ar_calendar_init(&d->calendar, o->weekend);
	ar_late_rates_init(&d->rates);
	ar_agreed_init(&d->agreed, d->today, cli->common.payments != NULL,
	    d->diag);
	ar_logbook_init(&d->log, d->today, d->diag);
	ar_debts_init(&d->debts);
}

int
ar_dunning_read(struct ar_dunning *d, struct ar_dunning_files *files,
    struct ar_cli *cli, const struct ar_remind_options *o,
    struct ar_tie *tie)
{
	const char *customers = cli->common.customers;
	const struct ar_logfile_wish wish = {
		.mode = o->record ? AR_STATEFILE_CREATE : AR_STATEFILE_READ,
		.wait = o->wait
	};

	begin(d, cli, o);
	if (o->log != NULL &&
	    ar_logfile_open(&files->log, o->log, &wish, d->diag) != AR_OK)
		return AR_ESTOP;
	if (read_settings(d, o) != AR_OK || (customers != NULL &&
	    ar_customers_load(&files->customers, customers, d->diag) !=
	    AR_OK) || ar_debtors_new(&d->debtors, files->customers,
	    o->contact_gap, d->diag) != AR_OK)
		return AR_ESTOP;
	d->log.debtors = d->debtors;
	if (read_log(d, files->log) != AR_OK ||
	    read_agreements(d, o) != AR_OK)
		return AR_ESTOP;
	return ar_debts_read(d, &cli->common, files->customers, tie);
}

void
ar_dunning_release(struct ar_dunning *d, struct ar_dunning_files *files)
{
	ar_debts_release(&d->debts);
	ar_agreed_release(&d->agreed);
	ar_logbook_release(&d->log);
	ar_debtors_free(d->debtors);
	ar_policies_release(&d->policies);
	ar_calendar_release(&d->calendar);
	ar_late_rates_release(&d->rates);
	free(d->recovery.point);
	ar_logfile_close(files->log);
	ar_customers_free(files->customers);
}
