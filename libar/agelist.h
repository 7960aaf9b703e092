/*
 * libar/agelist.h
 * Purpose: open documents passed on with what is open, how late, and where.
 */
#ifndef AR_AGELIST_H
#define AR_AGELIST_H

#include "libar/age.h"
#include "libar/pass.h"
#include "libar/scan.h"

/* {.age, .report, .out, .common, .diag} are borrowed; release frees pass. */
struct ar_age_list {
	const struct ar_age_options *age;       /* of one day */
	struct ar_report *report;
	struct ar_out *out;
	const struct ar_common *common;
	struct ar_diag *diag;
	struct ar_pass pass;
};

void ar_age_list_release(struct ar_age_list *);

/* For struct ar_scan, with a struct ar_age_list as state. */
int ar_age_list_header(void *list, const struct ar_header *);
enum ar_fault ar_age_list_document(void *list, const struct ar_item *);

#endif
