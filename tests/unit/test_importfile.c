/*
 * tests/unit/test_importfile.c
 * Purpose: a foreign file opened: what is found in it, and what is refused.
 */
#include "libar/importfile.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

#define HEAD "invoice_id;customer_id;invoice_date;amount"
#define FOUR (AR_BIT(AR_INV_INVOICE_ID) | AR_BIT(AR_INV_CUSTOMER_ID) | \
	AR_BIT(AR_INV_INVOICE_DATE) | AR_BIT(AR_INV_AMOUNT))

static const struct file_row {
	const char *name, *in;          /* in NULL: there is no file */
	char delimiter;
	const char *encoding, *terms, *option;
	const char *code;               /* "": it opens */
	uint64_t texts, has;
	const char *found;              /* the encoding */
	ptrdiff_t amount;
} rows[] = {
	{"found", HEAD ";due_date\n1;;;;;\n", 0, NULL, NULL, NULL, "", 0,
	    FOUR | AR_BIT(AR_INV_DUE_DATE), NULL, 3},
	{"text before", "List\n" HEAD ";terms\n1;;;;;\n", 0, NULL, NULL, NULL, "",
	    1, FOUR | AR_BIT(AR_INV_TERMS), NULL, 3},
	{"terms by option", HEAD "\n1;;;;;\n", 0, NULL, "30", NULL, "", 0, FOUR,
	    NULL, 3},
	{"delimiter said", HEAD "\n1;;;;;\n", ';', NULL, "30", NULL, "", 0, FOUR,
	    NULL, 3},
	{"encoding found", HEAD ";\xe4\n1;;;;;\n", 0, NULL, "30", NULL, "", 0, FOUR,
	    "WINDOWS-1252", 3},
	{"encoding said", HEAD ";\xe4\n1;;;;;\n", 0, "ISO-8859-1", "30", NULL, "", 0,
	    FOUR, "ISO-8859-1", 3},
	{"mapped", HEAD ";Total\n1;;;;;\n", 0, NULL, "30", "amount=Total", "", 0,
	    FOUR, NULL, 4},
	{"mapped to none", HEAD "\n1;;;;;\n", 0, NULL, "30", "amount=Total",
	    "no-column", 0, 0, NULL, 0},
	{"neither due date nor terms", HEAD "\n1;;;;;\n", 0, NULL, NULL, NULL,
	    "no-column", 0, 0, NULL, 0},
	{"other delimiter said", HEAD "\n1;;;;;\n", ',', NULL, "30", NULL,
	    "no-column", 0, 0, NULL, 0},
	{"under two", HEAD "\ninvoice_id,customer_id,invoice_date,amount\n",
	    0, NULL, "30", NULL, "no-delimiter", 0, 0, NULL, 0},
	{"column twice", HEAD ";Amount\n1;;;;;\n", 0, NULL, "30", NULL,
	    "repeated-column", 0, 0, NULL, 0},
	{"empty", "", 0, NULL, NULL, NULL, "no-header", 0, 0, NULL, 0},
	{"upstream failed", "#ar-error: incomplete\n", 0, NULL, NULL, NULL,
	    "upstream-failed", 0, 0, NULL, 0},
	{"no such encoding", HEAD "\n", 0, "xyzzy", NULL, NULL,
	    "bad-encoding", 0, 0, NULL, 0},
	{"no file", NULL, 0, NULL, NULL, NULL, "cannot-open", 0, 0, NULL, 0},
};

/* The reader stands at the record behind the header. */
static void
check_open(const struct file_row *row, const struct ar_import_file *f)
{
	struct ar_row first;

	if (f->delimiter != ';' || f->texts != row->texts ||
	    f->has != row->has || f->field[AR_INV_AMOUNT] != row->amount ||
	    f->field[AR_INV_BALANCE] != -1 ||
	    f->header->at.line != row->texts + 1)
		fail_msg("%s", row->name);
	assert_ptr_equal(f->header, ar_table_header(f->table));
	if (row->found == NULL)
		assert_null(f->encoding);
	else
		assert_string_equal(f->encoding, row->found);
	assert_int_equal(ar_table_next(f->table, &first), AR_ITEM);
	assert_slice(ar_row_get(&first, 0), AR_S("1"));
}

static void
check(const struct file_row *row)
{
	struct ar_import_options o = {.delimiter = row->delimiter,
	    .encoding = row->encoding, .terms = row->terms};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_file f;
	int result;

	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	if (row->option != NULL)
		assert_int_equal(ar_import_map_option(&o.map, row->option,
		    diag), AR_OK);
	if (row->in != NULL)
		(void)scratch_write("in", ar_slice_of(row->in));
	scratch_listen();
	result = ar_import_file_open(&f, scratch_path(
	    row->in == NULL ? "none" : "in"), &o, diag);
	if (result != (row->code[0] == '\0' ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), row->code) != 0)
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	if (result == AR_OK) {
		check_open(row, &f);
		ar_import_file_close(&f);
	}
	ar_import_map_release(&o.map);
	ar_diag_free(diag);
}

static void
test_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
}

static const struct bound {
	const char *name, *map, *in, *code;
	uint64_t has;           /* of due_date, customer and balance */
	ptrdiff_t part, rule;
} bounds[] = {
	{"a part that is there", "balance.plus = Open | Rest\n",
	    HEAD ";due_date;Rest\n", "", AR_BIT(AR_INV_BALANCE), 5, 0},
	{"a part that is not", "balance.plus = Open | -\n",
	    HEAD ";due_date;Rest\n", "", 0, -1, 0},
	{"a part that must be", "balance.plus = Open\n",
	    HEAD ";due_date;Rest\n", "no-column", 0, 0, 0},
	{"a due date by a part alone", "due_date.else = Due\n",
	    HEAD ";Due\n", "", AR_BIT(AR_INV_DUE_DATE), 4, 0},
	{"a rule", "only.Type = x\n", HEAD ";due_date;type\n", "", 0, 0, 5},
	{"a rule's header is missing", "skip.Type = x\n",
	    HEAD ";due_date\n", "no-column", 0, 0, 0},
	{"a section", "section = customer_id\n",
	    "x;invoice_id;invoice_date;due_date;amount\n", "",
	    AR_BIT(AR_INV_CUSTOMER_ID), 0, 0},
	{"no header", "header = none\ninvoice_id = #1\ncustomer_id = #2\n"
	    "invoice_date = #3\namount = #4\ndue_date = #5\n",
	    "1;2;3;4;5\n", "", AR_BIT(AR_INV_DUE_DATE), 0, 0},
	{"no header, too few", "header = none\ninvoice_id = #1\n",
	    "1;2;3;4;5\n", "no-column", 0, 0, 0},
};

static void
check_bound(const struct bound *b)
{
	struct ar_import_options o = {.terms = NULL};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_file f;
	bool good = b->code[0] == '\0';
	int result;

	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	assert_int_equal(ar_import_map_text(&o.map, ar_slice_of(b->map),
	    "map", diag), AR_OK);
	scratch_listen();
	result = ar_import_file_open(&f, scratch_write("in",
	    ar_slice_of(b->in)), &o, diag);
	if (result != (good ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), b->code) != 0)
		fail_msg("%s: %d %s", b->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	if (good && ((f.has & b->has) != b->has || f.section.n != 0 ||
	    (b->has == 0 && (f.has & AR_BIT(AR_INV_BALANCE)) != 0) ||
	    (o.map.nparts > 0 && f.part[0] != b->part) ||
	    (o.map.nrules > 0 && f.rule[0] != b->rule)))
		fail_msg("%s", b->name);
	if (good)
		ar_import_file_close(&f);
	ar_import_map_release(&o.map);
	ar_diag_free(diag);
}

static void
test_bound(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bounds); i++)
		check_bound(&bounds[i]);
}

/* The file that was begun to be looked at is the one that is opened. */
static void
test_begun(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_begun begun;
	struct ar_import_options o = {.first = &begun, .terms = "30"};
	struct ar_import_head head;
	struct ar_arena arena = {0};
	struct ar_import_file f;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	assert_int_equal(ar_import_begin_file(&begun, scratch_write("in",
	    AR_S("List\n" HEAD "\n1;2;3;4\n")), NULL, diag), AR_OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(ar_import_look(&begun, NULL, 0, &o.map,
		    &head, &arena), AR_OK);
		assert_int_equal(head.result, AR_HEAD_FOUND);
		assert_int_equal(head.header.at.line, 2);
		assert_int_equal(head.header.at.file, begun.file);
	}
	assert_int_equal(ar_import_file_open(&f, "elsewhere", &o, diag),
	    AR_OK);
	assert_null(begun.csv);
	assert_int_equal(f.texts, 1);
	ar_import_file_close(&f);
	scratch_listen();
	assert_int_equal(ar_import_file_open(&f, scratch_path("none"), &o,
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	ar_arena_free(&arena);
	ar_import_map_release(&o.map);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_open, scratch_stop),
		cmocka_unit_test_teardown(test_bound, scratch_stop),
		cmocka_unit_test_teardown(test_begun, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
