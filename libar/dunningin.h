/*
 * libar/dunningin.h
 * Purpose: all files of a run of ar-remind, read in the order they need.
 */
#ifndef AR_DUNNINGIN_H
#define AR_DUNNINGIN_H

#include "libar/cli.h"
#include "libar/debtsin.h"
#include "libar/remindoptions.h"

/* What the run's files are read into. */
struct ar_dunning_files {
	struct ar_logfile *log;                 /* NULL: none */
	struct ar_customers *customers;         /* NULL: none */
};

/*
 * Lock the log, if it is to be written; read side files and log, then the
 * operands.  AR_ESTOP after messages.  {0}-filled before, and released by the
 * caller in any case.
 */
AR_MUST int ar_dunning_read(struct ar_dunning *, struct ar_dunning_files *,
    struct ar_cli *, const struct ar_remind_options *, struct ar_tie *);

void ar_dunning_release(struct ar_dunning *, struct ar_dunning_files *);

#endif
