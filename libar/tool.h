/*
 * libar/tool.h
 * Purpose: a tool as a table: its options, with their help beside them.
 */
#ifndef AR_TOOL_H
#define AR_TOOL_H

#include <stdbool.h>
#include <stddef.h>

/* Options that mean the same in every tool; a tool's own begin at FIRST. */
enum ar_option_id {
	AR_OPT_HELP, AR_OPT_VERSION, AR_OPT_AS_OF, AR_OPT_OUTPUT,
	AR_OPT_GROUP_BY, AR_OPT_PAYMENTS, AR_OPT_CUSTOMERS, AR_OPT_REJECTS,
	AR_OPT_MAX_ERRORS, AR_OPT_UNIQUE, AR_OPT_EXPECT_TOTAL,
	AR_OPT_CONTROL, AR_OPT_ALERT, AR_OPT_DIGITS, AR_OPT_AS_EXPORTED,
	AR_OPT_SKIP_UNKNOWN, AR_OPT_THREADS, AR_OPT_VERBOSE,
	AR_OPT_FIRST = 100
};

struct ar_option {
	char letter;                    /* 0: only a long name */
	const char *name;
	const char *argument;           /* NULL: takes none; "[=X]": may */
	const char *help;
	int id;
};

/* Rows for a tool's table, which is sorted by long name. */
#define AR_OPTION_ALERT {0, "alert", "EXPR", \
	"exit 4 if COLUMN>NUMBER holds in a row (<, >=, <= too)", \
	AR_OPT_ALERT}
#define AR_OPTION_AS_EXPORTED {0, "as-exported", NULL, \
	"use balances although the list was exported later", \
	AR_OPT_AS_EXPORTED}
#define AR_OPTION_AS_OF {'a', "as-of", "DATE", \
	"the day: ISO date, today, yesterday, eom or eopm (today)", \
	AR_OPT_AS_OF}
#define AR_OPTION_CONTROL {0, "control", "FILE", \
	"append the control totals of the run to FILE", AR_OPT_CONTROL}
#define AR_OPTION_CUSTOMERS {'C', "customers", "FILE", \
	"customers, whose columns are joined by customer_id", \
	AR_OPT_CUSTOMERS}
#define AR_OPTION_DIGITS {0, "digits", "N", \
	"decimals of ratios, 0 to 9 (2)", AR_OPT_DIGITS}
#define AR_OPTION_EXPECT_TOTAL {0, "expect-total", "[CUR:]AMOUNT", \
	"exit 4 if the total is not the ledger's figure", \
	AR_OPT_EXPECT_TOTAL}
#define AR_OPTION_GROUP_BY {'g', "group-by", "COL[,COL...]", \
	"columns to group by; '' for one total (customer_id)", \
	AR_OPT_GROUP_BY}
#define AR_OPTION_HELP {'h', "help", NULL, \
	"print this help and exit", AR_OPT_HELP}
#define AR_OPTION_MAX_ERRORS {0, "max-errors", "N", \
	"messages shown about refused records (20)", AR_OPT_MAX_ERRORS}
#define AR_OPTION_OUTPUT {'o', "output", "FILE", \
	"write FILE whole or not at all; .gz is compressed", AR_OPT_OUTPUT}
#define AR_OPTION_PAYMENTS {'P', "payments", "FILE", \
	"payments, for open balances as of any day", AR_OPT_PAYMENTS}
#define AR_OPTION_REJECTS {0, "rejects", "FILE", \
	"put refused records into FILE and go on without them", \
	AR_OPT_REJECTS}
#define AR_OPTION_SKIP_UNKNOWN {0, "skip-unknown", NULL, \
	"leave out payments for invoices not in the stream", \
	AR_OPT_SKIP_UNKNOWN}
#define AR_OPTION_THREADS {0, "threads", "N", \
	"threads that read a large file, 1 to 64 (processors, at most 4)", \
	AR_OPT_THREADS}
#define AR_OPTION_UNIQUE {0, "unique", NULL, \
	"refuse a document that was seen before", AR_OPT_UNIQUE}
#define AR_OPTION_VERBOSE {'v', "verbose", NULL, \
	"say on stderr what was read and how it ties out", AR_OPT_VERBOSE}
#define AR_OPTION_VERSION {'V', "version", NULL, \
	"print the version and exit", AR_OPT_VERSION}

struct ar_tool {
	const char *name, *purpose;
	const char *synopsis;           /* lines without the name */
	const char *examples;           /* two lines */
	const struct ar_option *option;
	size_t noptions;
	/*
	 * Take an option of the tool's own; value NULL: none was given.
	 * AR_EDATA: the value is not valid; *want then says what is.
	 */
	int (*set)(void *opts, int id, const char *value, const char **want);
	/* Whether all figures are in the options; NULL: never. */
	bool (*computes)(const void *opts);
	bool words;                     /* operands are no files */
};

#endif
