/*
 * libar/loghistory.c
 * Purpose: what the log holds of one customer.
 */
#include "libar/loghistory.h"

#include "libar/holdback.h"
#include "libar/logfile.h"
#include "libar/operands.h"

struct history {
	struct ar_slice customer;
	struct ar_map actions;          /* that list him: a set */
	struct ar_holdback rows;
	int result;
};

bool
ar_log_is_of(const struct ar_log_row *row, struct ar_slice customer)
{
	struct ar_action_id id;

	if (ar_slice_eq(row->customer_id, customer))
		return true;
	return row->event != AR_EVENT_PLAN && row->action_id.n > customer.n &&
	    ar_action_id_parse(&id, row->action_id) == AR_OK &&
	    ar_slice_eq(id.account, customer);
}

/* A child's actions are those of his parent's account that list him. */
static bool
is_of(struct history *h, const struct ar_log_row *record)
{
	bool own = ar_slice_eq(record->customer_id, h->customer);

	if (own && record->event == AR_EVENT_PLANNED)
		(void)ar_map_put(&h->actions, record->action_id, NULL);
	return own || ar_log_is_of(record, h->customer) ||
	    (record->event != AR_EVENT_PLANNED && record->action_id.n > 0 &&
	    ar_map_find(&h->actions, record->action_id) >= 0);
}

static int
take(void *to, const struct ar_row *row, const struct ar_log_row *record)
{
	struct history *h = to;

	if (h->result != AR_OK || !is_of(h, record))
		return AR_OK;
	ar_out_raw(h->rows.rows, row->raw);
	(void)ar_out_end_row(h->rows.rows);
	h->result = ar_holdback_settle(&h->rows);
	return AR_OK;
}

static int
read_log(struct history *h, const char *path, struct ar_diag *diag)
{
	const struct ar_logfile_wish wish = {.mode = AR_STATEFILE_READ,
	    .each = take, .to = h};
	struct ar_logfile *log;

	ar_log_header(h->rows.rows);
	if (ar_logfile_open(&log, path, &wish, diag) != AR_OK)
		return AR_ESTOP;
	ar_logfile_close(log);
	return h->result == AR_OK ? ar_holdback_release(&h->rows) :
	    AR_ESTOP;
}

void
ar_log_history(struct ar_cli *cli, const char *path,
    struct ar_slice customer)
{
	const struct ar_more_files more = {.read = {path}};
	struct history h = {.customer = customer};
	struct ar_common files = cli->common;
	int result;

	files.noperands = 0;            /* words */
	ar_map_init(&h.actions, 0);
	if (ar_operands_check(&files, &more, cli->diag) != AR_OK ||
	    ar_holdback_open(&h.rows, NULL, cli->diag) != AR_OK) {
		ar_map_release(&h.actions);
		return;
	}
	result = read_log(&h, path, cli->diag);
	(void)!ar_holdback_close(&h.rows, result == AR_OK);
	ar_map_release(&h.actions);
}
