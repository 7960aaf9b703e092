/*
 * libar/logpromises.c
 * Purpose: how promises were kept, from the log.
 */
#include "libar/logpromises.h"

#include "libar/group.h"
#include "libar/logfile.h"
#include "libar/operands.h"

enum { KEPT, PARTLY, BROKEN, ENDS, AMOUNTS = ENDS, SUMS = 2 * ENDS };

struct promises {
	struct ar_diag *diag;
	bool by_customer;
	struct ar_groups groups;
};

static int
take(void *to, const struct ar_row *row, const struct ar_log_row *r)
{
	struct promises *p = to;
	size_t end = r->event - (size_t)AR_EVENT_PROMISE_KEPT;
	size_t number;
	int64_t minor;

	if (r->event < AR_EVENT_PROMISE_KEPT ||
	    r->event > AR_EVENT_PROMISE_BROKEN)
		return AR_OK;
	if (ar_decimal_minor(&minor, r->amount, r->ccy.digits) != AR_OK) {
		ar_diag_refuse(p->diag, &(struct ar_say){AR_M_LOG_ROW,
		    row->at, AR_S("amount"),
		    {"it has more decimals than its currency"}});
		return AR_EDATA;
	}
	number = ar_groups_number(&p->groups, &r->customer_id, &r->ccy);
	ar_groups_add(&p->groups, number, end, 1);
	ar_groups_add(&p->groups, number, AMOUNTS + end, minor);
	return AR_OK;
}

static void
put_header(struct ar_out *o, bool by_customer)
{
	static const char *const columns[] = {
		"customer_id", "currency", "kept", "partly", "broken",
		"kept_pct", "amount_kept", "amount_partly", "amount_broken",
		"amount_kept_pct",
	};

	for (size_t i = by_customer ? 0 : 1;
	    i < sizeof columns / sizeof *columns; i++)
		ar_out_text(o, ar_slice_of(columns[i]));
	(void)ar_out_end_row(o);
}

/* The share of the first of three sums in per cent. */
static void
put_share(struct ar_out *o, const ar_sum *sums, unsigned digits)
{
	ar_sum all = sums[KEPT] + sums[PARTLY] + sums[BROKEN];

	(void)ar_out_ratio(o, 100 * sums[KEPT], all, digits);
}

static void
put_group(struct ar_out *o, const struct promises *p,
    const struct ar_group *g, unsigned digits)
{
	ar_sum sums[SUMS];

	ar_groups_sums(&p->groups, g->number, 0, SUMS, sums);
	if (p->by_customer)
		ar_out_text(o, g->key[0]);
	ar_out_raw(o, ar_slice_of(g->ccy.code));
	for (size_t i = 0; i < ENDS; i++)
		ar_out_count(o, (uint64_t)sums[i]);
	put_share(o, sums, digits);
	for (size_t i = 0; i < ENDS; i++)
		(void)ar_out_amount(o, sums[AMOUNTS + i], &g->ccy);
	put_share(o, sums + AMOUNTS, digits);
	(void)ar_out_end_row(o);
}

static void
print(const struct promises *p, const struct ar_cli *cli)
{
	struct ar_group_list list;
	struct ar_out *o;

	if (ar_out_open(&o, NULL, cli->diag) != AR_OK)
		return;
	list = ar_groups_sorted(&p->groups);
	put_header(o, p->by_customer);
	for (size_t i = 0; i < list.n; i++)
		put_group(o, p, &list.group[i], cli->common.digits);
	ar_group_list_release(&list);
	(void)!ar_out_close(o, true);
}

void
ar_log_promises(struct ar_cli *cli, const char *path, bool by_customer)
{
	const struct ar_more_files more = {.read = {path}};
	struct promises p = {.diag = cli->diag, .by_customer = by_customer};
	const struct ar_logfile_wish wish = {.mode = AR_STATEFILE_READ,
	    .each = take, .to = &p};
	struct ar_common files = cli->common;
	struct ar_logfile *log;

	files.noperands = 0;            /* words */
	if (ar_operands_check(&files, &more, cli->diag) != AR_OK)
		return;
	ar_groups_init(&p.groups, by_customer ? 1 : 0, SUMS, 0);
	if (ar_logfile_open(&log, path, &wish, cli->diag) == AR_OK) {
		ar_logfile_close(log);
		print(&p, cli);
	}
	ar_groups_release(&p.groups);
}
