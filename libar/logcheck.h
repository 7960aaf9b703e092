/*
 * libar/logcheck.h
 * Purpose: what an event that is logged by hand needs, and if the log bears it.
 *
 * The log is seen row by row; of it no more is kept than the answer takes.
 */
#ifndef AR_LOGCHECK_H
#define AR_LOGCHECK_H

#include "libar/diag.h"
#include "libar/dun.h"
#include "libar/row.h"

/* What can be said of an event, beside who and why. */
enum ar_log_field {
	AR_LOG_CUSTOMER = 1, AR_LOG_INVOICE = 2, AR_LOG_INSTALMENT = 4,
	AR_LOG_CURRENCY = 8, AR_LOG_AMOUNT = 16, AR_LOG_DATE = 32,
	AR_LOG_STEP = 64, AR_LOG_POLICY = 128, AR_LOG_CHANNEL = 256,
	AR_LOG_TO = 512
};

struct ar_log_rule {
	uint8_t event;
	unsigned needs, takes;          /* fields; takes: beside the needs */
	bool of_invoice_or_customer;    /* one of the two is needed */
	enum { AR_LOG_NO_ID, AR_LOG_ACTIONS, AR_LOG_PLAN_ID } ids;
	const char *want;               /* all that is needed, in words */
};

/*
 * The rule of an event by its word; `sent` has another one without ids.
 * NULL: it is not logged by hand.
 */
const struct ar_log_rule *ar_log_rule(struct ar_slice word, bool has_ids);

/* Append the words of these events, joined by ", ", without a NUL. */
void ar_log_words(struct ar_buf *);

/* The same of those that take a field. */
void ar_log_words_with(struct ar_buf *, unsigned field);

/*
 * What is to be logged.  row: ts, run_date and what the user said of the
 * fields above, of `by` and `text`.  The rest lives as long as the check.
 */
struct ar_log_entry {
	const struct ar_log_rule *rule;
	struct ar_log_row row;
	bool has_ccy;                   /* the user said a currency */
	char *const *id;
	size_t nids;
};

/* Whether a log that is not there yet cannot bear it. */
bool ar_log_entry_needs_log(const struct ar_log_entry *);

struct ar_logcheck;

struct ar_logcheck *ar_logcheck_new(const struct ar_log_entry *,
    struct ar_diag *);
void ar_logcheck_free(struct ar_logcheck *);    /* NULL is allowed */

/* A row of the log; for struct ar_logfile_wish. */
int ar_logcheck_see(void *check, const struct ar_row *,
    const struct ar_log_row *);

/*
 * All rows were seen: make those to be appended, *n of them, views of the
 * entry and the check.  None of them, if all is logged already.  AR_EDATA
 * after messages: an action is unknown or in another state, nothing is open
 * (DATA), or it is not plain whose invoice it is or the amount has more
 * decimals than its currency (USAGE).
 */
AR_MUST int ar_logcheck_rows(struct ar_logcheck *,
    const struct ar_log_row **rows, size_t *n);

#endif
