/*
 * tests/unit/test_billrun.c
 * Purpose: runs of billing, over files and over pipes.
 */
#include "libar/billrun.h"

#include "tests/unit/scratch.h"

#define HEAD "shipment_id,line,customer_id,ship_date,quantity,unit_price," \
	"currency,terms,order_id\n"
#define LINE(shipment, line, customer, quantity) shipment "," line "," \
	customer ",2026-03-02," quantity ",1,EUR,net 30,O" customer "\n"
#define A1 LINE("A", "1", "C", "1")
#define A2 LINE("A", "2", "C", "2")
#define B1 LINE("B", "1", "D", "4")
#define C1 LINE("C", "1", "C", "8")
#define BAD_B2 "B,2,D,2026-03-02,x,1,EUR,net 30,OD\n"
#define NO_SPLIT "\"B\"x,2,D,2026-03-02,1,1,EUR,net 30,OD\n"
#define CUSTOMERS "customer_id,credit_limit\nC,5\nD,\n"

/*
 * As of 2026-03-31.  j: a journal, C: customers, r: rejects, h: hold, d: dry
 * run, o and c: per order and customer, s: dated as shipped, u: unbilled,
 * n: no terms to fall back on, v: verbose.
 */
static const struct row {
	const char *name, *flags, *in;
	const char *want;       /* id, customer, net, shipment of each */
	const char *piped;      /* the same of a pipe, NULL: as of a file */
	enum ar_exit status;
	const char *said;       /* "": nothing */
} rows[] = {
	{"none", "", HEAD, "", NULL, 0, ""},
	{"one", "", HEAD A1, "I1,C,1.00,A ", NULL, 0, ""},
	{"two lines", "", HEAD A1 A2, "I1,C,3.00,A ", NULL, 0, ""},
	{"shipments", "", HEAD A1 A2 B1 C1,
	    "I1,C,3.00,A I2,D,4.00,B I3,C,8.00,C ", NULL, 0, ""},
	{"apart", "", HEAD A1 B1 A2, "I1,C,3.00,A I2,D,4.00,B ",
	    "I1,C,1.00,A I2,D,4.00,B I3,C,2.00,A ", 0, ""},
	{"a journal", "j", HEAD A1 A2 B1, "I1,C,3.00,A I2,D,4.00,B ", NULL,
	    0, ""},
	{"dry", "jd", HEAD A1 A2 B1, "I1,C,3.00,A I2,D,4.00,B ", NULL, 0, ""},
	{"orders", "o", HEAD A1 B1 C1, "I1,C,9.00, I2,D,4.00,B ", NULL, 0,
	    ""},
	{"customers", "c", HEAD A1 B1 C1, "I1,C,9.00, I2,D,4.00,B ", NULL, 0,
	    ""},
	{"shipped later", "v", HEAD A1 "B,1,D,2026-04-01,4,1,EUR,net 30,\n",
	    "I1,C,1.00,A ", NULL, 0, "2 lines read, 1 invoices; lines left "
	    "out: 0 billed before, 1 shipped later, 0 held; 0 refused"},
	{"the terms of the run", "", HEAD "A,1,C,2026-03-02,1,1,EUR,,\n",
	    "I1,C,1.00,A ", NULL, 0, ""},
	{"no terms", "n", HEAD "A,1,C,2026-03-02,1,1,EUR,,\n", NULL, NULL, 1,
	    "[no-terms]"},
	{"no file in its place", "", HEAD A1 BAD_B2, NULL, NULL, 1,
	    "[bad-amount]"},
	{"a refused line takes its shipment along", "r", HEAD A1 B1 BAD_B2
	    C1, "I1,C,1.00,A I2,C,8.00,C ", NULL, 1,
	    "t: in:3:shipment_id: 'B': another line of this document"},
	{"also those after it", "r", HEAD A1 BAD_B2 B1 C1,
	    "I1,C,1.00,A I2,C,8.00,C ", NULL, 1, "(1 bad-amount, 1 incomp"},
	{"no shipment is known", "r", HEAD A1 NO_SPLIT C1, NULL, NULL, 1,
	    "[after-quote]"},
	{"a line twice", "r", HEAD A1 B1 B1, "I1,C,1.00,A ", NULL, 1,
	    "[duplicate-line]"},
	{"another customer", "r", HEAD A1 LINE("A", "2", "D", "1") B1,
	    "I1,D,4.00,B ", NULL, 1, "in:3:customer_id: 'D' differs from 'C' "
	    "on line 2"},
	{"another currency", "r", HEAD A1
	    "A,2,C,2026-03-02,1,1,USD,net 30,\n", "", NULL, 1,
	    "in:3:currency: 'USD' differs from 'EUR' on line 2"},
	{"other terms", "r", HEAD A1 "A,2,C,2026-03-02,1,1,EUR,net 9,\n",
	    "", NULL, 1, "in:3:terms: 'net 9' differs from 'net 30' on "},
	{"the same terms in other words", "", HEAD A1
	    "A,2,C,2026-03-02,1,1,EUR,n/30,\n", "I1,C,2.00,A ", NULL, 0, ""},
	{"too much", "r", HEAD LINE("A", "1", "C", "90000000000000000")
	    LINE("A", "2", "C", "90000000000000000") B1, "I1,D,4.00,B ",
	    NULL, 1, "[overflow]"},
	{"in the order of dates", "js", HEAD A1
	    "B,1,D,2026-03-01,4,1,EUR,net 30,\n", NULL, NULL, 1,
	    "t: in:3:ship_date: the date 2026-03-01 is before 2026-03-02"},
	{"and without a journal in any", "s", HEAD A1
	    "B,1,D,2026-03-01,4,1,EUR,net 30,\n",
	    "I1,C,1.00,A I2,D,4.00,B ", NULL, 0, ""},
	{"an unknown customer", "C", HEAD LINE("A", "1", "E", "1"), NULL,
	    NULL, 1, "[unknown-customer]"},
	{"within the limit", "C", HEAD A1 A2 B1,
	    "I1,C,3.00,A I2,D,4.00,B ", NULL, 0, ""},
	{"over the limit", "C", HEAD A1 B1 C1,
	    "I1,C,1.00,A I2,D,4.00,B I3,C,8.00,C ", NULL, 0, "t: customers:2:"
	    " 'C' is over its credit limit of 5.00 by 4.00 with this "
	    "invoice; --hold would leave it unbilled"},
	{"held", "Ch", HEAD C1 A1 A2 B1, "I1,C,3.00,A I2,D,4.00,B ", NULL, 0,
	    "by 3.00 with this invoice; left unbilled [over-limit]\n"},
	{"what is billed adds up", "Ch", HEAD A1 A2 LINE("E", "1", "C", "3")
	    B1, "I1,C,3.00,A I2,D,4.00,B ", NULL, 0,
	    "by 1.00 with this invoice; left unbilled [over-limit]\n"},
	{"no such column", "", "a,b\n", NULL, NULL, 2, "[no-column]"},
	{"lines are needed with a journal", "j", "shipment_id,customer_id,"
	    "ship_date,quantity,unit_price\nA,C,2026-03-02,1,1\n", NULL, NULL,
	    2, "[no-column]"},
	{"a line is empty", "j", HEAD LINE("A", "", "C", "1"), NULL, NULL, 1,
	    "in:2:line: "},
};

static bool
has(const char *flags, char flag)
{
	return strchr(flags, flag) != NULL;
}

static struct ar_invoice_options
options_of(const char *flags)
{
	return (struct ar_invoice_options){
		.journal = has(flags, 'j') ? "j" : NULL,
		.terms = has(flags, 'n') ? AR_S("") : AR_S("net 7"),
		.numbering = {AR_S("I"), AR_S(""), 0}, .first = 1,
		.date_is_shipped = has(flags, 's'), .linger = -1,
		.by = has(flags, 'o') ? AR_BY_ORDER : has(flags, 'c') ?
		    AR_BY_CUSTOMER : AR_BY_SHIPMENT,
		.create = !has(flags, 'd') && !has(flags, 'u'),
		.hold = has(flags, 'h'), .dry_run = has(flags, 'd'),
		.unbilled = has(flags, 'u'),
	};
}

/* The exit status; the output goes to the file out. */
static int
run(const char *flags, const struct ar_invoice_options *o, char *operand)
{
	struct ar_cli cli = {.diag = ar_diag_new("t")};
	char *operands[] = {operand};

	cli.common = (struct ar_common){.tool = "t", .output = "out",
	    .operand = operands, .noperands = 1,
	    .as_of = ar_day_of((struct ar_ymd){2026, 3, 31}),
	    .customers = has(flags, 'C') ? "customers" : NULL,
	    .rejects = has(flags, 'r') ? "rejects" : NULL,
	    .verbose = has(flags, 'v')};
	ar_billrun(&cli, o);
	return ar_cli_end(&cli);
}

static int
run_over(const char *flags, const char *in, bool piped)
{
	const struct ar_invoice_options o = options_of(flags);
	char name[] = "in", dash[] = "-";
	int before, status, fd;

	(void)unlink("out");
	(void)unlink("rejects");
	(void)scratch_write(name, ar_slice_of(in));
	if (!piped)
		return run(flags, &o, name);
	before = dup(STDIN_FILENO);
	fd = scratch_pipe(ar_slice_of(in), 50);
	(void)dup2(fd, STDIN_FILENO);
	(void)close(fd);
	status = run(flags, &o, dash);
	(void)dup2(before, STDIN_FILENO);
	(void)close(before);
	(void)wait(NULL);
	return status;
}

/* Columns of the output but for its header, or NULL: there is none. */
static const char *
printed(struct ar_buf *text)
{
	static const size_t columns[] = {0, 2, 8, 17};
	struct ar_buf out;
	struct ar_slice rest, line;

	if (access("out", F_OK) != 0)
		return NULL;
	out = scratch_read("out");
	rest = ar_buf_slice(&out);
	for (line = ar_slice_cut(&rest, '\n'); rest.n > 0;) {
		size_t k = 0;

		line = ar_slice_cut(&rest, '\n');
		for (size_t i = 0; k < ROWS(columns); i++) {
			struct ar_slice cell = ar_slice_cut(&line, ',');

			if (i != columns[k])
				continue;
			ar_buf_add(text, cell);
			ar_buf_add(text, ++k < ROWS(columns) ? AR_S(",") :
			    AR_S(" "));
		}
	}
	ar_buf_free(&out);
	ar_buf_add(text, AR_S("\0"));
	return text->p;
}

/* A message names the operand. */
static bool
was_said(const char *said, bool piped)
{
	const char *in = strstr(said, "in:");

	if (said[0] == '\0')
		return scratch_heard()[0] == '\0';
	return strstr(scratch_heard(), piped && in != NULL ? in + 2 :
	    said) != NULL;
}

static void
check(const struct row *row, bool piped)
{
	const char *want = piped && row->piped != NULL ? row->piped :
	    row->want;
	struct ar_buf text = {0};
	const char *got;
	int status;

	(void)unlink("j");
	if (has(row->flags, 'd'))
		(void)scratch_write("j", AR_S(""));
	scratch_listen();
	status = run_over(row->flags, row->in, piped);
	got = printed(&text);
	if (status != (int)row->status || !was_said(row->said, piped) ||
	    strcmp(got == NULL ? "none" : got, want == NULL ? "none" :
	    want) != 0)
		fail_msg("%s%s: %d %s %s", row->name, piped ? ", piped" : "",
		    status, got == NULL ? "none" : got, scratch_heard());
	(void)scratch_stop(NULL);
	ar_buf_free(&text);
	if (has(row->flags, 'r') && (access("rejects", F_OK) == 0) !=
	    (want != NULL || piped))
		fail_msg("%s: rejects", row->name);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		check(&rows[i], false);
		check(&rows[i], true);
	}
}

static void
expect_run(const char *flags, const char *in, bool piped, int status,
    const char *want, const char *code)
{
	struct ar_buf text = {0};
	const char *got;

	scratch_listen();
	assert_int_equal(run_over(flags, in, piped), status);
	assert_string_equal(scratch_code(), code);
	(void)scratch_stop(NULL);
	got = printed(&text);
	assert_string_equal(got == NULL ? "none" : got, want);
	ar_buf_free(&text);
}

/* What was billed is not billed again, and must be what it was. */
static void
test_again(void **state)
{
	(void)state;
	for (int piped = 0; piped < 2; piped++) {
		(void)unlink("j");
		expect_run("j", HEAD A1 B1, piped, 0,
		    "I1,C,1.00,A I2,D,4.00,B ", "");
		expect_run("j", HEAD A1 B1, piped, 0, "", "");
		expect_run("j", HEAD A1 A2 B1 C1, piped, 0,
		    "I3,C,2.00,A I4,C,8.00,C ", "");
		expect_run("j", HEAD LINE("B", "1", "D", "5"), piped, 1,
		    "none", "billed-otherwise");
	}
}

/*
 * What a pipe brought before its fault is billed, and can be printed; what
 * was still open is not, and nothing more is read.
 */
static void
test_pipe_fails(void **state)
{
	struct ar_buf j;

	(void)state;
	(void)unlink("j");
	expect_run("j", HEAD A1 B1 BAD_B2 C1, false, 1, "none", "incomplete");
	j = scratch_read("j");
	assert_int_equal(j.n, 0);
	expect_run("j", HEAD A1 B1 NO_SPLIT C1, true, 1, "none", "reprint");
	assert_non_null(strstr(scratch.heard, "1 of 3 records refused"));
	expect_run("j", HEAD A1 B1 C1, true, 0, "I2,D,4.00,B I3,C,8.00,C ",
	    "");
	ar_buf_free(&j);
}

static void
expect_list(const char *flags, const char *in, const char *want)
{
	struct ar_buf out;

	scratch_listen();
	assert_int_equal(run_over(flags, in, false), 0);
	assert_string_equal(scratch_heard(), "");
	(void)scratch_stop(NULL);
	out = scratch_read("out");
	ar_buf_add(&out, AR_S("\0"));
	assert_string_equal(strchr(out.p, '\n') + 1, want);
	ar_buf_free(&out);
}

static void
test_unbilled(void **state)
{
#define LISTED(line, net, reason) line net ",29," reason "\n"
#define A_1 "A,1,C,2026-03-02,1,1,EUR,net 30,OC,"
#define B_1 "B,1,D,2026-03-02,4,1,EUR,net 30,OD,"
#define C_1 "C,1,C,2026-03-02,8,1,EUR,net 30,OC,"
	(void)state;
	(void)unlink("j");
	expect_run("j", HEAD A1, false, 0, "I1,C,1.00,A ", "");
	expect_list("ju", HEAD A1 B1 C1, LISTED(B_1, "4.00", "not_billed")
	    LISTED(C_1, "8.00", "not_billed"));
	expect_list("juC", HEAD A1 B1 C1, LISTED(B_1, "4.00", "not_billed")
	    LISTED(C_1, "8.00", "not_billed"));
	expect_list("juCh", HEAD A1 B1 C1, LISTED(B_1, "4.00", "not_billed")
	    LISTED(C_1, "8.00", "held"));
	expect_list("un", HEAD A1 "A,2,C,2026-04-01,1,1,EUR,,\n",
	    LISTED(A_1, "1.00", "not_billed"));
}

/* stdin is what the child writes, who gets the writing end. */
static int
run_beside(const struct ar_invoice_options *o, void (*child)(int fd))
{
	int before = dup(STDIN_FILENO), fd[2], status;
	char dash[] = "-";

	(void)unlink("j");
	assert_int_equal(pipe(fd), 0);
	if (fork() == 0) {
		(void)close(fd[0]);
		child(fd[1]);
		_exit(1);
	}
	(void)close(fd[1]);
	(void)dup2(fd[0], STDIN_FILENO);
	(void)close(fd[0]);
	assert_int_equal(run("", o, dash), 0);
	(void)dup2(before, STDIN_FILENO);
	(void)close(before);
	(void)wait(&status);
	return status;
}

/* Its status is 0 if a shipment is billed before the input goes on. */
static void
write_and_look(int fd)
{
	struct stat st = {0};

	scratch_put(fd, AR_S(HEAD A1 B1));
	for (int i = 0; i < 5000 && st.st_size == 0; i++) {
		(void)usleep(1000);
		(void)stat("j", &st);
	}
	scratch_put(fd, AR_S(C1));
	_exit(st.st_size == 0);
}

static void
write_with_pause(int fd)
{
	scratch_put(fd, AR_S(HEAD A1));
	(void)usleep(200 * 1000);
	scratch_put(fd, AR_S(A2));
	_exit(0);
}

/* A pipe that waits makes what is complete go out; a pause may complete. */
static void
test_pipe_waits(void **state)
{
	static const struct {
		int linger;
		void (*child)(int fd);
		const char *want;
	} waits[] = {
		{-1, write_and_look, "I1,C,1.00,A I2,D,4.00,B I3,C,8.00,C "},
		{-1, write_with_pause, "I1,C,3.00,A "},
		{10000, write_with_pause, "I1,C,3.00,A "},
		{10, write_with_pause, "I1,C,1.00,A I2,C,2.00,A "},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(waits); i++) {
		struct ar_invoice_options o = options_of("j");
		struct ar_buf text = {0};

		o.linger = waits[i].linger;
		assert_int_equal(run_beside(&o, waits[i].child), 0);
		assert_string_equal(printed(&text), waits[i].want);
		ar_buf_free(&text);
	}
}

/* Memory that is used again holds no invoice that is still open. */
static void
test_many(void **state)
{
	enum { SHIPMENTS = 20000 };
	struct ar_buf in = {0}, want = {0}, got = {0};

	(void)state;
	ar_buf_add(&in, AR_S(HEAD));
	for (int i = 1; i <= SHIPMENTS; i++) {
		for (int line = 1; line <= 1 + i % 3; line++)
			ar_buf_addf(&in, "S%d,%d,C%d,2026-03-02,%d,1,EUR,,\n",
			    i, line, i, line);
		ar_buf_addf(&want, "I%d,C%d,%d.00,S%d ", i, i,
		    i % 3 == 0 ? 1 : i % 3 == 1 ? 3 : 6, i);
	}
	ar_buf_add(&in, AR_S("\0"));
	ar_buf_add(&want, AR_S("\0"));
	assert_int_equal(run_over("", in.p, false), 0);
	assert_non_null(printed(&got));
	if (!ar_slice_eq(ar_buf_slice(&got), ar_buf_slice(&want)))
		fail_msg("%.200s", got.p);
	ar_buf_free(&in);
	ar_buf_free(&want);
	ar_buf_free(&got);
}

static const struct {
	const char *journal, *open, *operand;
	enum ar_exit status;
	const char *code;
} file_rows[] = {
	{NULL, NULL, "none", AR_EXIT_IO, "cannot-open"},
	{"none", NULL, "in", AR_EXIT_IO, "cannot-open"},
	{"customers", NULL, "in", AR_EXIT_USAGE, "same-file"},
	{NULL, "none", "in", AR_EXIT_IO, "cannot-open"},
};

static void
test_files(void **state)
{
	(void)state;
	(void)scratch_write("in", AR_S(HEAD A1));
	(void)unlink("out");
	for (size_t i = 0; i < ROWS(file_rows); i++) {
		struct ar_invoice_options o = options_of("");
		char operand[8];

		o.create = false;
		o.journal = file_rows[i].journal;
		o.open = file_rows[i].open;
		(void)snprintf(operand, sizeof operand, "%s",
		    file_rows[i].operand);
		scratch_listen();
		assert_int_equal(run("C", &o, operand), file_rows[i].status);
		assert_string_equal(scratch_code(), file_rows[i].code);
		(void)scratch_stop(NULL);
		assert_int_equal(access("out", F_OK), -1);
	}
}

static int
enter(void **state)
{
	if (scratch_make(state) != 0 || chdir(scratch_folder) != 0)
		return -1;
	(void)scratch_write("customers", AR_S(CUSTOMERS));
	return 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_again), TEST(test_pipe_fails),
		TEST(test_unbilled), TEST(test_pipe_waits), TEST(test_many),
		TEST(test_files),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
