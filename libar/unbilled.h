/*
 * libar/unbilled.h
 * Purpose: lines that were shipped and not billed, with how long they wait.
 */
#ifndef AR_UNBILLED_H
#define AR_UNBILLED_H

#include "libar/cli.h"
#include "libar/gather.h"
#include "libar/holdback.h"
#include "libar/pass.h"

struct ar_unbilled {
	struct ar_cli *cli;
	struct ar_tie *tie;
	struct ar_report *report;
	struct ar_pass pass;
	struct ar_holdback rows;
};

/* AR_ESTOP after a message; ended with ar_unbilled_end() in any case. */
AR_MUST int ar_unbilled_begin(struct ar_unbilled *, struct ar_cli *,
    struct ar_tie *);

/* An operand's header; all must have the same columns. */
AR_MUST int ar_unbilled_header(struct ar_unbilled *,
    const struct ar_header *);

AR_MUST int ar_unbilled_row(struct ar_unbilled *, const struct ar_gathered *,
    bool held);

/* complete: print.  Frees. */
AR_MUST int ar_unbilled_end(struct ar_unbilled *, bool complete);

#endif
