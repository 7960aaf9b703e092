/*
 * libar/factorrun.h
 * Purpose: a run of ar-factor, from its options to its table.
 */
#ifndef AR_FACTORRUN_H
#define AR_FACTORRUN_H

#include "libar/cli.h"
#include "libar/factoroptions.h"

/* Options are checked; what is wrong with the run is said. */
void ar_factorrun(struct ar_cli *, struct ar_factor_options *);

#endif
