/*
 * libar/remindoptions.h
 * Purpose: the options of ar-remind as values.
 */
#ifndef AR_REMINDOPTIONS_H
#define AR_REMINDOPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* What is printed; the others may go to files beside it. */
enum ar_remind_table {
	AR_REMIND_ACTIONS, AR_REMIND_ITEMS, AR_REMIND_HOLDS,
	AR_REMIND_WORKLIST
};

/* Files are NULL where they are not given. */
struct ar_remind_options {
	const char *policy, *log, *promises, *disputes, *plans, *holidays,
	    *rates, *recovery;
	const char *items_file, *holds_file;
	enum ar_remind_table table;
	uint8_t weekend;
	int32_t contact_gap;            /* days */
	int wait;                       /* seconds */
	bool record, pending, print_policy;
};

#endif
