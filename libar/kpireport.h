/*
 * libar/kpireport.h
 * Purpose: rows of ar-dso and ar-cei: a period, a group, its measures, notes.
 *
 * Behind period, days, group columns and currency stand the measures, then
 * `note`, then those that were asked for besides.  note has a word for each
 * measure that is empty or doubtful.
 */
#ifndef AR_KPIREPORT_H
#define AR_KPIREPORT_H

#include "libar/group.h"
#include "libar/keys.h"
#include "libar/measure.h"
#include "libar/report.h"

enum { AR_KPI_COLUMNS = 16 };

struct ar_kpi_layout {
	enum ar_measure_id column[AR_KPI_COLUMNS], extra[AR_KPI_COLUMNS];
	size_t n, nextra;
	enum ar_measure_id total;       /* whose sum is the run's */
	const struct ar_keys *keys;
	unsigned digits;
	bool explain;                   /* formulas and numbers on stderr */
};

void ar_kpi_layout_add(struct ar_kpi_layout *, enum ar_measure_id);
void ar_kpi_layout_extra(struct ar_kpi_layout *, enum ar_measure_id);

/* Whether the report prints a column of this name beside its keys. */
bool ar_kpi_report_has(const void *layout, struct ar_slice name);

void ar_kpi_report_columns(const struct ar_kpi_layout *,
    struct ar_report *);

struct ar_kpi_report {
	const struct ar_kpi_layout *layout;
	struct ar_report *report;
	struct ar_out *out;
	const struct ar_diag *diag;
};

/* counts: the row's amounts are part of the run's total. */
void ar_kpi_report_row(const struct ar_kpi_report *,
    const struct ar_group *, const struct ar_period *, bool counts);

#endif
