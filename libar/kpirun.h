/*
 * libar/kpirun.h
 * Purpose: a run of ar-dso or ar-cei, from its options to its report.
 */
#ifndef AR_KPIRUN_H
#define AR_KPIRUN_H

#include "libar/kpioptions.h"
#include "libar/kpireport.h"

/*
 * choose adds the tool's columns, as the options say; it sets n, nextra and
 * total.  The exit status.
 */
AR_MUST int ar_kpi_main(int argc, char **argv, const struct ar_tool *,
    void (*choose)(struct ar_kpi_layout *, const struct ar_kpi_options *));

#endif
