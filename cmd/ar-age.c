/*
 * ar-age - aging of receivables
 *
 * Reads invoices; with -P payments, with -C customers.  Writes amounts by
 * bucket for each group and currency, or with -l the open documents
 * themselves.  Manual: ar-age(1).
 */
#include "libar/agelist.h"
#include "libar/agereport.h"
#include "libar/options.h"
#include "libar/publish.h"

#include <stdlib.h>

static const char synopsis[] =
    "[-lpv] [-a DATE] [-B due|invoice] [-b EDGES] [-C FILE]\n"
    "[-c apart|age] [-e UNIT [-n N]] [-g COL[,COL...]] [-o FILE]\n"
    "[-P FILE] [--alert=EXPR] [--allowance=RATES] [--as-exported]\n"
    "[--control=FILE] [--expect-total=[CUR:]AMOUNT] [--max-errors=N]\n"
    "[--rejects=FILE] [--skip-unknown] [--threads=N] [--unique] [FILE...]";

static const char examples[] =
    "ar-age open.csv\n"
    "ar-age -a eopm -g collector --alert='d91_plus>10000' ledger.csv";

enum {
	ALLOWANCE = AR_OPT_FIRST, BASIS, BUCKETS, CREDITS, EVERY, LIST,
	PERCENT, PERIODS
};

static const struct ar_option options[] = {
	AR_OPTION_ALERT,
	{0, "allowance", "RATES", "loss rates, BUCKET=PERCENT,... or a file",
	    ALLOWANCE},
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	{'B', "basis", "due|invoice", "days past due, or since invoice (due)",
	    BASIS},
	{'b', "buckets", "EDGES", "upper edges of the buckets (30,60,90)",
	    BUCKETS},
	AR_OPTION_CONTROL,
	{'c', "credits", "apart|age",
	    "credits in a column of their own, or by date (apart)", CREDITS},
	AR_OPTION_CUSTOMERS,
	{'e', "every", "UNIT", "a report at each end of week, month, "
	    "quarter or year", EVERY},
	AR_OPTION_EXPECT_TOTAL,
	AR_OPTION_GROUP_BY,
	AR_OPTION_HELP,
	{'l', "list", NULL, "pass on the open documents, no report", LIST},
	AR_OPTION_MAX_ERRORS,
	AR_OPTION_OUTPUT,
	AR_OPTION_PAYMENTS,
	{'p', "percent", NULL, "add each bucket's share", PERCENT},
	{'n', "periods", "N", "how many reports with --every (12)", PERIODS},
	AR_OPTION_REJECTS,
	AR_OPTION_SKIP_UNKNOWN,
	AR_OPTION_THREADS,
	AR_OPTION_UNIQUE,
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
};

struct opts {
	struct ar_age_options age;
	const char *allowance;
	enum ar_unit every;
	int64_t periods;                /* 0: not given */
	bool has_every, list, percent;
};

/* All that a run of the tool holds. */
struct run {
	struct ar_cli *cli;
	struct opts opts;
	ar_day *day;
	struct ar_tie tie;
	struct ar_report *report;
	struct ar_age *age;             /* NULL with --list */
	struct ar_allowance allowance;
	struct ar_age_layout layout;
};

static int
set_edges(struct ar_age_options *age, const char *value, const char **want)
{
	struct ar_slice rest = ar_slice_of(value);
	int64_t edge, before = 0;

	*want = "1 to 64 rising whole numbers, as in 30,60,90";
	age->nedges = 0;
	do {
		if (age->nedges == AR_EDGES_MAX ||
		    ar_number_parse(&edge, ar_slice_cut(&rest, ','),
		    before + 1, AR_EDGE_LAST) != AR_OK)
			return AR_EDATA;
		age->edge[age->nedges++] = (int32_t)edge;
		before = edge;
	} while (rest.n > 0);
	return value[strlen(value) - 1] == ',' ? AR_EDATA : AR_OK;
}

/* Which of two words it is, 0 or 1; -1 if neither. */
static int
either(const char *value, const char *first, const char *second)
{
	if (strcmp(value, first) == 0)
		return 0;
	return strcmp(value, second) == 0 ? 1 : -1;
}

static int
set_choice(struct opts *o, int id, const char *value, const char **want)
{
	int which = id == BASIS ? either(value, "due", "invoice") :
	    either(value, "age", "apart");

	*want = id == BASIS ? "due or invoice" : "apart or age";
	if (which < 0)
		return AR_EDATA;
	if (id == BASIS)
		o->age.basis = which == 0 ? AR_BASIS_DUE : AR_BASIS_INVOICE;
	else
		o->age.credits_apart = which == 1;
	return AR_OK;
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	enum { PERIODS_MAX = 1200 };
	struct opts *o = opts;

	switch (id) {
	case ALLOWANCE:
		o->allowance = value;
		return AR_OK;
	case BASIS:
	case CREDITS:
		return set_choice(o, id, value, want);
	case BUCKETS:
		return set_edges(&o->age, value, want);
	case EVERY:
		*want = "week, month, quarter or year";
		o->has_every = true;
		return ar_unit_parse(&o->every, ar_slice_of(value));
	case PERIODS:
		*want = "1 to 1200";
		return ar_number_parse(&o->periods, ar_slice_of(value), 1,
		    PERIODS_MAX);
	case LIST:
		o->list = true;
		return AR_OK;
	default:
		o->percent = true;
		return AR_OK;
	}
}

static const struct ar_tool tool = {
	.name = "ar-age", .purpose = "aging of receivables",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
};

/* Options that make no sense together. */
static int
check_options(struct run *r)
{
	static const int of_reports[] = {
		EVERY, AR_OPT_GROUP_BY, PERCENT, ALLOWANCE,
		AR_OPT_EXPECT_TOTAL
	};

	if (ar_cli_excludes(r->cli, LIST, of_reports,
	    sizeof of_reports / sizeof *of_reports) != AR_OK)
		return AR_ESTOP;
	return ar_cli_needs(r->cli, PERIODS, EVERY);
}

/* The last n ends of the unit on or before the day, rising. */
static void
make_days(struct run *r)
{
	struct ar_common *c = &r->cli->common;
	const struct opts *o = &r->opts;
	size_t n = o->periods != 0 ? (size_t)o->periods :
	    o->has_every ? 12 : 1, first = n;
	ar_day day = o->has_every ?
	    ar_unit_end_before(c->as_of, o->every) : c->as_of;

	r->day = ar_alloc(n * sizeof *r->day);
	while (first > 0 && day != AR_NO_DAY) {
		r->day[--first] = day;
		day = o->has_every ? ar_unit_previous(day, o->every) :
		    AR_NO_DAY;
	}
	r->opts.age.day = r->day + first;
	r->opts.age.ndays = n - first;
	r->opts.age.history = o->has_every;
	c->as_of = n > first ? r->day[n - 1] : AR_NO_DAY;
}

static int
check_keys(struct run *r)
{
	struct ar_common *c = &r->cli->common;

	if (c->group_by == NULL)
		c->keys = (struct ar_keys){1, {AR_S("customer_id")}};
	if (ar_keys_check(&c->keys, ar_age_report_has, &r->layout,
	    r->cli->diag) != AR_OK)
		return AR_ESTOP;
	r->opts.age.nkeys = c->keys.n;
	r->opts.age.labels = c->keys.n == 1 &&
	    ar_name_eq(c->keys.name[0], AR_S("customer_id"));
	return AR_OK;
}

static int
prepare(struct run *r)
{
	r->layout = (struct ar_age_layout){
		.age = &r->opts.age, .keys = &r->cli->common.keys,
		.percent = r->opts.percent,
	};
	if (check_options(r) != AR_OK || check_keys(r) != AR_OK)
		return AR_ESTOP;
	make_days(r);
	if (r->cli->common.control != NULL && ar_tie_control_check(
	    r->cli->common.control, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	if (r->opts.allowance == NULL)
		return AR_OK;
	r->layout.allowance = &r->allowance;
	return ar_allowance_parse(&r->allowance, r->opts.allowance,
	    &r->opts.age, r->cli->diag);
}

/* Past days can be answered only by dates of payment. */
static int
on_header(void *run, const struct ar_header *header)
{
	struct run *r = run;

	if (!r->opts.has_every || r->cli->common.payments != NULL ||
	    ar_header_find(header, AR_S("paid_date"), NULL) >= 0)
		return AR_OK;
	ar_diag_say(r->cli->diag, &(struct ar_say){
	    AR_M_NO_HISTORY, header->at, {0}, {"--every"}});
	return AR_ESTOP;
}

static void
on_soon(void *run, const struct ar_doc *doc, size_t n)
{
	const struct run *r = run;

	ar_age_soon(r->age, doc, n);
}

static enum ar_fault
on_document(void *run, const struct ar_item *item)
{
	struct run *r = run;

	return ar_age_add(r->age, item->doc, item->paid, item->open);
}

/* For a thread of its own: all is shared but the sums. */
static void *
fresh(const void *run)
{
	struct run *r = ar_alloc(sizeof *r);

	*r = *(const struct run *)run;
	r->age = ar_age_new(&r->opts.age);
	return r;
}

static void
merge(void *run, void *from)
{
	ar_age_merge(((struct run *)run)->age,
	    ((const struct run *)from)->age);
}

static void
drop(void *run)
{
	ar_age_free(((struct run *)run)->age);
	free(run);
}

static int
make_rows(struct run *r, struct ar_out *rows)
{
	const struct ar_common *c = &r->cli->common;
	struct ar_diag *diag = r->cli->diag;

	ar_age_report_columns(&r->layout, r->report);
	if (ar_report_watch(r->report, c->alert, c->nalert, diag) != AR_OK)
		return AR_ESTOP;
	ar_report_header(r->report, AR_S(""), 0);
	return ar_age_report_rows(&r->layout, r->age, r->report, rows, diag);
}

static ar_day
oldest(void *run)
{
	const struct run *r = run;

	return r->opts.age.ndays > 0 ? r->opts.age.day[0] : AR_NO_DAY;
}

static int
report(struct run *r, struct ar_scan *scan)
{
	struct ar_out *rows = ar_out_memory();
	struct ar_scanned scanned;

	r->report = ar_report_new(rows, &r->tie);
	r->age = ar_age_new(&r->opts.age);
	scan->header = on_header;
	scan->fresh = fresh;
	scan->merge = merge;
	scan->drop = drop;
	scan->soon = on_soon;
	scan->each = on_document;
	scan->oldest = oldest;
	scan->names = r->opts.age.labels;
	if (ar_scan_run(scan, r, &r->tie, &scanned, r->cli->diag) == AR_OK) {
		r->layout.names = scan->names && scanned.has_names;
		if (make_rows(r, rows) == AR_OK)
			return ar_publish(r->cli, &r->tie, r->report, rows);
	}
	ar_out_drop(rows);
	return AR_ESTOP;
}

static int
list(struct run *r, struct ar_scan *scan)
{
	struct ar_age_list l = {.age = &r->opts.age,
	    .common = &r->cli->common, .diag = r->cli->diag};
	struct ar_scanned scanned;
	struct ar_out *out;
	int result;

	if (ar_out_open(&out, r->cli->common.output, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	r->cli->common.keys.n = 0;
	r->report = ar_report_new(out, &r->tie);
	l.out = scan->rows = out;
	l.report = r->report;
	scan->header = ar_age_list_header;
	scan->each = ar_age_list_document;
	result = ar_scan_run(scan, &l, &r->tie, &scanned, r->cli->diag);
	ar_age_list_release(&l);
	if (result == AR_OK && ar_tie_check(&r->tie, r->cli->diag) == AR_OK)
		return ar_publish_close(r->cli, &r->tie, r->report, out);
	(void)!ar_out_close(out, false);
	return AR_ESTOP;
}

static void
run(struct run *r)
{
	struct ar_scan scan = {.common = &r->cli->common};

	if (prepare(r) != AR_OK)
		return;
	scan.by_due = r->opts.age.basis == AR_BASIS_DUE;
	scan.history = r->opts.age.history;
	(void)!(r->opts.list ? list(r, &scan) : report(r, &scan));
}

int
main(int argc, char **argv)
{
	struct ar_cli cli;
	struct run r = {.cli = &cli, .opts = {
	    .age = {.edge = {30, 60, 90}, .nedges = 3,
	    .credits_apart = true}}};

	ar_cli_begin(&cli, &tool);
	ar_tie_init(&r.tie);
	if (ar_cli_parse(&cli, argc, argv, &r.opts) == AR_OK)
		run(&r);
	ar_report_free(r.report);
	ar_age_free(r.age);
	ar_tie_release(&r.tie);
	free(r.day);
	return ar_cli_end(&cli);
}
