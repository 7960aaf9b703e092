/*
 * tests/unit/test_journal.c
 * Purpose: what a journal says of itself, and what is appended to it.
 */
#include "libar/journal.h"

#include <errno.h>

#include "libar/invoicerows.h"
#include "tests/unit/scratch.h"

#define HEAD "number,invoice_id,line,lines,kind,customer_id,customer_name," \
	"invoice_date,currency,net,tax,amount,terms,order_id,po_number," \
	"collector,credits_invoice_id,credits_line,shipment_id," \
	"shipment_line,ship_date,item,description,quantity,unit," \
	"unit_price,discount_pct,line_net,tax_category,tax_rate,price_per," \
	"receipt_date,discount_base\n"
#define DATED(n, day, line, lines, totals, terms, net) \
	n ",I-" n "," line "," lines ",invoice,C,,2026-01-0" day ",EUR," \
	totals "," terms ",,,,,,S" n "," line ",2026-01-01,,,1,," net ",0," \
	net ",S,10,1,,gross\n"
#define ROW(n, line, lines, totals, terms, net) \
	DATED(n, n, line, lines, totals, terms, net)
#define ONE(n) ROW(n, "1", "1", "1.00,0.10,1.10", "net 30", "1.00")
#define OF(n, line, lines, net) \
	ROW(n, line, lines, "3.00,0.30,3.30", "net 30", net)
#define FIRST(n) OF(n, "1", "2", "1.00")
#define TWO(n) FIRST(n) OF(n, "2", "2", "2.00")

static struct ar_diag *diag;
static struct ar_termsbook book;
static struct ar_buf seen;              /* number:batch/lines */
static int each_says, sync_fails;

/* Before that of libc. */
int
fsync(int fd)
{
	(void)fd;
	errno = sync_fails;
	return errno == 0 ? 0 : -1;
}

static int
begin(void **state)
{
	(void)state;
	diag = ar_diag_new("t");
	ar_termsbook_init(&book);
	seen.n = 0;
	each_says = AR_OK;
	sync_fails = 0;
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_termsbook_release(&book);
	ar_diag_free(diag);
	ar_buf_free(&seen);
	return 0;
}

static int
see(void *to, const struct ar_journal_item *item)
{
	ar_buf_addf(to, "%lld:%llu/%zu ", (long long)item->invoice->number,
	    (unsigned long long)item->batch, item->invoice->nlines);
	return each_says;
}

static int
open_journal(struct ar_journal *j, const char *path,
    enum ar_statefile_mode mode, bool keys)
{
	const struct ar_journal_reader reader = {keys, &book, see, &seen};

	*j = (struct ar_journal){0};
	seen.n = 0;
	return ar_journal_open(j, path, mode, &reader, diag);
}

static void
expect_file(const char *name, const char *want)
{
	struct ar_buf got = scratch_read(scratch_path("j"));

	if (!ar_slice_eq(ar_slice(got.n > 0 ? got.p : "", got.n),
	    ar_slice_of(want)))
		fail_msg("%s:\n%.*s\ninstead of\n%s", name, (int)got.n,
		    got.p, want);
	ar_buf_free(&got);
}

static const struct open_row {
	const char *name, *in, *seen;
	int highest, batches;
	bool empty, unfinished;
	const char *cut;                /* in a writing mode, NULL: nothing */
	int latest;                     /* if it is not the highest */
} open_rows[] = {
	{"empty", "", "", 0, 0, true, false, NULL, 0},
	{"torn header", "number,invoice", "", 0, 0, true, false, NULL, 0},
	{"a header", HEAD, "", 0, 0, false, false, NULL, 0},
	{"a header and an end", HEAD "\n", "", 0, 0, false, false, NULL, 0},
	{"a batch", HEAD ONE("1") "\n", "1:1/1 ", 1, 1, false, false, NULL, 0},
	{"no end", HEAD ONE("1"), "1:1/1 ", 1, 1, false, true, NULL, 0},
	{"two lines", HEAD TWO("3") "\n", "3:1/2 ", 3, 1, false, false,
	    NULL, 0},
	{"batches", HEAD ONE("1") "\n" TWO("2") ONE("3") "\n" ONE("4") "\n",
	    "1:1/1 2:2/2 3:2/1 4:3/1 ", 4, 3, false, false, NULL, 0},
	{"the last is not the latest", HEAD ONE("2") DATED("3", "1", "1",
	    "1", "1.00,0.10,1.10", "net 30", "1.00"), "2:1/1 3:1/1 ", 3, 1,
	    false, true, NULL, 2},
	{"the last has no end", HEAD ONE("1") "\n" TWO("2") ONE("3"),
	    "1:1/1 2:2/2 3:2/1 ", 3, 2, false, true, NULL, 0},
	{"half a line behind an end", HEAD ONE("1") "\n2,I-2", "1:1/1 ", 1,
	    1, false, false, NULL, 0},
	{"half a line in a batch", HEAD ONE("1") "2,I-2", "1:1/1 ", 1, 1,
	    false, true, NULL, 0},
	{"half the first line", HEAD "1,I-1", "", 0, 0, false, false, NULL, 0},
	{"torn alone", HEAD FIRST("1"), "", 0, 0, false, false, HEAD, 0},
	{"torn in a batch of its own", HEAD ONE("1") "\n" FIRST("2"),
	    "1:1/1 ", 1, 1, false, false, HEAD ONE("1") "\n", 0},
	{"torn behind a whole one", HEAD ONE("1") FIRST("2"), "1:1/1 ", 1, 1,
	    false, true, HEAD ONE("1"), 0},
	{"torn in the second batch", HEAD ONE("1") "\n" TWO("2") FIRST("3"),
	    "1:1/1 2:2/2 ", 2, 2, false, true, HEAD ONE("1") "\n" TWO("2"), 0},
	{"torn, two lines and a half", HEAD ONE("1") "\n"
	    OF("2", "1", "3", "1.00") OF("2", "2", "3", "1.00") "2,I-2",
	    "1:1/1 ", 1, 1, false, false, HEAD ONE("1") "\n", 0},
};

static void
check_open(const struct open_row *row, enum ar_statefile_mode mode,
    bool keys)
{
	struct ar_journal j;
	int result = open_journal(&j, scratch_write("j",
	    ar_slice_of(row->in)), mode, keys);
	int latest = row->latest > 0 ? row->latest : row->highest;
	ar_day day = latest == 0 ? AR_NO_DAY :
	    ar_day_of((struct ar_ymd){2026, 1, latest});

	ar_buf_add(&seen, AR_S("\0"));
	if (result != AR_OK || strcmp(seen.p, row->seen) != 0 ||
	    j.highest != row->highest || j.latest != day ||
	    j.batches != (uint64_t)row->batches || j.empty != row->empty ||
	    j.unfinished != row->unfinished || ar_journal_waits(&j))
		fail_msg("%s: %d, saw %s, %d in %d batches%s%s", row->name,
		    result, seen.p, (int)j.highest, (int)j.batches,
		    j.empty ? ", empty" : "",
		    j.unfinished ? ", unfinished" : "");
	ar_journal_close(&j);
	expect_file(row->name, mode == AR_STATEFILE_READ ||
	    row->cut == NULL ? row->in : row->cut);
}

/* Only a writing mode cuts; keys alone are read in the same way. */
static void
test_open(void **state)
{
	(void)state;
	assert_slice(ar_journal_header(), ar_slice(HEAD, sizeof HEAD - 2));
	for (size_t i = 0; i < ROWS(open_rows); i++)
		for (int keys = 0; keys < 2; keys++) {
			check_open(&open_rows[i], AR_STATEFILE_READ, keys);
			check_open(&open_rows[i], AR_STATEFILE_WRITE, keys);
			check_open(&open_rows[i], AR_STATEFILE_CREATE, keys);
		}
}

static const struct bad_row {
	const char *name, *in, *said;
	bool keys_do;                   /* it is not seen from the keys */
	int each;
} bad_rows[] = {
	{"foreign", "a,b\n1,2\n", "[bad-journal]", false, AR_OK},
	{"foreign, no line", "a,b", "[bad-journal]", false, AR_OK},
	{"more than a header", "number,invoice_id,x", "[bad-journal]", false,
	    AR_OK},
	{"another column", "x," HEAD, "[bad-journal]", false, AR_OK},
	{"two ends", HEAD ONE("1") "\n\n", "j: the row does not fit those "
	    "before it: there are empty lines", false, AR_OK},
	{"torn, and an end", HEAD ONE("1") FIRST("2") "\n",
	    "there are empty lines", false, AR_OK},
	{"an end within", HEAD FIRST("1") "\n" OF("1", "2", "2", "2.00"),
	    "lines of the invoice before it are missing", false, AR_OK},
	{"other line ends", HEAD "1,I-1\r\n", "j:2", false, AR_OK},
	{"numbers go down", HEAD ONE("2") "\n" ONE("1") "\n",
	    "j:4: the row does not fit those before it: its number does "
	    "not follow", false, AR_OK},
	{"a number twice", HEAD ONE("1") ONE("1"), "does not follow",
	    false, AR_OK},
	{"a number left out", HEAD ONE("1") ONE("3"), "does not follow",
	    false, AR_OK},
	{"a number beyond all", HEAD DATED("1000000000000000", "1",
	    "1", "1", "1.00,0.10,1.10", "net 30", "1.00"),
	    "does not follow", false, AR_OK},
	{"no first line", HEAD OF("1", "2", "2", "1.00"),
	    "the lines before it are missing", false, AR_OK},
	{"no second line", HEAD OF("1", "1", "3", "1.00")
	    OF("1", "3", "3", "1.00"),
	    "lines of the invoice before it are missing", false, AR_OK},
	{"no last line", HEAD FIRST("1") ONE("2"),
	    "lines of the invoice before it are missing", false, AR_OK},
	{"a line of another", HEAD FIRST("1") OF("2", "2", "2", "2.00"),
	    "lines of the invoice before it are missing", false, AR_OK},
	{"a line twice", HEAD FIRST("1") FIRST("1"),
	    "lines of the invoice before it are missing", false, AR_OK},
	{"more lines than it said", HEAD FIRST("1")
	    OF("1", "2", "3", "1.00"),
	    "it is not as the first line of its invoice", false, AR_OK},
	{"another net", HEAD FIRST("1") ROW("1", "2", "2",
	    "3.01,0.30,3.31", "net 30", "2.00"),
	    "it is not as the first line of its invoice", false, AR_OK},
	{"another tax", HEAD FIRST("1") ROW("1", "2", "2",
	    "3.00,0.31,3.31", "net 30", "2.00"),
	    "it is not as the first line of its invoice", true, AR_OK},
	{"other terms", HEAD FIRST("1") ROW("1", "2", "2",
	    "3.00,0.30,3.30", "net 31", "2.00"),
	    "it is not as the first line of its invoice", true, AR_OK},
	{"another day", HEAD FIRST("1") DATED("1", "2", "2", "2",
	    "3.00,0.30,3.30", "net 30", "2.00"),
	    "it is not as the first line of its invoice", false, AR_OK},
	{"a wrong net", HEAD ROW("1", "1", "1", "1.01,0.10,1.11", "net 30",
	    "1.00"), "its lines do not add up to its net", false, AR_OK},
	{"a wrong line", HEAD FIRST("1") OF("1", "2", "2", "2.01"),
	    "j:3: the row does not fit those before it: its lines do not "
	    "add up to its net", false, AR_OK},
	{"a wrong amount", HEAD ROW("1", "1", "1", "1.00,0.10,1.11",
	    "net 30", "1.00"), "its amount is not its net and tax", true,
	    AR_OK},
	{"a wrong tax", HEAD ROW("1", "1", "1", "1.00,0.11,1.11", "net 30",
	    "1.00"), "its lines do not give its tax", true, AR_OK},
	{"terms", HEAD ROW("1", "1", "1", "1.00,0.10,1.10", "soon", "1.00"),
	    "its terms cannot be read", true, AR_OK},
	{"a bad cell", HEAD ROW("1", "1", "1", "1.00,0.10,1.10", "", "x"),
	    "[bad-amount]", false, AR_OK},
	{"cells are missing", HEAD "1,2\n", "j:2", false, AR_OK},
	{"the reader", HEAD ONE("1"), "or credits more than is left", false,
	    AR_EDATA},
};

static void
check_bad(const struct bad_row *row, bool keys)
{
	bool good = keys && row->keys_do;
	struct ar_journal j;
	int result;

	ar_diag_free(diag);
	diag = ar_diag_new("t");
	each_says = row->each;
	scratch_listen();
	result = open_journal(&j, scratch_write("j", ar_slice_of(row->in)),
	    AR_STATEFILE_WRITE, keys);
	if (result != (good ? AR_OK : AR_ESTOP) || (good ?
	    scratch_heard()[0] != '\0' :
	    strstr(scratch_heard(), row->said) == NULL))
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	ar_journal_close(&j);
	expect_file(row->name, row->in);
}

/* It is said where it is, and nothing is cut. */
static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++)
		for (int keys = 0; keys < 2; keys++)
			check_bad(&bad_rows[i], keys);
}

static struct ar_goods
goods(const char *shipment, struct ar_slice description)
{
	struct ar_goods g = ar_goods_none;

	assert_int_equal(ar_ccy_parse(&g.ccy, AR_S("EUR")), AR_OK);
	g.customer_id = AR_S("C");
	g.shipment_id = ar_slice_of(shipment);
	g.line = AR_S("1");
	g.description = description;
	g.ship_date = ar_day_of((struct ar_ymd){2026, 1, 1});
	g.quantity = (struct ar_decimal){1, 0, true};
	g.unit_price = (struct ar_decimal){100, 2, true};
	g.tax_category = AR_TAX_STANDARD;
	g.tax_rate = AR_RATE_ONE / 10;
	return g;
}

/* The next invoice, that of ONE(). */
static int
add(struct ar_journal *j, struct ar_slice description)
{
	struct ar_invoice inv;
	char id[16], shipment[16];
	struct ar_goods g;
	int result;

	ar_invoice_clear(memset(&inv, 0, sizeof inv));
	inv.number = ++j->highest;
	(void)snprintf(id, sizeof id, "I-%d", (int)inv.number);
	(void)snprintf(shipment, sizeof shipment, "S%d", (int)inv.number);
	inv.id = ar_slice_of(id);
	inv.kind = AR_KIND_INVOICE;
	inv.date = ar_day_of((struct ar_ymd){2026, 1, (int)inv.number});
	inv.terms = ar_termsbook_get(&book, AR_S("net 30"));
	g = goods(shipment, description);
	(void)ar_invoice_add(&inv, &g, 100);
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	result = ar_journal_add(j, &inv);
	ar_invoice_free(&inv);
	return result;
}

/* a: add an invoice, c: commit, e: commit that ends the batch. */
static const struct commit_row {
	const char *name, *in, *steps, *want;
} commit_rows[] = {
	{"a first batch", "", "ae", HEAD ONE("1") "\n"},
	{"its end comes later", "", "ace", HEAD ONE("1") "\n"},
	{"its end never comes", "", "ac", HEAD ONE("1")},
	{"several", "", "aacace", HEAD ONE("1") ONE("2") ONE("3") "\n"},
	{"two batches", "", "aeae", HEAD ONE("1") "\n" ONE("2") "\n"},
	{"nothing", "", "c", ""},
	{"nothing, and its end", "", "e", ""},
	{"a header alone", HEAD, "ce", HEAD},
	{"added and not committed", HEAD ONE("1") "\n", "a",
	    HEAD ONE("1") "\n"},
	{"nothing behind a batch", HEAD ONE("1") "\n", "cece",
	    HEAD ONE("1") "\n"},
	{"one end only", "", "aeee", HEAD ONE("1") "\n"},
	{"behind a batch", HEAD ONE("1") "\n", "ae",
	    HEAD ONE("1") "\n" ONE("2") "\n"},
	{"an interrupted batch ends", HEAD ONE("1"), "e",
	    HEAD ONE("1") "\n"},
	{"and not without an end", HEAD ONE("1"), "c", HEAD ONE("1")},
	{"it goes on", HEAD ONE("1"), "ae", HEAD ONE("1") ONE("2") "\n"},
	{"behind a torn header", "number,inv", "ae", HEAD ONE("1") "\n"},
	{"in place of half a line", HEAD ONE("1") "\n2,I", "ae",
	    HEAD ONE("1") "\n" ONE("2") "\n"},
	{"an end in place of half a line", HEAD ONE("1") "2,I", "e",
	    HEAD ONE("1") "\n"},
	{"in place of a torn one", HEAD ONE("1") "\n" FIRST("2"), "ae",
	    HEAD ONE("1") "\n" ONE("2") "\n"},
	{"an end in place of a torn one", HEAD ONE("1") FIRST("2"), "e",
	    HEAD ONE("1") "\n"},
	{"no end for a torn one alone", HEAD FIRST("1"), "e", HEAD},
};

static void
check_commit(const struct commit_row *row)
{
	struct ar_journal j;

	assert_int_equal(open_journal(&j, scratch_write("j",
	    ar_slice_of(row->in)), AR_STATEFILE_WRITE, false), AR_OK);
	for (const char *step = row->steps; *step != '\0'; step++) {
		assert_int_equal(*step == 'a' ? add(&j, AR_S("")) :
		    ar_journal_commit(&j, *step == 'e'), AR_OK);
		if (ar_journal_waits(&j) != (*step == 'a'))
			fail_msg("%s: waits after %c", row->name, *step);
	}
	ar_journal_close(&j);
	expect_file(row->name, row->want);
}

static void
test_commit(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(commit_rows); i++)
		check_commit(&commit_rows[i]);
}

/* What cannot be synced is not there. */
static void
test_commit_fails(void **state)
{
	struct ar_journal j;

	(void)state;
	assert_int_equal(open_journal(&j, scratch_write("j",
	    AR_S(HEAD ONE("1"))), AR_STATEFILE_WRITE, false), AR_OK);
	assert_int_equal(add(&j, AR_S("")), AR_OK);
	sync_fails = EIO;
	scratch_listen();
	assert_int_equal(ar_journal_commit(&j, true), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	(void)scratch_stop(NULL);
	assert_true(j.unfinished);
	ar_journal_close(&j);
	expect_file("sync", HEAD ONE("1"));
}

/* More than is kept in memory. */
static void
test_large(void **state)
{
	enum { LONG = 400000, TIMES = 7 };
	const size_t rest = sizeof ONE("1") - 1;
	char *text = ar_alloc(LONG);
	struct ar_journal j;
	struct ar_buf got;

	(void)state;
	memset(text, 'x', LONG);
	(void)scratch_write("j", AR_S(HEAD));
	assert_int_equal(open_journal(&j, scratch_path("j"),
	    AR_STATEFILE_WRITE, false), AR_OK);
	for (int i = 0; i < TIMES; i++)
		assert_int_equal(add(&j, ar_slice(text, LONG)), AR_OK);
	assert_true(ar_out_rows(j.rows).n < 4 * LONG);
	expect_file("not yet", HEAD);
	assert_int_equal(ar_journal_commit(&j, true), AR_OK);
	ar_journal_close(&j);
	got = scratch_read(scratch_path("j"));
	assert_int_equal(got.n, sizeof HEAD - 1 + TIMES * (rest + LONG) + 1);
	ar_buf_free(&got);
	assert_int_equal(open_journal(&j, scratch_path("j"),
	    AR_STATEFILE_READ, false), AR_OK);
	assert_int_equal(j.highest, TIMES);
	ar_journal_close(&j);
	free(text);
}

static void
test_missing(void **state)
{
	struct ar_journal j;

	(void)state;
	scratch_listen();
	assert_int_equal(open_journal(&j, scratch_path("none"),
	    AR_STATEFILE_WRITE, false), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	(void)scratch_stop(NULL);
	ar_journal_close(&j);
	assert_int_equal(open_journal(&j, scratch_path("none"),
	    AR_STATEFILE_CREATE, false), AR_OK);
	assert_true(j.empty);
	ar_journal_close(&j);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_open), TEST(test_bad), TEST(test_commit),
		TEST(test_commit_fails), TEST(test_large),
		TEST(test_missing),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
