/*
 * tests/unit/test_reprint.c
 * Purpose: the last batch once more, and credit notes from the journal.
 */
#include "libar/creditnotes.h"
#include "libar/reprint.h"

#include "libar/billrun.h"
#include "tests/unit/scratch.h"

enum { CREDITS = 3 };

#define HEAD "shipment_id,line,customer_id,ship_date,quantity,unit_price," \
	"tax_rate,currency,terms\n"
#define A "A,1,C,2026-03-01,3,1.00,10,EUR,2/10 net 30\n" \
	"A,2,C,2026-03-01,1,0.50,,EUR,2/10 net 30\n"
#define B "B,1,D,2026-03-02,10,0.07,10,EUR,\"50% net 10, 50% net 40\"\n"
#define BACK "R,1,D,2026-03-02,-1,5,,EUR,net 30\n"

static struct ar_invoice_options options;
static struct ar_common common;

static int
begin(void **state)
{
	(void)state;
	options = (struct ar_invoice_options){.journal = "j",
	    .terms = AR_S(""), .numbering = {AR_S("I"), AR_S(""), 0},
	    .first = 1, .linger = -1, .create = true, .lines = "lines"};
	common = (struct ar_common){.tool = "t", .output = "out",
	    .as_of = ar_day_of((struct ar_ymd){2026, 3, 31})};
	return 0;
}

static int
run(void (*how)(struct ar_cli *, const struct ar_invoice_options *))
{
	struct ar_cli cli = {.diag = ar_diag_new("t"), .common = common};

	how(&cli, &options);
	return ar_cli_end(&cli);
}

/* A batch from these rows. */
static void
bill(const char *rows)
{
	char name[] = "in", *operand[] = {name};
	struct ar_buf in = {0};

	ar_buf_addf(&in, HEAD "%s", rows);
	(void)scratch_write("in", ar_buf_slice(&in));
	ar_buf_free(&in);
	common.operand = operand;
	common.noperands = 1;
	assert_int_equal(run(ar_billrun), 0);
	common.noperands = 0;
}

static int
reprint(void)
{
	int status;

	options.reprint = true;
	status = run(ar_reprint);
	options.reprint = false;
	return status;
}

/* Up to so many specs; they are separated by blanks. */
static int
credit(const char *specs)
{
	const char *list[CREDITS];
	char words[128], *rest = words;

	(void)snprintf(words, sizeof words, "%s", specs);
	options.credit = list;
	options.ncredits = 0;
	while (rest != NULL) {
		list[options.ncredits++] = rest;
		rest = strchr(rest, ' ');
		if (rest != NULL)
			*rest++ = '\0';
	}
	return run(ar_creditnotes);
}

static bool
same(const char *name, const struct ar_buf *want)
{
	struct ar_buf got = scratch_read(name);
	bool equal = ar_slice_eq(ar_buf_slice(&got), ar_buf_slice(want));

	ar_buf_free(&got);
	return equal;
}

/*
 * b: a batch of A, B: of B, 2: of both, l: the same later, n: of nothing new,
 * c: a credit note, h: one of the half of B.
 */
static const struct {
	const char *name, *steps;
} reprint_rows[] = {
	{"one invoice", "b"}, {"two", "2"}, {"a credit note", "bc"},
	{"the second of them", "bcc"}, {"a later batch", "bl"},
	{"a run that billed nothing is no batch", "bn"},
	{"behind a credit note", "bcl"}, {"the rest of a tax", "Bhh"},
	{"dated back", "2d"},
};

static void
step(char how)
{
	switch (how) {
	case 'c':
		assert_int_equal(credit("I1:1=1"), 0);
		return;
	case 'h':
		assert_int_equal(credit("I1:1=5"), 0);
		return;
	case 'B':
		bill(B);
		return;
	case 'd':
		options.back_date = true;
		options.date = common.as_of - 9;
		bill(A "Z,1,C,2026-03-01,3,1.00,10,EUR,net 30\n");
		options.back_date = false;
		options.date = AR_NO_DAY;
		return;
	default:
		bill(how == '2' || how == 'l' ? A B : A);
	}
}

/* Byte for byte what the last run printed; the journal stays as it is. */
static void
test_same(void **state)
{
	for (size_t i = 0; i < ROWS(reprint_rows); i++) {
		struct ar_buf out = {0}, lines = {0}, journal;

		(void)begin(state);
		(void)unlink("j");
		for (const char *how = reprint_rows[i].steps; *how != '\0';
		    how++) {
			step(*how);
			if (*how == 'n')
				continue;
			ar_buf_free(&out);
			ar_buf_free(&lines);
			out = scratch_read("out");
			lines = scratch_read("lines");
		}
		journal = scratch_read("j");
		(void)unlink("out");
		(void)unlink("lines");
		assert_int_equal(reprint(), 0);
		if (!same("out", &out) || !same("lines", &lines) ||
		    !same("j", &journal))
			fail_msg("%s", reprint_rows[i].name);
		ar_buf_free(&out);
		ar_buf_free(&lines);
		ar_buf_free(&journal);
	}
}

/* The rows of the output but for the header. */
static void
expect_rows(const char *name, const char *want)
{
	struct ar_buf got = scratch_read("out");
	const char *rows;

	ar_buf_add(&got, AR_S("\0"));
	rows = strchr(got.p, '\n') + 1;
	if (strcmp(rows, want) != 0)
		fail_msg("%s: %s", name, rows);
	ar_buf_free(&got);
}

static void
test_nothing(void **state)
{
	(void)state;
	(void)scratch_write("j", AR_S(""));
	assert_int_equal(reprint(), 0);
	expect_rows("an empty journal", "");
	(void)unlink("j");
	(void)unlink("out");
	scratch_listen();
	assert_int_equal(reprint(), AR_EXIT_IO);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(access("out", F_OK), -1);
}

/* An interrupted batch is printed as far as it is whole. */
static void
test_interrupted(void **state)
{
	struct ar_buf j, out;

	(void)state;
	(void)unlink("j");
	bill(B);
	out = scratch_read("out");
	j = scratch_read("j");
	ar_buf_add(&j, AR_S("2,I2,1,2,inv"));
	(void)scratch_write("j", ar_slice(j.p, j.n));
	assert_int_equal(reprint(), 0);
	assert_true(same("out", &out));
	assert_true(same("j", &j));
	j.n -= sizeof "\n2,I2,1,2,inv" - 1;
	(void)scratch_write("j", ar_buf_slice(&j));
	assert_int_equal(reprint(), 0);
	assert_true(same("out", &out));
	ar_buf_free(&j);
	ar_buf_free(&out);
}

#define NOTE(id, net, tax, amount, of) id ",,C,,credit_note,2026-03-31," \
	"2026-03-31,EUR," net "," tax "," amount "," amount ",,,,,,A," \
	"2026-03-01,,," of "\n"

/* I1: 3 at 1.00 with 10 %, 1 at 0.50; I2: of B; I3: -5.00 to get back. */
static const struct credit_row {
	const char *name, *before, *specs;
	enum ar_exit status;
	const char *want;               /* rows, or what is said */
} credit_rows[] = {
	{"all", NULL, "I1", 0, NOTE("I4", "-3.50", "-0.30", "-3.80", "I1")},
	{"a line", NULL, "I1:2", 0, NOTE("I4", "-0.50", "0.00", "-0.50",
	    "I1")},
	{"a part of one", NULL, "I1:1=2", 0, NOTE("I4", "-2.00", "-0.20",
	    "-2.20", "I1")},
	{"a broken part", NULL, "I1:1=0.015", 0, NOTE("I4", "-0.02", "0.00",
	    "-0.02", "I1")},
	{"lines, one note", NULL, "I1:1=1 I1:2", 0, NOTE("I4", "-1.50",
	    "-0.10", "-1.60", "I1")},
	{"a line twice", NULL, "I1:1=1 I1:1=2", 0, NOTE("I4", "-3.00",
	    "-0.30", "-3.30", "I1")},
	{"two notes", NULL, "I2 I1:2", 0,
	    "I4,,D,,credit_note,2026-03-31,2026-03-31,EUR,-0.70,-0.07,-0.77,"
	    "-0.77,,,,,,B,2026-03-02,,,I2\n" NOTE("I5", "-0.50", "0.00",
	    "-0.50", "I1")},
	{"the rest", "I1:1=2", "I1", 0, NOTE("I5", "-1.50", "-0.10", "-1.60",
	    "I1")},
	{"the other line", "I1:2", "I1", 0, NOTE("I5", "-3.00", "-0.30",
	    "-3.30", "I1")},
	{"the rest of a line", "I1:1=2", "I1:1", 0, NOTE("I5", "-1.00",
	    "-0.10", "-1.10", "I1")},
	{"too much", NULL, "I1:1=4", 1, "t: j: only 3 of line 1 of 'I1' is "
	    "left to credit; say less [over-credited]\n"},
	{"too much of the rest", "I1:1=2", "I1:1=1.5", 1, "only 1 of line 1 "
	    "of 'I1' is left"},
	{"too much in two", NULL, "I1:1=2 I1:1=2", 1, "only 1 of line 1 "},
	{"nothing is left", "I1", "I1", 1, "only 0 of line 1 of 'I1' "},
	{"nothing of a line", "I1:2", "I1:2", 1, "only 0 of line 2 of "},
	{"a credit note", "I1", "I4", 1, "t: j: 'I4' is no invoice of the "
	    "journal, nor a line of one"},
	{"no such invoice", NULL, "I9", 1, "'I9' is no invoice"},
	{"no such line", NULL, "I1:3", 1, "'I1:3' is no invoice"},
	{"line 0", NULL, "I1:0", 2, "'I1:0' is not valid"},
	{"a part of nothing", NULL, "I1:1=0", 2, "'I1:1=0' is not valid"},
	{"a negative part", NULL, "I1:1=-1", 2, "'I1:1=-1' is not valid"},
	{"no part", NULL, "I1:1=", 2, "'I1:1=' is not valid"},
	{"no line", NULL, "I1:", 2, "'I1:' is not valid"},
	{"none of two", NULL, "I1 I9", 1, "'I9' is no invoice"},
	{"it would charge", NULL, "I3", 1, "t: j: crediting 'I3' would come "
	    "to 5.00, which gives nothing back"},
};

static void
check_credit(const struct credit_row *row)
{
	struct ar_buf before;
	int status;

	(void)unlink("j");
	bill(A B BACK);
	if (row->before != NULL)
		assert_int_equal(credit(row->before), 0);
	before = scratch_read("j");
	(void)unlink("out");
	scratch_listen();
	status = credit(row->specs);
	if (status != (int)row->status || (status == 0 ?
	    scratch_heard()[0] != '\0' :
	    strstr(scratch_heard(), row->want) == NULL))
		fail_msg("%s: %d %s", row->name, status, scratch_heard());
	(void)scratch_stop(NULL);
	if (status == 0)
		expect_rows(row->name, row->want);
	else if (access("out", F_OK) == 0)
		fail_msg("%s: output", row->name);
	if (same("j", &before) != (status != 0))
		fail_msg("%s: journal", row->name);
	ar_buf_free(&before);
}

static void
test_credit(void **state)
{
	for (size_t i = 0; i < ROWS(credit_rows); i++) {
		(void)begin(state);
		check_credit(&credit_rows[i]);
	}
}

/* Goods that were credited are not billed once more. */
static void
test_stays_billed(void **state)
{
	(void)state;
	(void)unlink("j");
	bill(A);
	assert_int_equal(credit("I1:1=1"), 0);
	bill(A);
	expect_rows("again", "");
}

/* An id that looks like one with a line is that id first. */
static void
test_colons(void **state)
{
	(void)state;
	(void)unlink("j");
	options.numbering = (struct ar_numbering){AR_S("I:"), AR_S(""), 0};
	bill(A B);
	assert_int_equal(credit("I:1"), 0);
	expect_rows("an id", NOTE("I:3", "-3.50", "-0.30", "-3.80", "I:1"));
	assert_int_equal(credit("I:2:1"), 0);
	expect_rows("a line", "I:4,,D,,credit_note,2026-03-31,2026-03-31,EUR"
	    ",-0.70,-0.07,-0.77,-0.77,,,,,,B,2026-03-02,,,I:2\n");
}

/* A day before the latest needs a word; a dry run credits nothing. */
static void
test_credit_modes(void **state)
{
	struct ar_buf before;

	(void)state;
	(void)unlink("j");
	bill(A);
	before = scratch_read("j");
	options.date = common.as_of - 1;
	scratch_listen();
	assert_int_equal(credit("I1"), AR_EXIT_USAGE);
	assert_string_equal(scratch_code(), "back-dated");
	(void)scratch_stop(NULL);
	options.date = AR_NO_DAY;
	options.dry_run = true;
	assert_int_equal(credit("I1"), 0);
	expect_rows("dry", NOTE("I2", "-3.50", "-0.30", "-3.80", "I1"));
	assert_true(same("j", &before));
	options.dry_run = false;
	options.back_date = true;
	options.date = common.as_of - 1;
	assert_int_equal(credit("I1"), 0);
	assert_false(same("j", &before));
	ar_buf_free(&before);
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, begin, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_same), TEST(test_nothing), TEST(test_interrupted),
		TEST(test_credit), TEST(test_stays_billed), TEST(test_colons),
		TEST(test_credit_modes),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
