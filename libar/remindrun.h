/*
 * libar/remindrun.h
 * Purpose: a run of ar-remind, from its files to its tables.
 */
#ifndef AR_REMINDRUN_H
#define AR_REMINDRUN_H

#include "libar/cli.h"
#include "libar/remindoptions.h"

/* What happens is said; the exit status follows from that. */
void ar_remindrun(struct ar_cli *, const struct ar_remind_options *);

#endif
