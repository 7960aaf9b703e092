/*
 * tests/unit/test_periodbook.c
 * Purpose: rows of a period table, added up and joined by group and time.
 */
#include "libar/periodbook.h"

#include "tests/unit/scratch.h"

enum { BLANK = -99, LINES = 7 };

/* Days are written as 2026-MM-DD; start NULL: not known. */
struct line {
	const char *key, *start, *end;
	int64_t sales, receivables, beginning, current;
	const char *ccy;                /* NULL: EUR */
};

static const struct row {
	const char *name;
	struct line line[LINES];
	/*
	 * A line for each period: key, start, end, days, beginning, sales,
	 * receivables, current, and where it stood; or the two that clash.
	 */
	const char *want;
} rows[] = {
#define JAN(key, ...) {key, "01-01", "01-31", __VA_ARGS__, NULL}
#define FEB(key, ...) {key, "02-01", "02-28", __VA_ARGS__, NULL}
#define MAR(key, ...) {key, "03-01", "03-31", __VA_ARGS__, NULL}
#define NO BLANK, BLANK
	{"nothing", {{0}}, ""},
	{"one", {JAN("a", 100, 50, NO)},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"},
	{"all figures", {JAN("a", 100, 50, 70, 20)},
	    "a 01-01 01-31 31 70 100 50 20 @1\n"},
	{"one day", {{"a", "01-31", "01-31", 1, 2, 3, 4, NULL}},
	    "a 01-31 01-31 1 3 1 2 4 @1\n"},
	{"the row before gives the beginning", {JAN("a", 100, 50, NO),
	    FEB("a", 200, 60, NO)},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "a 02-01 02-28 28 50 200 60 - @2\n"},
	{"its own is kept", {JAN("a", 100, 50, NO), FEB("a", 200, 60, 7, 8)},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "a 02-01 02-28 28 7 200 60 8 @2\n"},
	{"rows in any order", {MAR("a", 300, 70, NO), JAN("a", 100, 50, NO),
	    FEB("a", 200, 60, NO)},
	    "a 01-01 01-31 31 no_history 100 50 - @2\n"
	    "a 02-01 02-28 28 50 200 60 - @3\n"
	    "a 03-01 03-31 31 60 300 70 - @1\n"},
	{"a gap", {JAN("a", 100, 50, NO), MAR("a", 300, 70, NO)},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "a 03-01 03-31 31 no_history 300 70 - @2\n"},
	{"a gap of a day", {JAN("a", 100, 50, NO),
	    {"a", "02-02", "02-28", 1, 2, NO, NULL}},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "a 02-02 02-28 27 no_history 1 2 - @2\n"},
	{"by end, then by group", {FEB("b", 4, 4, NO), JAN("b", 3, 3, NO),
	    FEB("a", 2, 2, NO), JAN("a", 1, 1, NO)},
	    "a 01-01 01-31 31 no_history 1 1 - @4\n"
	    "b 01-01 01-31 31 no_history 3 3 - @2\n"
	    "a 02-01 02-28 28 1 2 2 - @3\n"
	    "b 02-01 02-28 28 3 4 4 - @1\n"},
	{"of another group", {JAN("a", 100, 50, NO), FEB("b", 200, 60, NO)},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "b 02-01 02-28 28 no_history 200 60 - @2\n"},
	{"of another currency", {JAN("a", 100, 50, NO),
	    {"a", "02-01", "02-28", 200, 60, NO, "JPY"}},
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"
	    "a 02-01 02-28 28 no_history 200 60 - @2\n"},
	{"currencies are not added", {JAN("a", 100, 50, NO),
	    {"a", "01-01", "01-31", 200, 60, NO, "CHF"}},
	    "a 01-01 01-31 31 no_history 200 60 - @2\n"
	    "a 01-01 01-31 31 no_history 100 50 - @1\n"},
	{"added up", {JAN("a", 100, 50, 10, 1), JAN("a", 200, 60, 20, 2),
	    JAN("a", -400, -70, 40, 4)},
	    "a 01-01 01-31 31 70 -100 40 7 @1\n"},
	{"one lacks its current", {JAN("a", 1, 1, 10, 1),
	    JAN("a", 1, 1, 20, BLANK)}, "a 01-01 01-31 31 30 2 2 - @1\n"},
	{"the first lacks its beginning", {JAN("a", 1, 1, BLANK, 1),
	    JAN("a", 1, 1, 20, 1)},
	    "a 01-01 01-31 31 no_history 2 2 2 @1\n"},
	{"the last lacks its beginning", {JAN("a", 1, 1, 20, 1),
	    JAN("a", 1, 1, BLANK, 1)},
	    "a 01-01 01-31 31 no_history 2 2 2 @1\n"},
	{"one lacks it, the row before has it", {JAN("a", 1, 5, NO),
	    FEB("a", 1, 1, 20, 1), FEB("a", 1, 1, BLANK, 1)},
	    "a 01-01 01-31 31 no_history 1 5 - @1\n"
	    "a 02-01 02-28 28 5 2 2 2 @2\n"},
	{"added up, then a beginning", {FEB("a", 1, 1, NO),
	    JAN("a", 1, 30, NO), JAN("a", 1, 40, NO)},
	    "a 01-01 01-31 31 no_history 2 70 - @2\n"
	    "a 02-01 02-28 28 70 1 1 - @1\n"},
	{"start is unknown", {{"a", NULL, "01-31", 1, 2, NO, NULL}},
	    "a - 01-31 no_history no_history 1 2 - @1\n"},
	{"start from the row before", {JAN("a", 1, 2, NO),
	    {"a", NULL, "02-28", 3, 4, NO, NULL}},
	    "a 01-01 01-31 31 no_history 1 2 - @1\n"
	    "a 02-01 02-28 28 2 3 4 - @2\n"},
	{"one after the other", {{"a", NULL, "01-31", 1, 2, NO, NULL},
	    {"a", NULL, "02-28", 3, 4, NO, NULL},
	    {"a", NULL, "03-31", 5, 6, NO, NULL}},
	    "a - 01-31 no_history no_history 1 2 - @1\n"
	    "a 02-01 02-28 28 2 3 4 - @2\n"
	    "a 03-01 03-31 31 4 5 6 - @3\n"},
	{"start is not that of another group", {JAN("a", 1, 2, NO),
	    {"b", NULL, "02-28", 3, 4, NO, NULL}},
	    "a 01-01 01-31 31 no_history 1 2 - @1\n"
	    "b - 02-28 no_history no_history 3 4 - @2\n"},
	{"unknown starts are added up", {
	    {"a", NULL, "01-31", 1, 2, 3, 4, NULL},
	    {"a", NULL, "01-31", 1, 2, 3, 4, NULL}},
	    "a - 01-31 no_history 6 2 4 8 @1\n"},
	{"unknown, with its own beginning", {
	    {"a", NULL, "01-31", 1, 2, 3, 4, NULL}},
	    "a - 01-31 no_history 3 1 2 4 @1\n"},
	{"overlap by a day", {JAN("a", 1, 1, NO),
	    {"a", "01-31", "02-28", 1, 1, NO, NULL}}, "clash 1 2"},
	{"overlap in any order", {{"a", "01-31", "02-28", 1, 1, NO, NULL},
	    JAN("a", 1, 1, NO)}, "clash 2 1"},
	{"the same end", {JAN("a", 1, 1, NO),
	    {"a", "01-15", "01-31", 1, 1, NO, NULL}}, "clash 1 2"},
	{"one in the other", {{"a", "01-01", "03-31", 1, 1, NO, NULL},
	    FEB("a", 1, 1, NO)}, "clash 2 1"},
	{"the end of one that is added up", {JAN("a", 1, 1, NO),
	    JAN("a", 1, 1, NO), {"a", "01-31", "02-28", 1, 1, NO, NULL}},
	    "clash 1 3"},
	{"no overlap of groups", {JAN("a", 1, 1, NO),
	    {"b", "01-15", "01-31", 1, 1, NO, NULL}},
	    "a 01-01 01-31 31 no_history 1 1 - @1\n"
	    "b 01-15 01-31 17 no_history 1 1 - @2\n"},
	{"no overlap of currencies", {JAN("a", 1, 1, NO),
	    {"a", "01-15", "01-31", 1, 1, NO, "JPY"}},
	    "a 01-01 01-31 31 no_history 1 1 - @1\n"
	    "a 01-15 01-31 17 no_history 1 1 - @2\n"},
};

static ar_day
day_of(const char *month_and_day)
{
	char text[16];
	ar_day day = AR_NO_DAY;

	if (month_and_day == NULL)
		return day;
	(void)snprintf(text, sizeof text, "2026-%s", month_and_day);
	assert_int_equal(ar_day_parse(&day, ar_slice_of(text)), AR_DAY_OK);
	return day;
}

static struct ar_amount
amount_of(int64_t minor)
{
	return (struct ar_amount){minor == BLANK ? 0 : minor,
	    minor != BLANK};
}

static void
add_line(struct ar_periodbook *book, const struct line *line, uint64_t number)
{
	struct ar_period_row p = {.credit_sales = amount_of(line->sales),
	    .receivables = amount_of(line->receivables),
	    .beginning_receivables = amount_of(line->beginning),
	    .current = amount_of(line->current),
	    .period_start = day_of(line->start),
	    .period_end = day_of(line->end),
	    .key = {ar_slice_of(line->key)}};

	assert_int_equal(ar_ccy_parse(&p.ccy, ar_slice_of(line->ccy == NULL ?
	    "EUR" : line->ccy)), AR_OK);
	ar_periodbook_add(book, &p, (struct ar_where){1, number});
}

/* The book of the lines, whose group is their key. */
static struct ar_periodbook *
make_book(const struct line line[LINES], int32_t month_days)
{
	struct ar_periodbook *book = ar_periodbook_new(1, month_days);

	for (uint64_t i = 0; i < LINES && line[i].key != NULL; i++)
		add_line(book, &line[i], i + 1);
	return book;
}

static void
put_day(struct ar_buf *b, ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	if (day == AR_NO_DAY)
		ar_buf_addf(b, "- ");
	else
		ar_buf_addf(b, "%02d-%02d ", at.month, at.day);
}

static void
put_figure(struct ar_buf *b, struct ar_figure f)
{
	if (ar_figure_known(f))
		ar_buf_addf(b, "%lld ", (long long)f.num);
	else
		ar_buf_addf(b, "%s ", f.word == AR_WORD_NONE ? "-" :
		    ar_word_text(f.word));
}

static void
put_period(struct ar_buf *b, const struct ar_group *group,
    const struct ar_period *p, struct ar_where at)
{
	ar_buf_addf(b, "%.*s ", (int)group->key[0].n, group->key[0].p);
	put_day(b, p->start);
	put_day(b, p->end);
	put_figure(b, p->days);
	put_figure(b, p->beginning);
	put_figure(b, p->sales);
	put_figure(b, p->receivables);
	put_figure(b, p->current);
	ar_buf_addf(b, "@%d\n", (int)at.line);
	assert_int_equal(at.file, 1);
}

static void
check(const struct row *row)
{
	struct ar_periodbook *book = make_book(row->line, 0);
	struct ar_where clash[2] = {{0}};
	struct ar_buf got = {0};

	if (ar_periodbook_finish(book, clash) != AR_OK)
		ar_buf_addf(&got, "clash %d %d", (int)clash[0].line,
		    (int)clash[1].line);
	else
		for (size_t i = 0; i < ar_periodbook_count(book); i++) {
			struct ar_period p;
			struct ar_where at;
			const struct ar_group *group =
			    ar_periodbook_period(book, i, &p, &at);

			put_period(&got, group, &p, at);
		}
	if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->want)))
		fail_msg("%s:\n%.*s", row->name, (int)got.n, got.p);
	ar_buf_free(&got);
	ar_periodbook_free(book);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
	ar_periodbook_free(NULL);
}

/* Of the last period: months of the countback, newest first; the quarter. */
static const struct back_row {
	const char *name;
	struct line line[LINES];
	int32_t month_days;
	const char *history, *sales, *receivables;
} back_rows[] = {
#define Q(month, sales, receivables) {"a", month "-01", month "-30", sales, \
	receivables, NO, NULL}
#define NOT "no_history "
	{"one month, used up", {JAN("a", 100, 50, NO)}, 0, "31:100 ", NOT,
	    NOT},
	{"one month, too small", {JAN("a", 100, 500, NO)}, 0, "31:100 ", NOT,
	    NOT},
	{"as many as are needed", {JAN("a", 1, 1, NO), FEB("a", 20, 1, NO),
	    MAR("a", 30, 50, NO)}, 0, "31:30 28:20 ", "51 ", "52 "},
	{"a cent more", {JAN("a", 1, 1, NO), FEB("a", 20, 1, NO),
	    MAR("a", 30, 51, NO)}, 0, "31:30 28:20 31:1 ", "51 ", "53 "},
	{"net credits use up nothing", {JAN("a", 9, 1, NO),
	    FEB("a", -20, 1, NO), MAR("a", 30, 31, NO)}, 0,
	    "31:30 28:-20 31:9 ", "19 ", "33 "},
	{"nor do they add to it", {JAN("a", 5, 1, NO), FEB("a", 9, 1, NO),
	    MAR("a", -20, 1, NO), Q("04", 30, 31)}, 0, "30:30 31:-20 28:9 ",
	    "19 ", "33 "},
	{"flat months", {JAN("a", 9, 1, NO), FEB("a", 20, 1, NO),
	    MAR("a", 30, 99, NO)}, 30, "30:30 30:20 30:9 ", "59 ", "101 "},
	{"no receivables", {FEB("a", 20, 1, NO), MAR("a", 30, 0, NO)}, 0,
	    "31:30 ", NOT, NOT},
	{"a gap ends it", {JAN("a", 9, 1, NO), MAR("a", 30, 99, NO)}, 0,
	    "31:30 ", NOT, NOT},
	{"another group ends it", {FEB("0", 9, 1, NO),
	    MAR("a", 30, 99, NO)}, 0, "31:30 ", NOT, NOT},
	{"a month that begins late ends it", {
	    {"a", "02-02", "02-28", 20, 1, NO, NULL}, MAR("a", 30, 99, NO)},
	    0, "31:30 ", NOT, NOT},
	{"two months in a row end it", {
	    {"a", "01-01", "02-28", 20, 1, NO, NULL}, MAR("a", 30, 99, NO)},
	    0, "31:30 ", "50 ", NOT},
	{"the newest is cut", {FEB("a", 20, 1, NO),
	    {"a", "03-01", "03-17", 30, 99, NO, NULL}}, 0, "17:30 28:20 ",
	    NOT, NOT},
	{"the newest is cut, flat", {FEB("a", 20, 1, NO),
	    {"a", "03-01", "03-17", 30, 99, NO, NULL}}, 30,
	    "17:30 30:20 ", NOT, NOT},
	{"the newest begins late", {FEB("a", 20, 1, NO),
	    {"a", "03-02", "03-31", 30, 99, NO, NULL}}, 0, "", NOT, NOT},
	{"the newest has two months", {JAN("a", 20, 1, NO),
	    {"a", "02-01", "03-31", 30, 99, NO, NULL}}, 0, "", "50 ", NOT},
	{"the newest is a quarter", {
	    {"a", "01-01", "03-31", 30, 99, NO, NULL}}, 0, "", "30 ", NOT},
	{"two quarters", {{"a", "01-01", "03-31", 30, 99, NO, NULL},
	    {"a", "04-01", "06-30", 40, 98, NO, NULL}}, 0, "", "40 ", NOT},
	{"four months in a row", {{"a", "01-01", "04-30", 30, 99, NO,
	    NULL}}, 0, "", NOT, NOT},
	{"one beyond three", {{"a", "01-01", "02-28", 1, 1, NO, NULL},
	    {"a", "03-01", "04-30", 30, 99, NO, NULL}}, 0, "", NOT, NOT},
	{"start is unknown", {{"a", NULL, "03-31", 30, 99, NO, NULL}}, 0,
	    "", NOT, NOT},
	{"start from the row before", {{"a", NULL, "01-31", 1, 1, NO, NULL},
	    {"a", NULL, "02-28", 20, 1, NO, NULL},
	    {"a", NULL, "03-31", 30, 99, NO, NULL}}, 0, "31:30 28:20 ",
	    NOT, NOT},
	{"the newest three", {{"a", "01-01", "01-31", 1, 1, NO, NULL},
	    FEB("a", 2, 2, NO), MAR("a", 4, 4, NO), Q("04", 8, 8)}, 0,
	    "30:8 ", "14 ", "14 "},
	{"added up", {JAN("a", 1, 1, NO), FEB("a", 2, 2, NO),
	    MAR("a", 3, 5, NO), JAN("a", 10, 10, NO), FEB("a", 20, 20, NO),
	    MAR("a", 30, 50, NO)}, 0, "31:33 28:22 ", "66 ", "88 "},
};

static void
check_back(const struct back_row *row)
{
	struct ar_periodbook *book = make_book(row->line, row->month_days);
	struct ar_buf history = {0}, quarter = {0}, want = {0};
	struct ar_where clash[2], at;
	struct ar_period p;
	ar_day to;

	assert_int_equal(ar_periodbook_finish(book, clash), AR_OK);
	for (size_t i = 0; i < ar_periodbook_count(book); i++)
		(void)ar_periodbook_period(book, i, &p, &at);
	to = p.end;
	for (size_t i = 0; i < p.history.n; i++) {
		const struct ar_stretch *s = &p.history.stretch[i];

		assert_int_equal(s->to, to);
		assert_int_equal(ar_day_ymd(s->from).day, 1);
		to = s->from - 1;
		ar_buf_addf(&history, "%d:%d ", s->days, (int)s->sales);
	}
	put_figure(&quarter, p.quarter_sales);
	put_figure(&quarter, p.quarter_receivables);
	ar_buf_addf(&want, "%s%s", row->sales, row->receivables);
	if (!ar_slice_eq(ar_buf_slice(&history),
	    ar_slice_of(row->history)) || p.no_months != AR_WORD_NO_HISTORY)
		fail_msg("%s: history %.*s", row->name, (int)history.n,
		    history.p);
	if (!ar_slice_eq(ar_buf_slice(&quarter), ar_buf_slice(&want)))
		fail_msg("%s: %.*s", row->name, (int)quarter.n, quarter.p);
	ar_buf_free(&history);
	ar_buf_free(&quarter);
	ar_buf_free(&want);
	ar_periodbook_free(book);
}

static void
test_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(back_rows); i++)
		check_back(&back_rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
