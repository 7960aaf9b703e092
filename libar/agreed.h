/*
 * libar/agreed.h
 * Purpose: what was agreed about documents: promises, plans; and disputes.
 *
 * A row is about the documents of its customer_id and invoice_id, of its
 * instalment where it has one.  Rows that are not yet there on the day are
 * left out, as are those about no document of the stream.
 *
 * Use: load the files and take the log's rows; meet every document once;
 * settle; ask about each document that was met.
 */
#ifndef AR_AGREED_H
#define AR_AGREED_H

#include "libar/logbook.h"
#include "libar/openbal.h"
#include "libar/side.h"

#define AR_NOT_COVERED UINT32_MAX
#define AR_NOTHING UINT32_MAX

/* A document that such a row is about. */
struct ar_covered {
	struct ar_item_key key;
	struct ar_ccy ccy;
	ar_day due;
	int64_t amount, open;           /* open: 0 or more */
	struct ar_paid_list paid;
	int64_t disputed;               /* settled: 0 to open */
	uint32_t promise, plan;         /* the newest, or AR_NOTHING */
	uint32_t next;                  /* of the same invoice */
	uint32_t stamp;
};

enum ar_promise_state {
	AR_PROMISE_OPEN,        /* neither kept nor past */
	AR_PROMISE_KEPT, AR_PROMISE_PARTLY, AR_PROMISE_BROKEN
};

/* A promise, whoever wrote it down. */
struct ar_promised {
	struct ar_item_key key;
	struct ar_ccy ccy;              /* of its documents, once settled */
	struct ar_decimal amount;
	ar_day made, date;
	int32_t grace;
	uint64_t order;
	struct ar_where at;
	uint32_t next;                  /* of the same invoice */
	ar_day until;                   /* date and grace */
	int64_t minor;
	enum ar_promise_state state;
	bool counts;                    /* the newest of some document */
	bool is_open;                   /* that is open */
};

enum ar_plan_state {
	AR_PLAN_DONE,           /* all is paid */
	AR_PLAN_STANDING, AR_PLAN_BROKEN
};

/* An instalment of a plan. */
struct ar_plan_part {
	struct ar_item_key key;
	struct ar_ccy ccy;
	struct ar_decimal amount, paid;
	ar_day made, due;
	int32_t grace;
	uint64_t order;
	struct ar_where at;
	uint32_t plan, next;            /* next of the same invoice */
	int64_t minor, paid_minor;
	bool covers;
};

struct ar_plan {
	ar_day made;                    /* the earliest of its parts */
	uint64_t order;                 /* of its last part */
	enum ar_plan_state state;
	uint32_t missed;                /* broken: the part */
};

struct ar_disputed {
	struct ar_item_key key;
	struct ar_ccy ccy;
	struct ar_decimal amount;       /* not filled: the whole */
	struct ar_where at;
	uint32_t next;
	bool of_log, closed;
};

struct ar_agreed {
	struct ar_diag *diag;
	ar_day today;
	bool has_payments;
	struct ar_map invoices;         /* customer, invoice -> its lists */
	struct ar_map plans;            /* customer, plan -> struct ar_plan */
	struct ar_covered *covered;
	struct ar_promised *promise;
	struct ar_plan_part *part;
	struct ar_disputed *dispute;
	size_t ncovered, npromises, nparts, ndisputes;
	uint64_t rows, ignored;
	struct ar_arena arena;
	struct ar_buf key;
};

/* The first of each list of an invoice, or AR_NOTHING. */
struct ar_invoice_lists {
	uint32_t promise, part, dispute, covered;
};

void ar_agreed_init(struct ar_agreed *, ar_day today, bool has_payments,
    struct ar_diag *);
void ar_agreed_release(struct ar_agreed *);

/* Read a file each.  AR_ESTOP after messages. */
AR_MUST int ar_agreed_promises(struct ar_agreed *, const char *path);
AR_MUST int ar_agreed_disputes(struct ar_agreed *, const char *path);
AR_MUST int ar_agreed_plans(struct ar_agreed *, const char *path);

/* A row of the log, in order; those of other events are nothing to it. */
AR_MUST int ar_agreed_log(struct ar_agreed *, const struct ar_row *,
    const struct ar_log_row *);

/*
 * A debit document goes by, open or settled; the paid list is copied.  The
 * number under which it can be asked about, or AR_NOT_COVERED.
 */
uint32_t ar_agreed_meet(struct ar_agreed *, const struct ar_doc *,
    int64_t open, const struct ar_paid_list *);

/* All documents have gone by.  AR_ESTOP after rows were refused. */
AR_MUST int ar_agreed_settle(struct ar_agreed *);

/* The lists of an invoice; NULL where nothing is about it. */
struct ar_invoice_lists *ar_agreed_lists(struct ar_agreed *,
    const struct ar_item_key *);

/* Whether a row of this order came from the log. */
bool ar_agreed_is_of_log(uint64_t order);

/* The plan of that number. */
struct ar_plan *ar_agreed_plan(const struct ar_agreed *, uint32_t number);

#endif
