/*
 * tests/unit/test_agreed.c
 * Purpose: what becomes of promises, plans and disputes by a day.
 */
#include "libar/agreed.h"

#include "tests/unit/days.h"
#include "tests/unit/scratch.h"

/* Days are of September 2026; today is the 29th. */
#define TODAY "2026-09-29"

enum { DOCS = 4, PAYS = 3 };

/* A debit document of customer C; days: of September. */
struct doc_row {
	const char *invoice;
	uint16_t instalment;
	int due;
	int64_t amount, open;
	struct {
		int day;
		int64_t amount;
		uint8_t kind;
	} paid[PAYS];
};

#define LOG_HEAD "run_date,event,invoice_id,instalment,amount,ref_date," \
	"action_id,currency,customer_id,ts,phase,policy,step,channel," \
	"audience,to,fee,interest,by,text\n"
/* Of customer C, in whatever currency. */
#define LOG(day, event, rest) "2026-09-" day "," event "," rest \
	",,C,T,,,,,,,,,anna,\n"

static struct ar_diag *diag;
static struct ar_agreed agreed;
static struct ar_ccy ccy;               /* of the documents */
static uint32_t number[DOCS];           /* under which they were met */

static int
begin(void **state)
{
	diag = ar_diag_new("t");
	ccy = (struct ar_ccy){"EUR", 2};
	return scratch_make(state);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_diag_free(diag);
	return scratch_remove(state);
}

static ar_day
september(int day)
{
	return ar_day_of((struct ar_ymd){2026, 9, day});
}

typedef int reader(struct ar_agreed *, const char *);

/* A file of these rows; none without a head. */
static int
read_file(reader *read, const char *head, const char *rows)
{
	struct ar_buf in = {0};
	int result;

	ar_buf_addf(&in, "%s%s", head, rows);
	result = read(&agreed, scratch_write("in", ar_buf_slice(&in)));
	ar_buf_free(&in);
	return result;
}

static int
take_log(void *to, const struct ar_side_record *item)
{
	return ar_agreed_log(to, item->row, item->record);
}

static int
read_log(struct ar_agreed *a, const char *path)
{
	const struct ar_side side = {&ar_log_stream,
	    sizeof(struct ar_log_row), take_log, a};
	struct ar_arena arena = {0};
	struct ar_header header;
	int result = ar_side_read(path, &side, &header, &arena, diag);

	ar_arena_free(&arena);
	return result;
}

static void
meet(const struct doc_row *row, uint32_t *to)
{
	struct ar_doc doc = {
		.ccy = ccy, .amount = {row->amount, true},
		.customer_id = AR_S("C"),
		.invoice_id = ar_slice_of(row->invoice),
		.due_date = september(row->due), .instalment = row->instalment
	};
	struct ar_paid paid[PAYS];
	size_t n = 0;

	for (; n < PAYS && row->paid[n].day != 0; n++)
		paid[n] = (struct ar_paid){september(row->paid[n].day),
		    row->paid[n].amount, row->paid[n].kind};
	*to = ar_agreed_meet(&agreed, &doc, row->open,
	    &(struct ar_paid_list){.paid = paid, .n = n});
	memset(paid, 0, sizeof paid);
}

/* In either order of reading; everything must be good. */
static void
settle(const char *name, bool log_first, const char *log, reader *read,
    const char *head, const char *rows, const struct doc_row docs[DOCS],
    bool has_payments)
{
	ar_agreed_init(&agreed, day_of(TODAY), has_payments, diag);
	scratch_listen();
	if ((log_first && read_file(read_log, LOG_HEAD, log) != AR_OK) ||
	    read_file(read, head, rows) != AR_OK ||
	    (!log_first && read_file(read_log, LOG_HEAD, log) != AR_OK))
		fail_msg("%s: %s", name, scratch_heard());
	for (size_t i = 0; i < DOCS && docs[i].invoice != NULL; i++)
		meet(&docs[i], &number[i]);
	if (ar_agreed_settle(&agreed) != AR_OK)
		fail_msg("%s: %s", name, scratch_heard());
	(void)scratch_stop(NULL);
}

#define PROMISES "made_date,promise_date,amount,grace_days,invoice_id," \
	"instalment,currency,customer_id\n"
/* Of customer C. */
#define PROMISE(made, date, rest) "2026-09-" made ",2026-09-" date "," rest \
	",C\n"
/* 100.00 for all instalments of I. */
#define SIMPLE(made, date) PROMISE(made, date, "100,,I,,")

#define RECEIPT AR_PAYMENT_RECEIPT
#define OPEN {"I", 0, 1, 10000, 10000, {{0}}}
#define PAID(day, amount, kind) {"I", 0, 1, 10000, 10000 - (amount), \
	{{day, amount, kind}}}
#define PART(n, open) {"I", n, n, 10000, open, {{0}}}
#define PART_PAID(n, day, amount) {"I", n, n, 10000, 10000 - (amount), \
	{{day, amount, RECEIPT}}}

/*
 * want: of each document that of its newest promise: day made, last day with
 * grace, state; o if a document that it is the newest of is open.
 */
static const struct promise_row {
	const char *name, *file, *log;
	struct doc_row docs[DOCS];
	bool has_payments;
	const char *want;
	uint64_t ignored;
} promise_rows[] = {
	{"none", "", "", {OPEN}, true, "not covered;", 0},
	{"another invoice", PROMISE("10", "20", "100,,J,,"), "", {OPEN},
	    true, "not covered;", 1},
	{"past", SIMPLE("10", "20"), "", {OPEN}, true, "10 20 broken o;", 0},
	{"its last day", SIMPLE("10", "29"), "", {OPEN}, true,
	    "10 29 open o;", 0},
	{"the day after", SIMPLE("10", "28"), "", {OPEN}, true,
	    "10 28 broken o;", 0},
	{"the last day of grace", PROMISE("10", "19", "100,10,I,,"), "",
	    {OPEN}, true, "10 29 open o;", 0},
	{"after grace", PROMISE("10", "18", "100,10,I,,"), "", {OPEN}, true,
	    "10 28 broken o;", 0},
	{"made today", SIMPLE("29", "30"), "", {OPEN}, true,
	    "29 30 open o;", 0},
	{"made tomorrow", SIMPLE("30", "30"), "", {OPEN}, true,
	    "not covered;", 0},
	{"made tomorrow, beside one", SIMPLE("10", "20") SIMPLE("30", "30"),
	    "", {OPEN}, true, "10 20 broken o;", 0},
	{"99 per cent", SIMPLE("10", "20"), "", {PAID(15, 9900, RECEIPT)},
	    true, "10 20 kept o;", 0},
	{"a cent less", SIMPLE("10", "20"), "", {PAID(15, 9899, RECEIPT)},
	    true, "10 20 partly o;", 0},
	{"a cent", SIMPLE("10", "20"), "", {PAID(15, 1, RECEIPT)}, true,
	    "10 20 partly o;", 0},
	{"kept before its day", SIMPLE("10", "30"), "",
	    {PAID(15, 10000, RECEIPT)}, true, "10 30 kept;", 0},
	{"partly before its day", SIMPLE("10", "30"), "",
	    {PAID(15, 5000, RECEIPT)}, true, "10 30 open o;", 0},
	{"settled and broken", SIMPLE("10", "20"), "",
	    {PAID(25, 10000, RECEIPT)}, true, "10 20 broken;", 0},
	{"on the first day", SIMPLE("10", "20"), "",
	    {PAID(10, 10000, RECEIPT)}, true, "10 20 kept;", 0},
	{"before it", SIMPLE("10", "20"), "", {PAID(9, 10000, RECEIPT)},
	    true, "10 20 broken;", 0},
	{"on the last day", SIMPLE("10", "20"), "",
	    {PAID(20, 10000, RECEIPT)}, true, "10 20 kept;", 0},
	{"within grace", PROMISE("10", "20", "100,2,I,,"), "",
	    {PAID(22, 10000, RECEIPT)}, true, "10 22 kept;", 0},
	{"beyond grace", PROMISE("10", "20", "100,2,I,,"), "",
	    {PAID(23, 10000, RECEIPT)}, true, "10 22 broken;", 0},
	{"to be paid tomorrow", PROMISE("10", "30", "100,,I,,"), "",
	    {PAID(30, 10000, RECEIPT)}, true, "10 30 open;", 0},
	{"a write-off is none", SIMPLE("10", "20"), "",
	    {PAID(15, 10000, AR_PAYMENT_WRITE_OFF)}, true, "10 20 broken;",
	    0},
	{"a credit is", SIMPLE("10", "20"), "",
	    {PAID(15, 10000, AR_PAYMENT_CREDIT)}, true, "10 20 kept;", 0},
	{"a discount is", SIMPLE("10", "20"), "",
	    {PAID(15, 10000, AR_PAYMENT_DISCOUNT)}, true, "10 20 kept;", 0},
	{"what came in elsewhere is", SIMPLE("10", "20"), "",
	    {PAID(15, 10000, AR_PAYMENT_NONE)}, true, "10 20 kept;", 0},
	{"a refund takes away", SIMPLE("10", "20"), "", {{"I", 0, 1, 10000,
	    9000, {{12, 10000, RECEIPT}, {13, -9000, AR_PAYMENT_REFUND}}}},
	    true, "10 20 partly o;", 0},
	{"several payments", SIMPLE("10", "20"), "", {{"I", 0, 1, 10000,
	    0, {{12, 5000, RECEIPT}, {14, 4900, RECEIPT},
	    {21, 100, RECEIPT}}}}, true, "10 20 kept;", 0},
	{"no payments: what is not open", SIMPLE("10", "20"), "",
	    {PART(0, 100)}, false, "10 20 kept o;", 0},
	{"no payments: partly", SIMPLE("10", "20"), "", {PART(0, 101)},
	    false, "10 20 partly o;", 0},
	{"no payments: broken", SIMPLE("10", "20"), "", {OPEN}, false,
	    "10 20 broken o;", 0},
	{"the newest", SIMPLE("12", "28") SIMPLE("10", "20"), "", {OPEN},
	    true, "12 28 broken o;", 0},
	{"the later row", SIMPLE("10", "28") SIMPLE("10", "20"), "", {OPEN},
	    true, "10 20 broken o;", 0},
	{"the log last", SIMPLE("10", "20"),
	    LOG("10", "promise", "I,,100,2026-09-25,"), {OPEN}, true,
	    "10 25 broken o;", 0},
	{"a newer file", SIMPLE("11", "20"),
	    LOG("10", "promise", "I,,100,2026-09-25,"), {OPEN}, true,
	    "11 20 broken o;", 0},
	{"the log's later row", "",
	    LOG("10", "promise", "I,,100,2026-09-25,")
	    LOG("10", "promise", "I,,100,2026-09-24,"), {OPEN}, true,
	    "10 24 broken o;", 0},
	{"the log tomorrow", "", LOG("30", "promise", "I,,100,2026-09-30,"),
	    {OPEN}, true, "not covered;", 0},
	{"of another instalment", PROMISE("10", "20", "100,,I,2,"), "",
	    {PART(1, 10000), PART(2, 10000)}, true,
	    "-; 10 20 broken o;", 0},
	{"of no instalment of it", PROMISE("10", "20", "100,,I,3,"), "",
	    {PART(1, 10000), PART(2, 10000)}, true, "-; -;", 1},
	{"of all instalments", PROMISE("10", "20", "200,,I,,"), "",
	    {PART_PAID(1, 15, 10000), PART_PAID(2, 15, 9800)}, true,
	    "10 20 kept o; 10 20 kept o;", 0},
	{"of all instalments, less", PROMISE("10", "20", "200,,I,,"), "",
	    {PART_PAID(1, 15, 10000), PART_PAID(2, 15, 9799)}, true,
	    "10 20 partly o; 10 20 partly o;", 0},
	{"of all, settled", PROMISE("10", "20", "200,,I,,"), "",
	    {PART_PAID(1, 25, 10000), PART_PAID(2, 25, 10000)}, true,
	    "10 20 broken; 10 20 broken;", 0},
	{"of one, and all", PROMISE("12", "22", "100,,I,2,")
	    PROMISE("10", "20", "200,,I,,"), "",
	    {PART_PAID(1, 25, 10000), PART(2, 10000)}, true,
	    "10 20 broken; 12 22 broken o;", 0},
	{"beyond the calendar", "2026-09-10,9999-12-31,100,1,I,,,C\n", "",
	    {OPEN}, true, "10 - open o;", 0},
	{"its currency", PROMISE("10", "20", "100,,I,,EUR"), "", {OPEN},
	    true, "10 20 broken o;", 0},
	{"noughts", PROMISE("10", "20", "100.0000,,I,,"), "", {OPEN}, true,
	    "10 20 broken o;", 0},
	{"another customer", "2026-09-10,2026-09-20,100,,I,,,D\n", "",
	    {OPEN}, true, "not covered;", 1},
	{"overpaid is paid", PROMISE("10", "20", "200,,I,,"), "",
	    {PART(1, -5000), PART(2, 5000)}, false,
	    "10 20 partly o; 10 20 partly o;", 0},
};

static void
add_day(struct ar_buf *b, ar_day day)
{
	if (day == AR_NO_DAY)
		ar_buf_addf(b, "- ");
	else
		ar_buf_addf(b, "%d ", ar_day_ymd(day).day);
}

static void
add_promise(struct ar_buf *got, uint32_t doc)
{
	static const char *const states[] = {
		[AR_PROMISE_OPEN] = "open", [AR_PROMISE_KEPT] = "kept",
		[AR_PROMISE_PARTLY] = "partly",
		[AR_PROMISE_BROKEN] = "broken"
	};
	const struct ar_promised *p;

	if (doc == AR_NOT_COVERED)
		ar_buf_addf(got, "not covered");
	else if (agreed.covered[doc].promise == AR_NOTHING)
		ar_buf_addf(got, "-");
	else {
		p = &agreed.promise[agreed.covered[doc].promise];
		assert_true(p->counts);
		assert_string_equal(p->ccy.code, ccy.code);
		add_day(got, p->made);
		add_day(got, p->until);
		ar_buf_addf(got, "%s%s", states[p->state],
		    p->is_open ? " o" : "");
	}
}

/* What was rendered of each document, and end. */
static void
expect(const char *name, const struct doc_row docs[DOCS], const char *want,
    void (*add)(struct ar_buf *, uint32_t doc))
{
	struct ar_buf got = {0};

	for (size_t i = 0; i < DOCS && docs[i].invoice != NULL; i++) {
		ar_buf_addf(&got, i > 0 ? " " : "");
		add(&got, number[i]);
		ar_buf_addf(&got, ";");
	}
	ar_buf_add(&got, AR_S("\0"));
	if (strcmp(got.p, want) != 0)
		fail_msg("%s: %s", name, got.p);
	ar_buf_free(&got);
}

static void
test_promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * ROWS(promise_rows); i++) {
		const struct promise_row *row = &promise_rows[i / 2];

		settle(row->name, i % 2 == 0, row->log,
		    ar_agreed_promises, PROMISES, row->file, row->docs,
		    row->has_payments);
		expect(row->name, row->docs, row->want, add_promise);
		if (agreed.ignored != row->ignored)
			fail_msg("%s: ignored", row->name);
		ar_agreed_release(&agreed);
	}
}

/* What is not the newest of a document does not count. */
static void
test_old_promise(void **state)
{
	static const struct doc_row docs[DOCS] = {OPEN};
	size_t counting = 0;

	(void)state;
	settle("old", true, "", ar_agreed_promises, PROMISES, SIMPLE("10", "20")
	    SIMPLE("12", "22") PROMISE("14", "24", "1,,J,,"), docs, true);
	assert_int_equal(agreed.npromises, 3);
	for (size_t i = 0; i < agreed.npromises; i++)
		counting += agreed.promise[i].counts;
	assert_int_equal(counting, 1);
	assert_int_equal(agreed.promise[agreed.covered[number[0]].promise]
	    .minor, 10000);
	ar_agreed_release(&agreed);
}

#define DISPUTES "opened_date,closed_date,amount,invoice_id,instalment," \
	"currency,customer_id\n"
#define DISPUTE(rest) "2026-09-10,," rest ",,C\n"
/* Two instalments of 100.00, due the other way round; 60.00 of 2 is open. */
#define TWO {{"I", 1, 9, 10000, 10000, {{0}}}, \
	{"I", 2, 5, 10000, 6000, {{0}}}}

/* want: what is disputed of each document. */
static const struct dispute_row {
	const char *name, *file, *log;
	struct doc_row docs[DOCS];
	const char *want;
	uint64_t ignored;
} dispute_rows[] = {
	{"none", "", "", TWO, "not covered; not covered;", 0},
	{"another invoice", DISPUTE(",J,"), "", TWO,
	    "not covered; not covered;", 1},
	{"no instalment", DISPUTE(",I,3"), "", TWO, "0; 0;", 1},
	{"the whole", DISPUTE(",I,"), "", TWO, "10000; 6000;", 0},
	{"the whole of one", DISPUTE(",I,1"), "", TWO, "10000; 0;", 0},
	{"a part of one", DISPUTE("30,I,1"), "", TWO, "3000; 0;", 0},
	{"more than is open", DISPUTE("99,I,2"), "", TWO, "0; 6000;", 0},
	{"shared in item order", DISPUTE("70.5,I,"), "", TWO,
	    "1050; 6000;", 0},
	{"the first takes all", DISPUTE("60,I,"), "", TWO, "0; 6000;", 0},
	{"more than both", DISPUTE("500,I,"), "", TWO, "10000; 6000;", 0},
	{"by instalment", DISPUTE("90,I,"), "", {{"I", 1, 5, 10000, 10000,
	    {{0}}}, {"I", 2, 5, 10000, 10000, {{0}}}}, "9000; 0;", 0},
	{"settled", DISPUTE(",I,"), "", {PART(0, 0)}, "0;", 0},
	{"below 0", DISPUTE(",I,"), "", {PART(0, -5)}, "0;", 0},
	{"the file's sum", DISPUTE("30,I,1") DISPUTE("20,I,1"), "", TWO,
	    "5000; 0;", 0},
	{"at most what is open", DISPUTE("30,I,2") DISPUTE("40,I,2"), "",
	    TWO, "0; 6000;", 0},
	{"the log's sum", "", LOG("10", "dispute-open", "I,1,30,,")
	    LOG("11", "dispute-open", "I,1,20,,"), TWO, "5000; 0;", 0},
	{"the larger, file", DISPUTE("30,I,1"),
	    LOG("10", "dispute-open", "I,1,20,,"), TWO, "3000; 0;", 0},
	{"the larger, log", DISPUTE("30,I,1"),
	    LOG("10", "dispute-open", "I,1,40,,"), TWO, "4000; 0;", 0},
	{"each its own", DISPUTE("30,I,1"),
	    LOG("10", "dispute-open", "I,2,40,,"), TWO, "3000; 4000;", 0},
	{"the log's whole", DISPUTE("30,I,1"),
	    LOG("10", "dispute-open", "I,,,,"), TWO, "10000; 6000;", 0},
	{"opened today", "2026-09-29,,,I,1,,C\n", "", TWO, "10000; 0;", 0},
	{"opened tomorrow", "2026-09-30,,,I,1,,C\n", "", TWO,
	    "not covered; not covered;", 0},
	{"closed today", "2026-09-10,2026-09-29,,I,1,,C\n", "", TWO,
	    "not covered; not covered;", 0},
	{"closed tomorrow", "2026-09-10,2026-09-30,,I,1,,C\n", "", TWO,
	    "10000; 0;", 0},
	{"closed at once", "2026-09-10,2026-09-10,,I,1,,C\n", "", TWO,
	    "not covered; not covered;", 0},
	{"closed in the log", "", LOG("10", "dispute-open", "I,1,,,")
	    LOG("11", "dispute-open", "I,1,20,,")
	    LOG("12", "dispute-closed", "I,1,,,"), TWO, "0; 0;", 0},
	{"closed tomorrow in the log", "",
	    LOG("10", "dispute-open", "I,1,,,")
	    LOG("30", "dispute-closed", "I,1,,,"), TWO, "10000; 0;", 0},
	{"opened again", "", LOG("10", "dispute-open", "I,1,,,")
	    LOG("12", "dispute-closed", "I,1,,,")
	    LOG("13", "dispute-open", "I,1,20,,"), TWO, "2000; 0;", 0},
	{"another key closed", "", LOG("10", "dispute-open", "I,1,,,")
	    LOG("12", "dispute-closed", "I,,,,")
	    LOG("12", "dispute-closed", "I,2,,,")
	    LOG("12", "dispute-closed", "J,1,,,"), TWO, "10000; 0;", 0},
	{"the file's stays", DISPUTE(",I,1"),
	    LOG("12", "dispute-closed", "I,1,,,"), TWO, "10000; 0;", 0},
	{"the log tomorrow", "", LOG("30", "dispute-open", "I,1,,,"), TWO,
	    "not covered; not covered;", 0},
};

static void
add_disputed(struct ar_buf *got, uint32_t doc)
{
	if (doc == AR_NOT_COVERED)
		ar_buf_addf(got, "not covered");
	else
		ar_buf_addf(got, "%lld",
		    (long long)agreed.covered[doc].disputed);
}

static void
test_disputes(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * ROWS(dispute_rows); i++) {
		const struct dispute_row *row = &dispute_rows[i / 2];

		settle(row->name, i % 2 == 0, row->log,
		    ar_agreed_disputes, DISPUTES, row->file, row->docs,
		    true);
		expect(row->name, row->docs, row->want, add_disputed);
		if (agreed.ignored != row->ignored)
			fail_msg("%s: ignored", row->name);
		ar_agreed_release(&agreed);
	}
}

#define PLANS "due_date,amount,paid,grace_days,plan_id,made_date," \
	"invoice_id,instalment,currency,customer_id\n"
#define DUE(day, rest) "2026-09-" day "," rest ",,C\n"
/* Of plan P, made on the 10th, for all of I. */
#define PARTIAL(day, rest) DUE(day, rest ",P,2026-09-10,I,")
#define HALVES PARTIAL("20", "50,,") PARTIAL("28", "50,,")

/* want: of each document the day its plan was made, state, missed. */
static const struct plan_row {
	const char *name, *file, *log;
	struct doc_row docs[DOCS];
	bool has_payments;
	const char *want;
	uint64_t ignored;
} plan_rows[] = {
	{"none", "", "", {OPEN}, true, "not covered;", 0},
	{"another invoice", DUE("20", "50,,,P,2026-09-10,J,"), "", {OPEN},
	    true, "not covered;", 1},
	{"missed", HALVES, "", {OPEN}, true, "10 broken 20 50.00;", 0},
	{"the second", HALVES, "", {PAID(12, 5000, RECEIPT)}, true,
	    "10 broken 28 50.00;", 0},
	{"a cent less", HALVES, "", {PAID(12, 4999, RECEIPT)}, true,
	    "10 broken 20 50.00;", 0},
	{"all paid", HALVES, "", {PAID(12, 10000, RECEIPT)}, true,
	    "10 done;", 0},
	{"paid late", HALVES, "", {PAID(29, 10000, RECEIPT)}, true,
	    "10 done;", 0},
	{"paid on the day it was made", HALVES, "",
	    {PAID(10, 10000, RECEIPT)}, true, "10 done;", 0},
	{"paid before it was made", HALVES, "", {PAID(9, 10000, RECEIPT)},
	    true, "10 broken 20 50.00;", 0},
	{"paid tomorrow", HALVES, "", {PAID(30, 10000, RECEIPT)}, true,
	    "10 broken 20 50.00;", 0},
	{"written off", HALVES, "", {PAID(12, 10000, AR_PAYMENT_WRITE_OFF)},
	    true, "10 broken 20 50.00;", 0},
	{"no payments: what is not open", HALVES, "", {PART(0, 5000)}, false,
	    "10 broken 28 50.00;", 0},
	{"in the order of days", PARTIAL("28", "70,,")
	    PARTIAL("20", "30,,"), "", {PAID(12, 7000, RECEIPT)}, true,
	    "10 broken 28 70.00;", 0},
	{"of one day in the order of rows", PARTIAL("20", "30,,")
	    PARTIAL("20", "70,,"), "", {PAID(12, 7000, RECEIPT)}, true,
	    "10 broken 20 70.00;", 0},
	{"its last day", PARTIAL("29", "50,,"), "", {OPEN}, true,
	    "10 standing;", 0},
	{"the day after", PARTIAL("28", "50,,"), "", {OPEN}, true,
	    "10 broken 28 50.00;", 0},
	{"the last day of grace", PARTIAL("19", "50,,10"), "", {OPEN}, true,
	    "10 standing;", 0},
	{"after grace", PARTIAL("18", "50,,10"), "", {OPEN}, true,
	    "10 broken 18 50.00;", 0},
	{"within grace, a later one missed", PARTIAL("19", "50,,10")
	    PARTIAL("20", "40,,"), "", {OPEN}, true, "10 broken 20 40.00;",
	    0},
	{"paid by its cell", PARTIAL("20", "50,50,") PARTIAL("30", "50,,"),
	    "", {OPEN}, true, "10 standing;", 0},
	{"its cell is less", PARTIAL("20", "50,49.99,"), "",
	    {PAID(12, 10000, RECEIPT)}, true, "10 broken 20 50.00;", 0},
	{"its cell is 0", PARTIAL("20", "50,0,"), "",
	    {PAID(12, 10000, RECEIPT)}, true, "10 broken 20 50.00;", 0},
	{"its cell takes nothing away", PARTIAL("20", "50,60,")
	    PARTIAL("28", "50,,"), "", {PAID(12, 5000, RECEIPT)}, true,
	    "10 done;", 0},
	{"the earliest day made", PARTIAL("20", "50,,")
	    DUE("28", "50,,,P,2026-09-08,I,"), "", {PAID(9, 10000, RECEIPT)},
	    true, "8 done;", 0},
	{"made tomorrow", DUE("28", "50,,,P,2026-09-30,I,"), "", {OPEN},
	    true, "not covered;", 0},
	{"one pool", DUE("20", "100,,,P,2026-09-10,I,1")
	    DUE("25", "100,,,P,2026-09-10,I,2"), "",
	    {PART(1, 10000), PART_PAID(2, 12, 10000)}, true,
	    "10 broken 25 100.00; 10 broken 25 100.00;", 0},
	{"each document once", DUE("20", "60,,,P,2026-09-10,I,")
	    DUE("25", "60,,,P,2026-09-10,I,1"), "",
	    {PART_PAID(1, 12, 10000)}, true, "10 broken 25 60.00;", 0},
	{"over invoices", DUE("20", "60,,,P,2026-09-10,I,")
	    DUE("25", "40,,,P,2026-09-10,J,"), "",
	    {PAID(12, 10000, RECEIPT), {"J", 0, 1, 5000, 5000, {{0}}}}, true,
	    "10 done; 10 done;", 0},
	{"not of a document outside", DUE("20", "60,,,P,2026-09-10,I,2"), "",
	    {PART_PAID(1, 12, 10000), PART(2, 10000)}, true,
	    "-; 10 broken 20 60.00;", 0},
	{"a row about no document", PARTIAL("20", "50,,")
	    DUE("15", "50,,,P,2026-09-10,J,"), "", {PAID(12, 5000, RECEIPT)},
	    true, "10 done;", 1},
	{"the same, and a refund", PARTIAL("30", "50,,")
	    DUE("15", "50,,,P,2026-09-10,J,"), "", {{"I", 0, 1, 10000, 10000,
	    {{8, 5000, RECEIPT}, {12, -5000, AR_PAYMENT_REFUND}}}}, true,
	    "10 standing;", 1},
	{"the newest", DUE("25", "10,,,Q,2026-09-11,I,") HALVES, "", {OPEN},
	    true, "11 broken 25 10.00;", 0},
	{"the later one", HALVES DUE("25", "10,,,Q,2026-09-10,I,"), "",
	    {OPEN}, true, "10 broken 25 10.00;", 0},
	{"the later one by its last row", PARTIAL("20", "50,,")
	    DUE("25", "10,,,Q,2026-09-10,I,") PARTIAL("28", "50,,"), "",
	    {OPEN}, true, "10 broken 20 50.00;", 0},
	{"the log last", HALVES,
	    LOG("10", "plan", "I,,10,2026-09-25,L"), {OPEN}, true,
	    "10 broken 25 10.00;", 0},
	{"a newer file", DUE("25", "10,,,Q,2026-09-11,I,"),
	    LOG("10", "plan", "I,,10,2026-09-26,L"), {OPEN}, true,
	    "11 broken 25 10.00;", 0},
	{"a plan of the log", "", LOG("10", "plan", "I,,60,2026-09-20,L")
	    LOG("11", "plan", "I,,40,2026-09-28,L"),
	    {PAID(10, 6000, RECEIPT)}, true, "10 broken 28 40.00;", 0},
	{"the log's last day", "", LOG("10", "plan", "I,,60,2026-09-29,L"),
	    {OPEN}, true, "10 standing;", 0},
	{"the log tomorrow", "", LOG("30", "plan", "I,,60,2026-09-30,L"),
	    {OPEN}, true, "not covered;", 0},
	{"another customer", "2026-09-20,50,,,P,2026-09-10,I,,,D\n", "",
	    {OPEN}, true, "not covered;", 1},
	{"of one name", PARTIAL("28", "50,,")
	    "2026-09-20,50,,,P,2026-09-01,I,,,D\n", "", {OPEN}, true,
	    "10 broken 28 50.00;", 1},
};

static void
add_plan(struct ar_buf *got, uint32_t doc)
{
	const struct ar_plan_part *missed;
	const struct ar_plan *plan;
	char amount[AR_MONEY_MAX];

	if (doc == AR_NOT_COVERED || agreed.covered[doc].plan == AR_NOTHING) {
		ar_buf_addf(got, doc == AR_NOT_COVERED ? "not covered" :
		    "-");
		return;
	}
	plan = ar_agreed_plan(&agreed, agreed.covered[doc].plan);
	add_day(got, plan->made);
	if (plan->state != AR_PLAN_BROKEN) {
		ar_buf_addf(got, plan->state == AR_PLAN_DONE ? "done" :
		    "standing");
		return;
	}
	missed = &agreed.part[plan->missed];
	ar_buf_addf(got, "broken ");
	add_day(got, missed->due);
	ar_buf_add(got, ar_slice(amount, ar_decimal_format(amount,
	    (struct ar_decimal){missed->minor, 2, true})));
}

static void
test_plans(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * ROWS(plan_rows); i++) {
		const struct plan_row *row = &plan_rows[i / 2];

		settle(row->name, i % 2 == 0, row->log, ar_agreed_plans, PLANS,
		    row->file, row->docs, row->has_payments);
		expect(row->name, row->docs, row->want, add_plan);
		if (agreed.ignored != row->ignored)
			fail_msg("%s: ignored", row->name);
		ar_agreed_release(&agreed);
	}
}

#define WANT_AMOUNT " is not valid here; want an amount above 0 " \
	"[bad-setting]\n"
#define WANT_GRACE " is not valid here; want a whole number of days, " \
	"0 to 3650 [bad-setting]\n"
#define LOG_ROW "the row does not fit: a promise or plan has an amount " \
	"above 0 and a ref_date; the log was changed by hand, put it back " \
	"as it was [log-row]\n"
#define OTHER "is not the currency of document 'I'; correct one of the " \
	"two [other-currency]\n"
#define ROUND "; round it at its source [decimals]\n"

/* Files that are refused when they are read. */
static const struct {
	const char *name;
	reader *read;
	const char *head, *rows, *said;
} bad_files[] = {
	{"a promise of 0", ar_agreed_promises, PROMISES,
	    SIMPLE("10", "20") PROMISE("10", "20", "0.00,,I,,"),
	    "/in:3:amount: '0.00'" WANT_AMOUNT},
	{"below 0", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "-1,,I,,"), "/in:2:amount: '-1'" WANT_AMOUNT},
	{"also one of tomorrow", ar_agreed_promises, PROMISES,
	    PROMISE("30", "30", "-1,,I,,"), "/in:2:amount: '-1'" WANT_AMOUNT},
	{"grace", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1,3651,I,,"),
	    "/in:2:grace_days: '3651'" WANT_GRACE},
	{"grace below 0", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1,-1,I,,"),
	    "/in:2:grace_days: '-1'" WANT_GRACE},
	{"half a day", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1,1.5,I,,"),
	    "/in:2:grace_days: '1.5'" WANT_GRACE},
	{"a dispute of 0", ar_agreed_disputes, DISPUTES, DISPUTE("0,I,"),
	    "/in:2:amount: '0'" WANT_AMOUNT},
	{"closed before", ar_agreed_disputes, DISPUTES,
	    "2026-09-10,2026-09-09,,I,,,C\n",
	    "/in:2:closed_date: a day before it was opened contradicts "
	    "opened_date; correct one of the two at its source "
	    "[contradiction]\n"},
	{"a plan of 0", ar_agreed_plans, PLANS, PARTIAL("20", "0,,"),
	    "/in:2:amount: '0'" WANT_AMOUNT},
	{"a plan's grace", ar_agreed_plans, PLANS, PARTIAL("20", "1,,x"),
	    "/in:2:grace_days: 'x' is not an amount"},
	{"a plan's long grace", ar_agreed_plans, PLANS,
	    PARTIAL("20", "1,,9999"), "/in:2:grace_days: '9999'" WANT_GRACE},
	{"paid below 0", ar_agreed_plans, PLANS, PARTIAL("20", "1,-0.5,"),
	    "/in:2:paid: '-0.5' is not valid here; want an amount of 0 or "
	    "more [bad-setting]\n"},
	{"no amount", ar_agreed_plans, PLANS, PARTIAL("20", ",,"),
	    "/in:2:amount: the value is empty"},
	{"a promise in the log", read_log, LOG_HEAD,
	    LOG("10", "promise", "I,,,2026-09-20,"), "/in:2: " LOG_ROW},
	{"of 0", read_log, LOG_HEAD,
	    LOG("10", "promise", "I,,0,2026-09-20,"), "/in:2: " LOG_ROW},
	{"without a day", read_log, LOG_HEAD,
	    LOG("10", "promise", "I,,1,,"), "/in:2: " LOG_ROW},
	{"a plan in the log", read_log, LOG_HEAD,
	    LOG("10", "plan", "I,,-1,2026-09-20,L"), "/in:2: " LOG_ROW},
	{"a plan without a day", read_log, LOG_HEAD,
	    LOG("10", "note", "I,,,,") LOG("10", "plan", "I,,1,,L"),
	    "/in:3: " LOG_ROW},
};

static void
test_bad_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_files); i++) {
		ar_agreed_init(&agreed, day_of(TODAY), true, diag);
		scratch_listen();
		assert_int_equal(read_file(bad_files[i].read,
		    bad_files[i].head, bad_files[i].rows), AR_ESTOP);
		if (strstr(scratch_heard(), bad_files[i].said) == NULL)
			fail_msg("%s: %s", bad_files[i].name,
			    scratch_heard());
		(void)scratch_stop(NULL);
		assert_int_equal(ar_diag_status(diag), AR_EXIT_DATA);
		ar_agreed_release(&agreed);
	}
	ar_agreed_init(&agreed, day_of(TODAY), true, diag);
	assert_int_equal(read_file(read_log, LOG_HEAD,
	    LOG("30", "promise", "I,,,,")), AR_OK);
	ar_agreed_release(&agreed);
}

/* Rows that are refused when it is known what they are about. */
static const struct {
	const char *name;
	reader *read;
	const char *head, *rows;
	struct ar_ccy ccy;
	const char *said;               /* NULL: good */
} bad_rows[] = {
	{"promise", ar_agreed_promises, PROMISES,
	    SIMPLE("10", "20") PROMISE("10", "20", "1,,I,,USD"), {"EUR", 2},
	    "/in:3:currency: 'USD' " OTHER},
	{"beside an unnamed one", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1,,I,,USD"), {"", 2},
	    "/in:2:currency: 'USD' " OTHER},
	{"dispute", ar_agreed_disputes, DISPUTES,
	    "2026-09-10,,,I,,USD,C\n", {"EUR", 2},
	    "/in:2:currency: 'USD' " OTHER},
	{"plan", ar_agreed_plans, PLANS,
	    "2026-09-20,1,,,P,2026-09-10,I,,USD,C\n", {"EUR", 2},
	    "/in:2:currency: 'USD' " OTHER},
	{"decimals of a promise", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1.005,,I,,"), {"EUR", 2},
	    "/in:2:amount: '1.005' has more decimals than the 2 of EUR"
	    ROUND},
	{"of whatever it is", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "1.005,,I,,"), {"", 2},
	    "/in:2:amount: '1.005' has more decimals than the 2 of the "
	    "unnamed currency" ROUND},
	{"decimals of a dispute", ar_agreed_disputes, DISPUTES,
	    DISPUTE("0.5,I,"), {"JPY", 0},
	    "/in:2:amount: '0.5' has more decimals than the 0 of JPY" ROUND},
	{"decimals of a plan", ar_agreed_plans, PLANS,
	    PARTIAL("20", "0.5,,"), {"JPY", 0},
	    "/in:2:amount: '0.5' has more decimals than the 0 of JPY" ROUND},
	{"decimals of a cell paid", ar_agreed_plans, PLANS,
	    PARTIAL("20", "1,0.5,"), {"JPY", 0},
	    "/in:2:paid: '0.5' has more decimals than the 0 of JPY" ROUND},
	{"all are counted", ar_agreed_promises, PROMISES, SIMPLE("10", "20")
	    PROMISE("10", "20", "0.005,,I,,")
	    PROMISE("10", "20", "1,,I,,USD"), {"EUR", 2},
	    "2 of 3 records refused"},
	{"noughts", read_log, LOG_HEAD,
	    LOG("10", "promise", "I,,100.00,2026-09-20,"), {"JPY", 0}, NULL},
	{"no document", ar_agreed_promises, PROMISES,
	    PROMISE("10", "20", "0.005,,J,,USD"), {"EUR", 2}, NULL},
	{"a closed dispute", read_log, LOG_HEAD,
	    LOG("10", "dispute-open", "I,,0.005,,")
	    LOG("11", "dispute-closed", "I,,,,"), {"EUR", 2}, NULL},
};

static void
test_bad_rows(void **state)
{
	static const struct doc_row doc = OPEN;

	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++) {
		const char *said = bad_rows[i].said;
		int result;

		ar_diag_free(diag);
		diag = ar_diag_new("t");
		ccy = bad_rows[i].ccy;
		ar_agreed_init(&agreed, day_of(TODAY), true, diag);
		scratch_listen();
		assert_int_equal(read_file(bad_rows[i].read,
		    bad_rows[i].head, bad_rows[i].rows), AR_OK);
		meet(&doc, &number[0]);
		result = ar_agreed_settle(&agreed);
		if (result != (said == NULL ? AR_OK : AR_ESTOP) ||
		    strstr(scratch_heard(), said == NULL ? "" : said) == NULL)
			fail_msg("%s: %s", bad_rows[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		assert_int_equal(ar_diag_status(diag), said == NULL ?
		    AR_EXIT_OK : AR_EXIT_DATA);
		ar_agreed_release(&agreed);
	}
}

/* The log cannot be corrected: such a row is left out, which is said. */
static void
test_misfit(void **state)
{
	static const struct doc_row doc = OPEN;
	static const char *const rows[] = {
		"2026-09-10,promise,I,,1,2026-09-20,,USD,C,T,,,,,,,,,anna,\n",
		LOG("10", "promise", "I,,1.005,2026-09-20,"),
		"2026-09-10,plan,I,,1,2026-09-20,P,USD,C,T,,,,,,,,,anna,\n",
		LOG("10", "dispute-open", "I,,0.005,,"),
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		ar_diag_free(diag);
		diag = ar_diag_new("t");
		ccy = (struct ar_ccy){"EUR", 2};
		ar_agreed_init(&agreed, day_of(TODAY), true, diag);
		scratch_listen();
		assert_int_equal(read_file(read_log, LOG_HEAD, rows[i]),
		    AR_OK);
		meet(&doc, &number[0]);
		assert_int_equal(ar_agreed_settle(&agreed), AR_OK);
		assert_int_equal(agreed.covered->disputed, 0);
		assert_int_equal(agreed.covered->promise, AR_NOTHING);
		assert_int_equal(agreed.covered->plan, AR_NOTHING);
		if (strstr(scratch_heard(), "[misfit]\n") == NULL)
			fail_msg("%zu: %s", i, scratch_heard());
		(void)scratch_stop(NULL);
		assert_int_equal(ar_diag_status(diag), AR_EXIT_OK);
		ar_agreed_release(&agreed);
	}
}

/* Each list of an invoice begins with its last row. */
static void
test_lists(void **state)
{
	const struct ar_item_key key = {AR_S("C"), AR_S("I"), 7};
	const struct ar_item_key other = {AR_S("CI"), AR_S(""), 0};
	static const struct doc_row docs[DOCS] = {PART(1, 1), PART(2, 1)};
	struct ar_invoice_lists *lists;

	(void)state;
	ar_agreed_init(&agreed, day_of(TODAY), true, diag);
	assert_null(ar_agreed_lists(&agreed, &key));
	ar_agreed_release(&agreed);
	settle("lists", true, LOG("10", "dispute-open", "I,,,,"),
	    ar_agreed_promises, PROMISES, SIMPLE("10", "20")
	    SIMPLE("10", "21"), docs, true);
	assert_null(ar_agreed_lists(&agreed, &other));
	lists = ar_agreed_lists(&agreed, &key);
	assert_non_null(lists);
	assert_int_equal(lists->promise, 1);
	assert_int_equal(agreed.promise[1].next, 0);
	assert_int_equal(agreed.promise[0].next, AR_NOTHING);
	assert_int_equal(lists->dispute, 0);
	assert_int_equal(lists->part, AR_NOTHING);
	assert_int_equal(lists->covered, number[1]);
	assert_int_equal(agreed.covered[number[1]].next, number[0]);
	assert_int_equal(agreed.covered[number[0]].key.instalment, 1);
	ar_agreed_release(&agreed);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_promises), TEST(test_old_promise),
		TEST(test_disputes), TEST(test_plans), TEST(test_bad_files),
		TEST(test_bad_rows), TEST(test_misfit), TEST(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
