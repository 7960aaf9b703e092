/*
 * tests/unit/test_issue.c
 * Purpose: numbers, and that the journal has an invoice before it is seen.
 */
#include "libar/issue.h"

#include <errno.h>

#include "tests/unit/scratch.h"

#define HEAD "number,invoice_id,line,lines,kind,customer_id,customer_name," \
	"invoice_date,currency,net,tax,amount,terms,order_id,po_number," \
	"collector,credits_invoice_id,credits_line,shipment_id," \
	"shipment_line,ship_date,item,description,quantity,unit," \
	"unit_price,discount_pct,line_net,tax_category,tax_rate,price_per," \
	"receipt_date,discount_base\n"
#define ROW(number, id, date) \
	number "," id ",1,1,invoice,C,," date ",EUR,1.00,0.10,1.10,net 30," \
	",,,,,S" number ",1,2026-01-01,,,1,,1,0,1.00,S,10,1,,gross\n"
#define FOUR ROW("4", "I-04", "2026-02-03")

static struct ar_cli cli;
static struct ar_invoice_options options;
static struct ar_tie tie;
static struct ar_termsbook book;
static struct ar_issue issue;
static struct ar_buf past;              /* what each() was shown */
static char ids[256];
static int reader;                      /* of the output */
static struct {
	int sync_fails;                 /* with this errno */
	unsigned syncs;
	int unread;                     /* bytes, at the last sync */
} system_is;

/* Before that of libc. */
int
fsync(int fd)
{
	(void)fd;
	system_is.syncs++;
	(void)ioctl(reader, FIONREAD, &system_is.unread);
	errno = system_is.sync_fails;
	return errno == 0 ? 0 : -1;
}

static ar_day
day_of(const char *text)
{
	ar_day day;

	assert_int_equal(ar_day_parse(&day, ar_slice_of(text)), AR_DAY_OK);
	return day;
}

static int
begin(void **state)
{
	(void)state;
	memset(&system_is, 0, sizeof system_is);
	cli = (struct ar_cli){.diag = ar_diag_new("t")};
	cli.common.tool = "t";
	cli.common.output = "fifo";
	cli.common.as_of = day_of("2026-03-31");
	options = (struct ar_invoice_options){.terms = AR_S(""), .first = 7,
	    .numbering = {AR_S("I-"), AR_S(""), 2}, .linger = -1};
	ar_tie_init(&tie);
	ar_termsbook_init(&book);
	issue = (struct ar_issue){0};
	past.n = 0;
	(void)unlink("j");
	(void)unlink("l");
	reader = open("fifo", O_RDONLY | O_NONBLOCK);
	return reader < 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	(void)close(reader);
	ar_termsbook_release(&book);
	ar_tie_release(&tie);
	ar_diag_free(cli.diag);
	ar_buf_free(&past);
	return 0;
}

/* For the next row of a table. */
static void
again(void)
{
	(void)end(NULL);
	assert_int_equal(begin(NULL), 0);
}

/* What stands in the first column of all that is seen by now. */
static const char *
seen(void)
{
	char got[8192];
	ssize_t n = read(reader, got, sizeof got - 1);
	char *to = ids;

	got[n > 0 ? n : 0] = '\0';
	for (char *line = got; *line != '\0';
	    line += strcspn(line, "\n") + 1)
		to += snprintf(to, sizeof ids - (size_t)(to - ids), "%.*s ",
		    (int)strcspn(line, ","), line);
	*to = '\0';
	return ids;
}

/* The same of the journal, its second column. */
static const char *
journaled(void)
{
	struct ar_buf j = scratch_read("j");
	const char *line;
	char *to = ids;

	ar_buf_add(&j, AR_S("\0"));
	for (line = j.p; *line != '\0'; line += strcspn(line, "\n") + 1) {
		const char *id = line + strcspn(line, ",\n");

		id += *id == ',';
		to += snprintf(to, sizeof ids - (size_t)(to - ids), "%.*s ",
		    (int)strcspn(id, ",\n"), *line == '\n' ? "" : id);
	}
	*to = '\0';
	ar_buf_free(&j);
	return ids;
}

static int
see(void *to, const struct ar_journal_item *item)
{
	ar_buf_addf(to, "%.*s ", (int)item->invoice->id.n,
	    item->invoice->id.p);
	return AR_OK;
}

static int
start(const char *journal)
{
	const struct ar_journal_reader each = {true, &book, see, &past};

	if (journal != NULL) {
		(void)scratch_write("j", ar_slice_of(journal));
		options.journal = "j";
	}
	return ar_issue_begin(&issue, &cli, &options, &tie, &each);
}

static void
start_well(const char *journal)
{
	assert_int_equal(start(journal), AR_OK);
	assert_int_equal(ar_issue_open(&issue), AR_OK);
}

/* 1.00 with tax, shipped on 2026-03-02. */
static void
make(struct ar_invoice *inv, const char *terms)
{
	struct ar_goods g = ar_goods_none;

	assert_int_equal(ar_ccy_parse(&g.ccy, AR_S("EUR")), AR_OK);
	g.customer_id = AR_S("C");
	g.shipment_id = AR_S("S");
	g.line = AR_S("1");
	g.ship_date = day_of("2026-03-02");
	g.quantity = g.unit_price = (struct ar_decimal){1, 0, true};
	g.tax_category = AR_TAX_STANDARD;
	g.tax_rate = AR_RATE_ONE / 10;
	*inv = (struct ar_invoice){.kind = AR_KIND_INVOICE};
	ar_invoice_clear(inv);
	inv->kind = AR_KIND_INVOICE;
	(void)ar_invoice_add(inv, &g, 100);
	if (terms != NULL)
		inv->terms = ar_termsbook_get(&book, ar_slice_of(terms));
	inv->date = ar_issue_date(&issue, inv);
	assert_int_equal(ar_invoice_total(inv), AR_OK);
}

static int
bill(void)
{
	struct ar_invoice inv;
	struct ar_schedule schedule;
	int result;

	make(&inv, "net 30");
	assert_int_equal(ar_issue_schedule(&schedule, &inv),
	    AR_SCHEDULE_FINE);
	result = ar_issue_invoice(&issue, &inv, &schedule);
	ar_invoice_free(&inv);
	return result;
}

static const struct {
	const char *name, *journal;     /* NULL: none */
	const char *seen, *journaled;   /* two more, and two in a batch */
} number_rows[] = {
	{"no journal", NULL, "invoice_id I-07 I-08 ", NULL},
	{"an empty one", "", "invoice_id I-07 I-08 ",
	    "invoice_id I-07 I-08  "},
	{"a header", HEAD, "invoice_id I-07 I-08 ", "invoice_id I-07 I-08  "},
	{"a lower one", HEAD FOUR "\n", "invoice_id I-05 I-06 ",
	    "invoice_id I-04  I-05 I-06  "},
	{"wider than the format", HEAD ROW("99", "I-99", "2026-02-03") "\n",
	    "invoice_id I-100 I-101 ", "invoice_id I-99  I-100 I-101  "},
	{"an open batch", HEAD FOUR, "invoice_id I-05 I-06 ",
	    "invoice_id I-04 I-05 I-06  "},
	{"foreign ids", HEAD ROW("4", "A", "2026-02-03")
	    ROW("5", "B", "2026-02-03") "\n", "invoice_id I-06 I-07 ",
	    "invoice_id A B  I-06 I-07  "},
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(number_rows); i++) {
		start_well(number_rows[i].journal);
		assert_int_equal(bill(), AR_OK);
		assert_int_equal(bill(), AR_OK);
		assert_int_equal(issue.invoices, 2);
		assert_int_equal(ar_issue_end(&issue, true), AR_OK);
		if (strcmp(seen(), number_rows[i].seen) != 0)
			fail_msg("%s: %s", number_rows[i].name, ids);
		if (number_rows[i].journaled != NULL &&
		    strcmp(journaled(), number_rows[i].journaled) != 0)
			fail_msg("%s: %s", number_rows[i].name, ids);
		again();
	}
}

/* A number that another format gave already is not given again. */
static void
test_taken(void **state)
{
	(void)state;
	start_well(HEAD ROW("4", "I-06", "2026-02-03") "\n");
	assert_int_equal(bill(), AR_OK);
	scratch_listen();
	assert_int_equal(bill(), AR_ESTOP);
	assert_string_equal(scratch_heard(), "t: j: the journal has an "
	    "invoice 'I-06' already; give numbers another --number-format "
	    "[number-taken]\n");
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
	assert_string_equal(seen(), "");
	assert_string_equal(journaled(), "invoice_id I-06  ");
}

static void
test_past_is_shown(void **state)
{
	(void)state;
	assert_int_equal(start(HEAD FOUR ROW("5", "X", "2026-02-03") "\n"),
	    AR_OK);
	ar_buf_add(&past, AR_S("\0"));
	assert_string_equal(past.p, "I-04 X ");
	assert_int_equal(issue.foreign.n, 1);
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
}

/* The latest in the journal is 2026-02-03; shipped on 2026-03-02. */
static const struct date_row {
	const char *name, *journal, *as_of, *date;
	bool shipped, back, can_begin;
	const char *want;               /* the invoice's date */
	bool fits;
} date_rows[] = {
	{"the as-of date", HEAD FOUR, "2026-03-31", NULL, 0, 0, true,
	    "2026-03-31", true},
	{"a date", HEAD FOUR, "2026-03-31", "2026-02-28", 0, 0, true,
	    "2026-02-28", true},
	{"the same day", HEAD FOUR, "2026-02-03", NULL, 0, 0, true,
	    "2026-02-03", true},
	{"a day before", HEAD FOUR, "2026-02-02", NULL, 0, 0, false,
	    "2026-02-02", false},
	{"a date before", HEAD FOUR, "2026-03-31", "2026-02-02", 0, 0, false,
	    "2026-02-02", false},
	{"and allowed", HEAD FOUR, "2026-03-31", "2026-02-02", 0, 1, true,
	    "2026-02-02", true},
	{"shipped", HEAD FOUR, "2026-01-01", NULL, 1, 0, true, "2026-03-02",
	    true},
	{"shipped before", HEAD ROW("4", "I-04", "2026-03-03"),
	    "2026-03-31", NULL, 1, 0, true, "2026-03-02", false},
	{"shipped before, and allowed", HEAD
	    ROW("4", "I-04", "2026-03-03"), "2026-03-31", NULL, 1, 1, true,
	    "2026-03-02", true},
	{"not the last is the latest", HEAD
	    ROW("3", "I-03", "2026-02-09") FOUR, "2026-02-08", NULL, 0, 0,
	    false, "2026-02-08", false},
	{"an empty journal", "", "1999-01-01", NULL, 0, 0, true,
	    "1999-01-01", true},
	{"no journal", NULL, "1999-01-01", NULL, 0, 0, true, "1999-01-01",
	    true},
};

static void
check_date(const struct date_row *row)
{
	struct ar_invoice inv;
	int result;

	cli.common.as_of = day_of(row->as_of);
	options.date = row->date == NULL ? AR_NO_DAY : day_of(row->date);
	options.date_is_shipped = row->shipped;
	options.back_date = row->back;
	assert_int_equal(start(row->journal), AR_OK);
	scratch_listen();
	result = ar_issue_check_date(&issue);
	if (result != (row->can_begin ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), row->can_begin ? "" : "back-dated") != 0)
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	make(&inv, "net 30");
	assert_int_equal(inv.date, day_of(row->want));
	if (ar_issue_date_fits(&issue, &inv) != row->fits)
		fail_msg("%s: the invoice", row->name);
	ar_invoice_free(&inv);
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
}

static void
test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(date_rows); i++) {
		check_date(&date_rows[i]);
		again();
	}
}

/* An invoice moves the latest date on, but only with a journal. */
static void
test_latest(void **state)
{
	(void)state;
	for (int with = 0; with < 2; with++) {
		issue = (struct ar_issue){0};
		start_well(with ? "" : NULL);
		assert_int_equal(bill(), AR_OK);
		assert_int_equal(issue.journal.latest, with ?
		    cli.common.as_of : AR_NO_DAY);
		assert_int_equal(ar_issue_end(&issue, false), AR_OK);
	}
}

static const struct {
	const char *terms;
	enum ar_schedule_fault want;
	size_t parts;
	const char *due;                /* of the first */
} terms_rows[] = {
	{NULL, AR_SCHEDULE_FINE, 1, "2026-03-31"},
	{"net 30", AR_SCHEDULE_FINE, 1, "2026-04-30"},
	{"50% net 10, 50% net 40", AR_SCHEDULE_FINE, 2, "2026-04-10"},
	{"net 30 rog", AR_SCHEDULE_RECEIPT, 0, NULL},
};

static void
test_terms(void **state)
{
	(void)state;
	assert_int_equal(start(NULL), AR_OK);
	for (size_t i = 0; i < ROWS(terms_rows); i++) {
		struct ar_schedule s;
		struct ar_invoice inv;

		make(&inv, terms_rows[i].terms);
		assert_int_equal(ar_issue_schedule(&s, &inv),
		    terms_rows[i].want);
		assert_int_equal(s.nparts, terms_rows[i].parts);
		if (terms_rows[i].due != NULL)
			assert_int_equal(s.part[0].due,
			    day_of(terms_rows[i].due));
		ar_invoice_free(&inv);
	}
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
}

/* At each sync nothing of what is synced is seen, and then it is. */
static void
test_journal_first(void **state)
{
	(void)state;
	start_well("");
	assert_int_equal(bill(), AR_OK);
	assert_string_equal(seen(), "");
	assert_int_equal(system_is.syncs, 0);
	assert_int_equal(ar_issue_release(&issue, false), AR_OK);
	assert_int_equal(system_is.syncs, 1);
	assert_int_equal(system_is.unread, 0);
	assert_string_equal(seen(), "invoice_id I-07 ");
	assert_string_equal(journaled(), "invoice_id I-07 ");
	assert_int_equal(bill(), AR_OK);
	assert_int_equal(ar_issue_release(&issue, true), AR_OK);
	assert_int_equal(system_is.syncs, 2);
	assert_int_equal(system_is.unread, 0);
	assert_string_equal(seen(), "I-08 ");
	assert_string_equal(journaled(), "invoice_id I-07 I-08  ");
	assert_int_equal(ar_issue_end(&issue, true), AR_OK);
	assert_int_equal(system_is.syncs, 2);
}

/* Nothing is seen of what the journal does not have. */
static void
test_journal_fails(void **state)
{
	(void)state;
	start_well(HEAD FOUR);
	assert_int_equal(bill(), AR_OK);
	system_is.sync_fails = EIO;
	scratch_listen();
	assert_int_equal(ar_issue_release(&issue, false), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	system_is.sync_fails = 0;
	assert_int_equal(ar_issue_release(&issue, true), AR_ESTOP);
	assert_int_equal(ar_issue_end(&issue, true), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	assert_string_equal(seen(), "");
	assert_string_equal(journaled(), "invoice_id I-04 ");
}

/* j: with a journal, d: a dry run. */
static const struct full_row {
	const char *how, *journaled;
	bool says;
} full_rows[] = {
	{"j", "invoice_id I-07  ", true},
	{"jd", "", false},
	{"", NULL, false},
};

static bool
said_once(const char *what)
{
	const char *first = strstr(scratch_heard(), what);

	return first != NULL && strstr(first + 1, what) == NULL;
}

/* The output fails when the journal is written. */
static void
test_output_fails(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(full_rows); i++) {
		const struct full_row *row = &full_rows[i];

		cli.common.output = "/dev/full";
		options.dry_run = strchr(row->how, 'd') != NULL;
		start_well(row->how[0] == 'j' ? "" : NULL);
		assert_int_equal(bill(), AR_OK);
		scratch_listen();
		assert_int_equal(ar_issue_release(&issue, true), AR_ESTOP);
		if ((strstr(scratch_heard(), "t: j: invoices are in the "
		    "journal but were not all printed; print them with t -j "
		    "j --reprint [reprint]\n") != NULL) != row->says)
			fail_msg("%s: %s", row->how, scratch_heard());
		assert_int_equal(ar_issue_release(&issue, true), AR_ESTOP);
		assert_int_equal(ar_issue_end(&issue, i == 1), i == 1 ?
		    AR_ESTOP : AR_OK);
		assert_true(said_once("[reprint]") == row->says);
		assert_int_equal(ar_diag_status(cli.diag), AR_EXIT_IO);
		(void)scratch_stop(NULL);
		if (row->journaled != NULL)
			assert_string_equal(journaled(), row->journaled);
		again();
	}
}

/* One is released, or not; then comes another, and the end. */
static const struct left_row {
	const char *name, *output, *lines;
	bool release, complete;
	const char *code, *journaled;
} left_rows[] = {
	{"nothing was released", "f", NULL, false, false, "",
	    "invoice_id I-04 "},
	{"released to a file", "f", NULL, true, false, "reprint",
	    "invoice_id I-04 I-05 "},
	{"released to be seen, lines not", "fifo", "f", true, false,
	    "reprint", "invoice_id I-04 I-05 "},
	{"lines cannot be written", "fifo", "/dev/full", false, true,
	    "reprint", "invoice_id I-04 I-05 I-06  "},
	{"all is well", "f", "l", true, true, "",
	    "invoice_id I-04 I-05 I-06  "},
};

static void
check_left(const struct left_row *row)
{
	cli.common.output = row->output;
	options.lines = row->lines;
	(void)unlink("f");
	start_well(HEAD FOUR);
	assert_int_equal(bill(), AR_OK);
	scratch_listen();
	if (row->release)
		assert_int_equal(ar_issue_release(&issue, false), AR_OK);
	assert_int_equal(bill(), AR_OK);
	if (ar_issue_end(&issue, row->complete) != (row->complete &&
	    row->code[0] != '\0' ? AR_ESTOP : AR_OK) ||
	    strcmp(scratch_code(), row->code) != 0)
		fail_msg("%s: %s", row->name, scratch_heard());
	(void)scratch_stop(NULL);
	if (strcmp(journaled(), row->journaled) != 0)
		fail_msg("%s: %s", row->name, ids);
	if ((access("f", F_OK) == 0) != (row->complete &&
	    row->code[0] == '\0'))
		fail_msg("%s: file", row->name);
}

/* What is journaled and in no file is named; what is not is forgotten. */
static void
test_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(left_rows); i++) {
		check_left(&left_rows[i]);
		again();
	}
}

/* Amounts that are not proved are neither journaled nor seen. */
static void
test_proof(void **state)
{
	const struct ar_open open = {1, AR_OPEN};
	struct ar_ccy eur;

	(void)state;
	assert_int_equal(ar_ccy_parse(&eur, AR_S("EUR")), AR_OK);
	start_well(HEAD FOUR);
	assert_int_equal(bill(), AR_OK);
	ar_tie_add(&tie, &eur, 1, &open);
	scratch_listen();
	assert_int_equal(ar_issue_end(&issue, true), AR_ESTOP);
	assert_string_equal(scratch_code(), "tie-out");
	assert_string_equal(seen(), "");
	assert_string_equal(journaled(), "invoice_id I-04 ");
}

/* Without invoices: the header at the end, and the end of an open batch. */
static void
test_nothing(void **state)
{
	(void)state;
	start_well(HEAD FOUR);
	assert_int_equal(ar_issue_release(&issue, false), AR_OK);
	assert_string_equal(seen(), "");
	assert_string_equal(journaled(), "invoice_id I-04 ");
	assert_int_equal(ar_issue_end(&issue, true), AR_OK);
	assert_string_equal(seen(), "invoice_id ");
	assert_string_equal(journaled(), "invoice_id I-04  ");
}

/* Modes that only read number on from the journal and leave it alone. */
static void
test_reading(void **state)
{
	bool *const mode[] = {&options.dry_run, &options.unbilled,
	    &options.reprint};

	(void)state;
	for (size_t i = 0; i < ROWS(mode); i++) {
		*mode[i] = true;
		start_well(HEAD FOUR);
		assert_int_equal(bill(), AR_OK);
		assert_int_equal(ar_issue_end(&issue, true), AR_OK);
		assert_string_equal(seen(), "invoice_id I-05 ");
		assert_string_equal(journaled(), "invoice_id I-04 ");
		assert_int_equal(system_is.syncs, 0);
		again();
	}
}

/* A journal is made only if that is wished; no output without one. */
static void
test_create(void **state)
{
	(void)state;
	options.journal = "j";
	scratch_listen();
	assert_int_equal(start(NULL), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	(void)scratch_stop(NULL);
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
	issue = (struct ar_issue){0};
	options.create = true;
	start_well(NULL);
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
	assert_string_equal(journaled(), "");
	issue = (struct ar_issue){0};
	cli.common.output = "/none/f";
	assert_int_equal(start(NULL), AR_OK);
	scratch_listen();
	assert_int_equal(ar_issue_open(&issue), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	(void)scratch_stop(NULL);
	assert_int_equal(ar_issue_end(&issue, false), AR_OK);
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0 ||
	    mkfifo("fifo", 0600) != 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_numbers), TEST(test_taken),
		TEST(test_past_is_shown), TEST(test_dates),
		TEST(test_latest), TEST(test_terms),
		TEST(test_journal_first), TEST(test_journal_fails),
		TEST(test_output_fails), TEST(test_end), TEST(test_proof),
		TEST(test_nothing), TEST(test_reading), TEST(test_create),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
