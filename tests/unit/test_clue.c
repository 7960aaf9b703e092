/*
 * tests/unit/test_clue.c
 * Purpose: what cells prove, leave open, and contradict.
 */
#include "libar/clue.h"

#include "tests/unit/scratch.h"

enum { WAYS = 3, CELLS = 4, ALL = 7 };

/* What a cell means in each way; 0: it cannot be read so. */
struct cell {
	int means[WAYS];
};

static const struct {
	const char *name;
	unsigned possible;
	bool given;
	struct cell cell[CELLS];
	size_t n;
	int want;                       /* of the last cell */
	unsigned left;
	bool open;
	uint64_t proof, open_at;        /* lines, from 1 */
} rows[] = {
	{"nothing", ALL, false, {{{0}}}, 0, AR_OK, ALL, false, 0, 0},
	{"says nothing", ALL, false, {{{0}}}, 1, AR_OK, ALL, false, 0, 0},
	{"all agree", ALL, false, {{{5, 5, 5}}}, 1, AR_OK, ALL, false, 0, 0},
	{"open", ALL, false, {{{5, 6, 7}}}, 1, AR_OK, ALL, true, 0, 1},
	{"narrowed, still open", ALL, false, {{{5, 6, 0}}}, 1, AR_OK, 3,
	    true, 1, 1},
	{"narrowed, and they agree", ALL, false, {{{5, 5, 0}}}, 1, AR_OK, 3,
	    false, 1, 0},
	{"proved", ALL, false, {{{5, 0, 0}}}, 1, AR_OK, 1, false, 1, 0},
	{"open, then proved", ALL, false, {{{5, 6, 7}}, {{5, 6, 0}},
	    {{0, 6, 0}}}, 3, AR_OK, 2, false, 3, 1},
	{"open, the first one is kept", ALL, false, {{{0}}, {{5, 6, 7}},
	    {{1, 2, 3}}}, 3, AR_OK, ALL, true, 0, 2},
	{"proved twice", ALL, false, {{{5, 0, 0}}, {{6, 0, 0}}}, 2, AR_OK, 1,
	    false, 1, 0},
	{"contradiction", ALL, false, {{{5, 0, 0}}, {{0, 6, 0}}}, 2, AR_EDATA,
	    1, false, 1, 0},
	{"given, proves nothing", 1, true, {{{0, 6, 0}}, {{5, 6, 7}}}, 2,
	    AR_OK, 1, false, 0, 0},
	{"given, several ways", ALL, true, {{{5, 6, 7}}}, 1, AR_OK, ALL,
	    false, 0, 0},
};

static bool
agrees(const void *value, unsigned ways)
{
	const struct cell *cell = value;
	int first = 0;

	for (unsigned i = 0; i < WAYS; i++) {
		if ((ways & 1U << i) == 0)
			continue;
		if (first == 0)
			first = cell->means[i];
		else if (cell->means[i] != first)
			return false;
	}
	return true;
}

static int
see(struct ar_clue *clue, const struct cell *cell, uint64_t line,
    struct ar_arena *arena)
{
	char text[8] = "text";
	struct ar_clue_cell c = {.at = {1, line}, .column = AR_S("date"),
	    .text = ar_slice(text, 4)};
	int result;

	for (unsigned i = 0; i < WAYS; i++)
		if (cell->means[i] != 0)
			c.ways |= 1U << i;
	result = ar_clue_see(clue, &c, agrees, cell, arena);
	memset(text, 'x', sizeof text);
	return result;
}

static void
test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_clue clue = {.possible = rows[i].possible,
		    .given = rows[i].given};
		struct ar_arena arena = {0};
		int result = AR_OK;

		for (size_t k = 0; k < rows[i].n; k++) {
			assert_int_equal(result, AR_OK);
			result = see(&clue, &rows[i].cell[k], k + 1, &arena);
		}
		if (result != rows[i].want ||
		    clue.possible != rows[i].left ||
		    ar_clue_is_open(&clue) != rows[i].open ||
		    clue.proof.line != rows[i].proof ||
		    clue.open_at.line != rows[i].open_at)
			fail_msg("%s", rows[i].name);
		if (clue.open) {
			assert_slice(clue.open_text, AR_S("text"));
			assert_slice(clue.open_column, AR_S("date"));
		}
		ar_arena_free(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
