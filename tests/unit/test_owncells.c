/*
 * tests/unit/test_owncells.c
 * Purpose: cells of several operands, each by its own header.
 */
#include "libar/owncells.h"

#include "tests/unit/scratch.h"

#include "libar/table.h"

/* What one tool reads beside the rest. */
struct own {
	struct ar_ccy ccy;
	struct ar_amount amount;
	struct ar_slice text;
	uint8_t word;
};

enum { CURRENCY, AMOUNT, TEXT, WORD, COLUMNS };

static const char *const own_words[] = {"red", "green", NULL};

static const struct ar_column columns[] = {
	[CURRENCY] = {"currency", AR_CURRENCY, false,
	    offsetof(struct own, ccy), NULL},
	[AMOUNT] = {"part_amount", AR_AMOUNT, false,
	    offsetof(struct own, amount), NULL},
	[TEXT] = {"remark", AR_TEXT, false, offsetof(struct own, text),
	    NULL},
	[WORD] = {"colour", AR_WORD, false, offsetof(struct own, word),
	    own_words},
};

static const struct ar_stream stream = {
	"own", columns, COLUMNS, 0, false, {{NULL}}
};

enum { OPERANDS = 6, ROWS_EACH = 2 };

/* Operands, their headers and their rows, which outlive the open files. */
struct given {
	struct ar_arena arena;
	struct ar_diag *diag;
	struct ar_own_cells cells;
	struct ar_header header[OPERANDS];
	struct ar_row row[OPERANDS][ROWS_EACH];
	size_t n;
};

static void
begin(struct given *g)
{
	*g = (struct given){.diag = ar_diag_new("t"),
	    .cells = {.stream = &stream}};
}

/* Read a file; the result of its header. */
static int
give(struct given *g, const char *name, const char *text)
{
	const char *path = scratch_write(name, ar_slice_of(text));
	struct ar_table *table;
	int result;

	assert_int_equal(ar_table_open(&table, path, ar_diag_file(g->diag,
	    path), g->diag), AR_OK);
	g->header[g->n] = ar_header_clone(&g->arena,
	    ar_table_header(table));
	result = ar_own_cells_header(&g->cells, &g->header[g->n], g->diag);
	for (size_t i = 0; i < ROWS_EACH; i++) {
		struct ar_row row;

		if (ar_table_next(table, &row) == AR_ITEM)
			g->row[g->n][i] = ar_row_copy(&g->arena, &row);
	}
	ar_table_close(table);
	g->n++;
	return result;
}

static void
end(struct given *g)
{
	ar_own_cells_release(&g->cells);
	ar_arena_free(&g->arena);
	ar_diag_free(g->diag);
}

static int
read_row(struct given *g, size_t operand, size_t number, struct own *own)
{
	memset(own, '?', sizeof *own);
	return ar_own_cells_row(&g->cells, &g->row[operand][number], own,
	    sizeof *own, g->diag);
}

static const char *const operands[OPERANDS] = {
	"invoice_id,part_amount,colour\n0,1.25,red\n0,,\n",
	"colour,currency,remark,part_amount\ngreen,JPY,j,7\n,EUR,,8\n",
	"invoice_id\n0\n1\n",
	"remark\nfirst\nsecond\n",
	"part_amount,x,y,z,remark\n-3.00,,,,r\n4,,,,s\n",
	"currency\nEUR\n\"\"\n",
};

static const struct {
	bool has[COLUMNS];
	struct {
		const char *ccy;
		int64_t amount;
		bool filled;
		const char *text;
		uint8_t word;
	} row[ROWS_EACH];
} wants[OPERANDS] = {
	{{false, true, false, true}, {{"", 125, true, "", 1},
	    {"", 0, false, "", 0}}},
	{{true, true, true, true}, {{"JPY", 7, true, "j", 2},
	    {"EUR", 800, true, "", 0}}},
	{{false, false, false, false}, {{"", 0, false, "", 0},
	    {"", 0, false, "", 0}}},
	{{false, false, true, false}, {{"", 0, false, "first", 0},
	    {"", 0, false, "second", 0}}},
	{{false, true, true, false}, {{"", -300, true, "r", 0},
	    {"", 400, true, "s", 0}}},
	{{true, false, false, false}, {{"EUR", 0, false, "", 0},
	    {"", 0, false, "", 0}}},
};

static void
check_row(struct given *g, size_t operand, size_t number)
{
	struct own own;

	if (read_row(g, operand, number, &own) != AR_OK ||
	    strcmp(own.ccy.code, wants[operand].row[number].ccy) != 0 ||
	    own.amount.minor != wants[operand].row[number].amount ||
	    own.amount.filled != wants[operand].row[number].filled ||
	    !ar_slice_eq(own.text, ar_slice_of(
	    wants[operand].row[number].text)) ||
	    own.word != wants[operand].row[number].word)
		fail_msg("operand %zu, row %zu: %s %lld '%.*s' %u", operand,
		    number, own.ccy.code, (long long)own.amount.minor,
		    (int)own.text.n, own.text.p, own.word);
}

static void
give_all(struct given *g)
{
	for (size_t i = 0; i < OPERANDS; i++) {
		char name[2] = {(char)('a' + i), '\0'};

		assert_int_equal(give(g, name, operands[i]), AR_OK);
		for (size_t k = 0; k < COLUMNS; k++)
			assert_int_equal(ar_own_cells_has(&g->cells, k),
			    wants[i].has[k]);
		check_row(g, i, 0);
	}
}

/* As they come, and after all are closed, from any to any other. */
static void
test_operands(void **state)
{
	struct given g;

	(void)state;
	scratch_listen();
	begin(&g);
	give_all(&g);
	for (size_t i = 0; i < OPERANDS; i++)
		for (size_t k = 0; k < OPERANDS; k++) {
			check_row(&g, i, 0);
			check_row(&g, k, 1);
		}
	assert_string_equal(scratch_heard(), "");
	end(&g);
}

static const struct {
	const char *name, *in, *said;
} bads[] = {
	{"amount", "part_amount\nx\n", "in:2:part_amount: 'x'"},
	{"word", "invoice_id,colour\n1,blue\n",
	    "in:2:colour: 'blue' is not a known word; want one of red, "
	    "green [bad-word]"},
	{"decimals", "currency,part_amount\nJPY,1.5\n",
	    "in:2:part_amount: '1.5'"},
	{"currency", "currency\nXX\n", "in:2:currency: 'XX'"},
	{"padded", "colour\nred \n", "[padded]"},
	{"fields", "colour,remark\nred\n", "[field-count]"},
};

static void
test_bads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bads); i++) {
		struct given g;
		struct own own;

		scratch_listen();
		begin(&g);
		assert_int_equal(give(&g, "good", "remark\nx\n"), AR_OK);
		assert_int_equal(give(&g, "in", bads[i].in), AR_OK);
		if (read_row(&g, 1, 0, &own) != AR_EDATA ||
		    ar_diag_refused(g.diag) != 1 ||
		    ar_diag_status(g.diag) != AR_EXIT_DATA ||
		    strstr(scratch_heard(), bads[i].said) == NULL)
			fail_msg("%s: %s", bads[i].name, scratch_heard());
		assert_int_equal(read_row(&g, 0, 0, &own), AR_OK);
		assert_slice(own.text, AR_S("x"));
		(void)scratch_stop(NULL);
		end(&g);
	}
}

/* What stays of a bad row is of that row, and not of one before. */
static void
test_cleared(void **state)
{
	struct given g;
	struct own own;

	(void)state;
	scratch_listen();
	begin(&g);
	assert_int_equal(give(&g, "in",
	    "remark,part_amount,colour\nx,7,red\n,y,blue\n"), AR_OK);
	assert_int_equal(ar_own_cells_row(&g.cells, &g.row[0][0], &own,
	    sizeof own, g.diag), AR_OK);
	assert_int_equal(ar_own_cells_row(&g.cells, &g.row[0][1], &own,
	    sizeof own, g.diag), AR_EDATA);
	assert_slice(own.text, AR_S(""));
	assert_false(own.amount.filled);
	assert_int_equal(own.amount.minor, 0);
	assert_int_equal(own.word, 0);
	end(&g);
}

static void
test_headers(void **state)
{
	struct given g;

	(void)state;
	scratch_listen();
	begin(&g);
	assert_int_equal(give(&g, "good", "remark\nx\n"), AR_OK);
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(give(&g, "near", "part_amonut,remark\n1,x\n"),
	    AR_OK);
	assert_non_null(strstr(scratch_heard(), "part_amonut"));
	assert_int_equal(give(&g, "twice", "colour,Colour\nred,red\n"),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "repeated-column");
	end(&g);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_operands), TEST(test_bads), TEST(test_cleared),
		TEST(test_headers),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
