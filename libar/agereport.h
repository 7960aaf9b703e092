/*
 * libar/agereport.h
 * Purpose: the aging report's columns and rows.
 */
#ifndef AR_AGEREPORT_H
#define AR_AGEREPORT_H

#include "libar/age.h"
#include "libar/allowance.h"
#include "libar/keys.h"
#include "libar/report.h"

struct ar_age_layout {
	const struct ar_age_options *age;
	const struct ar_keys *keys;
	const struct ar_allowance *allowance;   /* NULL: no such column */
	bool names;                             /* customer_name */
	bool percent;
};

/* Whether the report prints a column of this name beside its keys. */
bool ar_age_report_has(const void *layout, struct ar_slice name);

/* Add the columns to the report. */
void ar_age_report_columns(const struct ar_age_layout *, struct ar_report *);

/*
 * Write the rows; those of the last day make up the run's total.
 * AR_ESTOP after a message if a share or an allowance does not fit.
 */
AR_MUST int ar_age_report_rows(const struct ar_age_layout *,
    const struct ar_age *, struct ar_report *, struct ar_out *,
    struct ar_diag *);

#endif
