/*
 * libar/kpirows.h
 * Purpose: what the inputs of ar-dso and ar-cei hand their rows to.
 */
#ifndef AR_KPIROWS_H
#define AR_KPIROWS_H

#include "libar/kpioptions.h"
#include "libar/kpireport.h"
#include "libar/table.h"

/* All borrowed. */
struct ar_kpi_rows {
	struct ar_cli *cli;
	const struct ar_kpi_options *opts;
	const struct ar_kpi_report *report;
	struct ar_tie *tie;
};

/*
 * Read all operands, of which the first is open already and is taken over,
 * and report their periods.  AR_EDATA or AR_ESTOP after messages.
 */
AR_MUST int ar_kpi_documents(const struct ar_kpi_rows *, struct ar_table *);
AR_MUST int ar_kpi_table(const struct ar_kpi_rows *, struct ar_table *);

/* Say that one operand is a period table and another is not; AR_ESTOP. */
int ar_kpi_refuse_mixture(const struct ar_kpi_rows *,
    const struct ar_header *);

#endif
