/*
 * libar/common.h
 * Purpose: the options that tools share, as values.
 */
#ifndef AR_COMMON_H
#define AR_COMMON_H

#include "libar/keys.h"
#include "libar/report.h"
#include "libar/tie.h"

struct ar_common {
	const char *tool;
	ar_day today, as_of;
	char ts[21];                    /* now, YYYY-MM-DDTHH:MM:SSZ */
	const char *output, *payments, *customers, *rejects, *control;
	const char *group_by;           /* NULL: not given */
	struct ar_keys keys;            /* of group_by */
	struct ar_stated *expect;
	struct ar_alert *alert;
	size_t nexpect, nalert;
	unsigned digits, threads;       /* threads 0: as many as serve */
	bool unique, as_exported, skip_unknown, verbose;
	char *const *operand;           /* "-" where none was named */
	size_t noperands;
};

#endif
