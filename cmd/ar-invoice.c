/*
 * ar-invoice - invoices from shipments
 *
 * Bills lines of shipments, each once, with numbers from a journal.
 * Manual: ar-invoice(1).
 */
#include "libar/billrun.h"
#include "libar/creditnotes.h"
#include "libar/options.h"
#include "libar/reprint.h"

#include <stdlib.h>

static const char synopsis[] =
    "[-a DATE] [-C FILE] [-t TERMS] [-j FILE [--create]] [-L FILE]\n"
    "[-d ship|DATE] [-f FORMAT] [--first=N] [--back-date] [--dry-run]\n"
    "[--per=shipment|order|customer] [--linger=MS] [--open=FILE]\n"
    "[--hold] [--unbilled] [--discount-base=gross|net] [-o FILE] [-v]\n"
    "[--control=FILE] [--rejects=FILE] [--max-errors=N] [FILE...]\n"
    "-j FILE -R [-L FILE] [-o FILE]\n"
    "-j FILE --credit=INVOICE_ID[:LINE[=QTY]]... [-d DATE] [-o FILE]";

static const char examples[] =
    "ar-invoice -j journal.csv --create -t 'net 30' shipments.csv\n"
    "ar-invoice -j journal.csv --unbilled shipments.csv";

enum {
	BACK_DATE = AR_OPT_FIRST, CREATE, CREDIT, DATE, DISCOUNT_BASE,
	DRY_RUN, FIRST, HOLD, JOURNAL, LINES, LINGER, NUMBER_FORMAT, OPEN,
	PER, REPRINT, TERMS, UNBILLED
};

static const struct ar_option options[] = {
	AR_OPTION_AS_OF,
	{0, "back-date", NULL, "allow a date before the latest in the journal",
	    BACK_DATE},
	AR_OPTION_CONTROL,
	{0, "create", NULL, "make the journal if it is not there", CREATE},
	{0, "credit", "INVOICE_ID[:LINE[=QTY]]",
	    "write a credit note for an invoice of the journal", CREDIT},
	AR_OPTION_CUSTOMERS,
	{'d', "date", "ship|DATE",
	    "date of the invoices; ship: of the last shipment (-a)", DATE},
	{0, "discount-base", "gross|net",
	    "amount that early-payment discounts are on (gross)",
	    DISCOUNT_BASE},
	{0, "dry-run", NULL, "print what would be billed, and bill nothing",
	    DRY_RUN},
	{0, "first", "N", "first number of an empty journal, or without (1)",
	    FIRST},
	AR_OPTION_HELP,
	{0, "hold", NULL, "leave customers over their limit unbilled", HOLD},
	{'j', "journal", "FILE", "what was billed, so that it is billed once",
	    JOURNAL},
	{'L', "lines", "FILE", "write the lines of the invoices to FILE",
	    LINES},
	{0, "linger", "MS",
	    "end a shipment after a pause of so many milliseconds", LINGER},
	AR_OPTION_MAX_ERRORS,
	{'f', "number-format", "FORMAT", "invoice_id, with %d or %0Nd "
	    "(INV-%06d)", NUMBER_FORMAT},
	{0, "open", "FILE", "invoices that are open, for credit limits",
	    OPEN},
	AR_OPTION_OUTPUT,
	{0, "per", "shipment|order|customer",
	    "what makes one invoice (shipment)", PER},
	AR_OPTION_REJECTS,
	{'R', "reprint", NULL, "print the last batch of the journal again",
	    REPRINT},
	{'t', "terms", "TERMS", "payment terms where there are no others",
	    TERMS},
	{0, "unbilled", NULL, "list the lines that are not billed yet",
	    UNBILLED},
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
};

/* The options as values, and texts that live as long. */
struct opts {
	struct ar_invoice_options invoice;
	struct ar_buf remedy;
};

static int
set_date(struct ar_invoice_options *o, const char *value, const char **want)
{
	*want = "ship, or a date YYYY-MM-DD";
	o->date_is_shipped = strcmp(value, "ship") == 0;
	return o->date_is_shipped || ar_day_parse(&o->date,
	    ar_slice_of(value)) == AR_DAY_OK ? AR_OK : AR_EDATA;
}

static int
set_per(struct ar_invoice_options *o, const char *value, const char **want)
{
	static const char *const words[] = {
		[AR_BY_SHIPMENT] = "shipment", [AR_BY_ORDER] = "order",
		[AR_BY_CUSTOMER] = "customer",
	};

	*want = "shipment, order or customer";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(value, words[i]) == 0) {
			o->by = (enum ar_by)i;
			return AR_OK;
		}
	return AR_EDATA;
}

static int
set_terms(struct opts *o, const char *value, const char **want)
{
	static const char write[] = "write ";
	struct ar_terms terms;
	int result;

	o->remedy.n = 0;
	o->invoice.terms = ar_slice_of(value);
	result = ar_terms_parse(&terms, o->invoice.terms, &o->remedy);
	ar_buf_add(&o->remedy, AR_S("\0"));
	*want = strncmp(o->remedy.p, write, sizeof write - 1) == 0 ?
	    o->remedy.p + sizeof write - 1 : "terms as in ar-terms(1)";
	return result;
}

static int
set_number(struct ar_invoice_options *o, int id, const char *value,
    const char **want)
{
	enum { LONGEST = 86400 * 1000 };
	int64_t n;

	*want = id == FIRST ? "a whole number from 1 to 999999999999999" :
	    "milliseconds, 0 to 86400000";
	if (ar_number_parse(&n, ar_slice_of(value), id == FIRST ? 1 : 0,
	    id == FIRST ? AR_NUMBER_MAX : LONGEST) != AR_OK)
		return AR_EDATA;
	if (id == FIRST)
		o->first = n;
	else
		o->linger = (int)n;
	return AR_OK;
}

static int
set_base(struct ar_invoice_options *o, const char *value, const char **want)
{
	*want = "gross or net";
	o->base_is_net = strcmp(value, "net") == 0;
	return o->base_is_net || strcmp(value, "gross") == 0 ? AR_OK :
	    AR_EDATA;
}

static int
add_credit(struct ar_invoice_options *o, const char *value,
    const char **want)
{
	*want = "INVOICE_ID, INVOICE_ID:LINE or INVOICE_ID:LINE=QTY";
	o->credit = ar_grow(o->credit, o->ncredits + 1, sizeof *o->credit);
	o->credit[o->ncredits++] = value;
	return value[0] == '\0' ? AR_EDATA : AR_OK;
}

static int
set_flag(struct ar_invoice_options *o, int id)
{
	bool *const flag[] = {
		[BACK_DATE - AR_OPT_FIRST] = &o->back_date,
		[CREATE - AR_OPT_FIRST] = &o->create,
		[DRY_RUN - AR_OPT_FIRST] = &o->dry_run,
		[HOLD - AR_OPT_FIRST] = &o->hold,
		[REPRINT - AR_OPT_FIRST] = &o->reprint,
		[UNBILLED - AR_OPT_FIRST] = &o->unbilled,
	};

	*flag[id - AR_OPT_FIRST] = true;
	return AR_OK;
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct opts *all = opts;
	struct ar_invoice_options *o = &all->invoice;

	switch (id) {
	case CREDIT:
		return add_credit(o, value, want);
	case DATE:
		return set_date(o, value, want);
	case DISCOUNT_BASE:
		return set_base(o, value, want);
	case FIRST:
	case LINGER:
		return set_number(o, id, value, want);
	case JOURNAL:
		return ar_file_parse(&o->journal, strcmp(value, "-") == 0 ? "" :
		    value, want);
	case LINES:
		return ar_file_parse(&o->lines, value, want);
	case NUMBER_FORMAT:
		*want = "at most 100 bytes with one %d or %0Nd, N from 1 to 18";
		return ar_numbering_parse(&o->numbering, value);
	case OPEN:
		return ar_file_parse(&o->open, value, want);
	case PER:
		return set_per(o, value, want);
	case TERMS:
		return set_terms(all, value, want);
	default:
		return set_flag(o, id);
	}
}

static bool
needs_no_file(const void *opts)
{
	const struct opts *o = opts;

	return o->invoice.reprint || o->invoice.ncredits > 0;
}

static const struct ar_tool tool = {
	.name = "ar-invoice", .purpose = "invoices from shipments",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.computes = needs_no_file,
};

/* The goods that are credited were shipped long ago. */
static int
check_credit(struct ar_cli *cli, const struct ar_invoice_options *o)
{
	if (o->ncredits == 0 || !o->date_is_shipped)
		return AR_OK;
	ar_diag_say(cli->diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
	    {ar_cli_name(cli, DATE), "'ship'",
	    "a date YYYY-MM-DD beside --credit"}});
	return AR_ESTOP;
}

/* Options that say something else than each other. */
static int
check_modes(struct ar_cli *cli)
{
	static const int reading[] = {
		AR_OPT_CUSTOMERS, AR_OPT_REJECTS, CREATE, DISCOUNT_BASE, HOLD,
		LINGER, OPEN, PER, TERMS,
	};
	static const int reprinting[] = {
		AR_OPT_CONTROL, BACK_DATE, CREDIT, DATE, DRY_RUN, FIRST,
		NUMBER_FORMAT, UNBILLED,
	};
	static const int listing[] = {
		BACK_DATE, CREATE, CREDIT, DATE, DISCOUNT_BASE, DRY_RUN,
		FIRST, LINES, LINGER, NUMBER_FORMAT,
	};
	enum {
		READING = sizeof reading / sizeof *reading,
		REPRINTING = sizeof reprinting / sizeof *reprinting,
		LISTING = sizeof listing / sizeof *listing
	};
	static const int dry[] = {AR_OPT_CONTROL, CREATE};

	return ar_cli_excludes(cli, REPRINT, reading, READING) != AR_OK ||
	    ar_cli_excludes(cli, REPRINT, reprinting, REPRINTING) != AR_OK ||
	    ar_cli_excludes(cli, CREDIT, reading, READING) != AR_OK ||
	    ar_cli_excludes(cli, UNBILLED, listing, LISTING) != AR_OK ||
	    ar_cli_excludes(cli, DRY_RUN, dry, 2) != AR_OK ?
	    AR_ESTOP : AR_OK;
}

static int
check_needs(struct ar_cli *cli, const struct ar_invoice_options *o)
{
	static const int with_journal[] = {
		BACK_DATE, CREATE, CREDIT, DRY_RUN, REPRINT, UNBILLED,
	};

	for (size_t i = 0; i < sizeof with_journal / sizeof *with_journal;
	    i++)
		if (ar_cli_needs(cli, with_journal[i], JOURNAL) != AR_OK)
			return AR_ESTOP;
	if (ar_cli_needs(cli, OPEN, AR_OPT_CUSTOMERS) != AR_OK ||
	    ar_cli_needs(cli, HOLD, AR_OPT_CUSTOMERS) != AR_OK)
		return AR_ESTOP;
	if (o->linger < 0 || o->by == AR_BY_SHIPMENT)
		return AR_OK;
	ar_diag_say(cli->diag, &(struct ar_say){AR_M_NEEDS_OPTION, {0}, {0},
	    {ar_cli_name(cli, LINGER), "--per=shipment"}});
	return AR_ESTOP;
}

static void
run(struct ar_cli *cli, const struct ar_invoice_options *o)
{
	if (check_modes(cli) != AR_OK || check_needs(cli, o) != AR_OK ||
	    check_credit(cli, o) != AR_OK)
		return;
	if (o->reprint)
		ar_reprint(cli, o);
	else if (o->ncredits > 0)
		ar_creditnotes(cli, o);
	else
		ar_billrun(cli, o);
}

int
main(int argc, char **argv)
{
	struct opts o = {.invoice = {.terms = AR_S(""), .first = 1,
	    .linger = -1, .numbering = {AR_S("INV-"), AR_S(""), 6}}};
	struct ar_cli cli;

	ar_cli_begin(&cli, &tool);
	if (ar_cli_parse(&cli, argc, argv, &o) == AR_OK)
		run(&cli, &o.invoice);
	free(o.invoice.credit);
	ar_buf_free(&o.remedy);
	return ar_cli_end(&cli);
}
