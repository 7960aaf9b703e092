/*
 * libar/kpirows.c
 * Purpose: what the inputs of ar-dso and ar-cei hand their rows to.
 */
#include "libar/kpirows.h"

int
ar_kpi_refuse_mixture(const struct ar_kpi_rows *rows,
    const struct ar_header *header)
{
	ar_diag_say(rows->cli->diag, &(struct ar_say){AR_M_HEADER_DIFFERS,
	    header->at, {0}, {"documents and a period table do not mix"}});
	return AR_ESTOP;
}
