/*
 * libar/report.h
 * Purpose: a table on its way out: header, rows, alerts, the sum as printed.
 *
 * A column has a name and a role.  When a row ends, its cells are read back
 * from the bytes that were written: those that make up the total go into the
 * tie-out, and the alerts look at theirs.
 */
#ifndef AR_REPORT_H
#define AR_REPORT_H

#include "libar/tie.h"

enum ar_role {
	AR_ROLE_TEXT,
	AR_ROLE_CURRENCY,       /* the currency of the row's amounts */
	AR_ROLE_NUMBER,         /* may be named by an alert */
	AR_ROLE_PART            /* the same, and adds to the total */
};

struct ar_alert {
	const char *text;       /* as the user gave it */
	struct ar_slice column, number;
	enum { AR_ABOVE, AR_BELOW, AR_AT_LEAST, AR_AT_MOST } test;
};

/* "COLUMN>NUMBER", or <, >=, <=; text is borrowed.  AR_EDATA: no such form. */
AR_MUST int ar_alert_parse(struct ar_alert *, const char *text);

struct ar_report;

/* Rows go to out, which stays the caller's.  Frees with ar_report_free(). */
struct ar_report *ar_report_new(struct ar_out *out, struct ar_tie *);
void ar_report_free(struct ar_report *);

/* A column's name and role. */
struct ar_heading {
	const char *name;
	enum ar_role role;
};

void ar_report_columns(struct ar_report *, const struct ar_heading *,
    size_t n);

/* Add a column; the name is borrowed until the header is written. */
void ar_report_column(struct ar_report *, struct ar_slice name,
    enum ar_role);

/* raw: the columns that were added first are there already, as they came. */
void ar_report_header(struct ar_report *, struct ar_slice raw, size_t nraw);

/* Look for these in every row.  AR_ESTOP after a message: no such column. */
AR_MUST int ar_report_watch(struct ar_report *, const struct ar_alert *,
    size_t n, struct ar_diag *);

/*
 * End a row whose cells were written to the out.  counts: its amounts are
 * part of the run's total (of several days only the last one's are).
 */
void ar_report_end_row(struct ar_report *, bool counts);

/* Say which alerts hold. */
void ar_report_alarm(const struct ar_report *, struct ar_diag *);

#endif
