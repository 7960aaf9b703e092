/*
 * tests/unit/test_spans.c
 * Purpose: the periods of a report, at the edges of units and the calendar.
 */
#include "libar/spans.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#include <stdlib.h>

#include "libar/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* Spans as text: first day, last day, days. */
static const struct row {
	const char *name, *first, *last;
	int32_t window;
	bool series;
	enum ar_unit every;
	size_t newest;
	const char *want;
} rows[] = {
	{"window", "2024-01-01", "2024-03-31", 90, 0, AR_MONTH, 0,
	    "2024-01-02 2024-03-31 90\n"},
	{"window before the first", "2024-03-31", "2024-03-31", 90, 0,
	    AR_MONTH, 0, "2024-01-02 2024-03-31 90\n"},
	{"window of a day", "2020-01-01", "2024-03-31", 1, 0, AR_MONTH, 0,
	    "2024-03-31 2024-03-31 1\n"},
	{"one window, newest", "2020-01-01", "2024-03-31", 30, 0, AR_MONTH,
	    5, "2024-03-02 2024-03-31 30\n"},
	{"first later than the last", "2024-04-01", "2024-03-31", 90, 0,
	    AR_MONTH, 0, ""},
	{"first later, series", "2024-04-01", "2024-03-31", 0, 1, AR_MONTH,
	    0, ""},
	{"no first", "", "2024-03-31", 90, 0, AR_MONTH, 0, ""},
	{"no first, series", "", "2024-03-31", 0, 1, AR_MONTH, 3, ""},
	{"window from the first day on", "0001-01-01", "0001-01-31", 31, 0,
	    AR_MONTH, 0, "0001-01-01 0001-01-31 31\n"},
	{"window before the calendar", "0001-01-01", "0001-01-31", 32, 0,
	    AR_MONTH, 0, "0001-01-01 0001-01-31 31\n"},
	{"greatest window before the calendar", "0001-01-01", "0001-12-31",
	    3652058, 0, AR_MONTH, 0, "0001-01-01 0001-12-31 365\n"},
	{"greatest window", "0001-01-01", "9999-12-31", 3652058, 0,
	    AR_MONTH, 0, "0001-01-02 9999-12-31 3652058\n"},
	{"months", "2024-01-31", "2024-03-31", 0, 1, AR_MONTH, 0,
	    "2024-01-01 2024-01-31 31\n2024-02-01 2024-02-29 29\n"
	    "2024-03-01 2024-03-31 31\n"},
	{"months, first on the first", "2024-02-01", "2024-03-31", 0, 1,
	    AR_MONTH, 0, "2024-02-01 2024-02-29 29\n"
	    "2024-03-01 2024-03-31 31\n"},
	{"month that is cut", "2024-02-29", "2024-03-30", 0, 1, AR_MONTH, 0,
	    "2024-02-01 2024-02-29 29\n2024-03-01 2024-03-30 30\n"},
	{"month of one day", "2024-02-01", "2024-03-01", 0, 1, AR_MONTH, 0,
	    "2024-02-01 2024-02-29 29\n2024-03-01 2024-03-01 1\n"},
	{"only the cut month", "2024-03-30", "2024-03-30", 0, 1, AR_MONTH,
	    0, "2024-03-01 2024-03-30 30\n"},
	{"months over the year", "2023-12-31", "2024-01-31", 0, 1, AR_MONTH,
	    0, "2023-12-01 2023-12-31 31\n2024-01-01 2024-01-31 31\n"},
	{"newest month", "2020-01-01", "2024-03-15", 0, 1, AR_MONTH, 1,
	    "2024-03-01 2024-03-15 15\n"},
	{"newest months", "2020-01-01", "2024-03-15", 0, 1, AR_MONTH, 2,
	    "2024-02-01 2024-02-29 29\n2024-03-01 2024-03-15 15\n"},
	{"fewer than the newest", "2024-02-10", "2024-03-31", 0, 1,
	    AR_MONTH, 9, "2024-02-01 2024-02-29 29\n"
	    "2024-03-01 2024-03-31 31\n"},
	{"quarters", "2023-10-01", "2024-03-31", 0, 1, AR_QUARTER, 0,
	    "2023-10-01 2023-12-31 92\n2024-01-01 2024-03-31 91\n"},
	{"quarter that is cut", "2023-12-31", "2024-03-30", 0, 1,
	    AR_QUARTER, 0, "2023-10-01 2023-12-31 92\n"
	    "2024-01-01 2024-03-30 90\n"},
	{"years", "2023-12-31", "2024-12-31", 0, 1, AR_YEAR, 0,
	    "2023-01-01 2023-12-31 365\n2024-01-01 2024-12-31 366\n"},
	{"year that is cut", "2023-06-01", "2024-12-30", 0, 1, AR_YEAR, 0,
	    "2023-01-01 2023-12-31 365\n2024-01-01 2024-12-30 365\n"},
	{"weeks end on the last's weekday", "2024-03-07", "2024-03-20", 0,
	    1, AR_WEEK, 0, "2024-03-07 2024-03-13 7\n"
	    "2024-03-14 2024-03-20 7\n"},
	{"first months", "0001-01-01", "0001-02-15", 0, 1, AR_MONTH, 0,
	    "0001-01-01 0001-01-31 31\n0001-02-01 0001-02-15 15\n"},
	{"first quarter", "0001-01-01", "0001-03-31", 0, 1, AR_QUARTER, 9,
	    "0001-01-01 0001-03-31 90\n"},
	{"first year", "0001-12-31", "0001-12-31", 0, 1, AR_YEAR, 0,
	    "0001-01-01 0001-12-31 365\n"},
	{"first year, cut", "0001-01-01", "0001-01-01", 0, 1, AR_YEAR, 0,
	    "0001-01-01 0001-01-01 1\n"},
	{"last month", "9999-12-01", "9999-12-31", 0, 1, AR_MONTH, 0,
	    "9999-12-01 9999-12-31 31\n"},
	{"last year, cut", "9998-12-31", "9999-12-30", 0, 1, AR_YEAR, 0,
	    "9998-01-01 9998-12-31 365\n9999-01-01 9999-12-30 364\n"},
	{"windows that overlap", "2024-02-10", "2024-03-31", 90, 1,
	    AR_MONTH, 0, "2023-12-02 2024-02-29 90\n"
	    "2024-01-02 2024-03-31 90\n"},
	{"windows with gaps", "2024-02-10", "2024-03-31", 7, 1, AR_MONTH, 0,
	    "2024-02-23 2024-02-29 7\n2024-03-25 2024-03-31 7\n"},
	{"windows, the last inside a unit", "2023-12-31", "2024-03-15", 30,
	    1, AR_QUARTER, 0, "2023-12-02 2023-12-31 30\n"
	    "2024-02-15 2024-03-15 30\n"},
	{"windows, newest", "2020-01-01", "2024-12-31", 366, 1, AR_YEAR, 2,
	    "2022-12-31 2023-12-31 366\n2024-01-01 2024-12-31 366\n"},
	{"windows, the first before the calendar", "0001-01-01",
	    "0001-02-28", 59, 1, AR_MONTH, 0, "0001-01-01 0001-01-31 31\n"
	    "0001-01-01 0001-02-28 59\n"},
};

static void
put_day(struct ar_buf *b, ar_day day)
{
	char text[AR_DAY_TEXT];

	ar_day_format(text, day);
	ar_buf_addf(b, "%.10s ", text);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		const struct ar_span_options opts = {day_of(row->last),
		    row->window, row->series, row->every, row->newest};
		struct ar_spans s = ar_spans_make(&opts,
		    day_of(row->first));
		struct ar_buf got = {0};

		for (size_t k = 0; k < s.n; k++) {
			put_day(&got, s.span[k].start);
			put_day(&got, s.span[k].end);
			ar_buf_addf(&got, "%d\n", s.span[k].days);
		}
		check(row->name, ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(row->want)));
		ar_buf_free(&got);
		free(s.span);
	}
}

/* Units follow each other without gap, and hold the first day. */
static void
expect_tiles(enum ar_unit every, ar_day first, ar_day last)
{
	const struct ar_span_options opts = {last, 0, true, every, 0};
	struct ar_spans s = ar_spans_make(&opts, first);

	assert_true(s.n > 0);
	assert_true(s.span[0].start <= first && first <= s.span[0].end);
	assert_int_equal(s.span[s.n - 1].end, last);
	for (size_t i = 0; i < s.n; i++) {
		const struct ar_span *span = &s.span[i];

		assert_int_equal(span->days, span->end - span->start + 1);
		assert_true(span->days > 0);
		assert_int_equal(ar_day_ymd(span->start).day, 1);
		if (i > 0)
			assert_int_equal(span->start, span[-1].end + 1);
		if (i + 1 < s.n)
			assert_int_equal(ar_unit_end_before(span->end,
			    every), span->end);
	}
	free(s.span);
}

static void
test_tiles(void **state)
{
	static const enum ar_unit unit[] = {AR_MONTH, AR_QUARTER, AR_YEAR};
	ar_day day = day_of("2023-11-30");

	(void)state;
	for (size_t i = 0; i < ROWS(unit); i++) {
		for (ar_day last = day; last < day + 800; last++)
			expect_tiles(unit[i], day, last);
		for (ar_day first = day - 800; first <= day; first++)
			expect_tiles(unit[i], first, day);
		expect_tiles(unit[i], AR_DAY_MIN, AR_DAY_MAX);
	}
}

static const struct months_row {
	const char *name, *start, *end;
	int32_t want;
} months_rows[] = {
	{"one", "2024-02-01", "2024-02-29", 1},
	{"quarter", "2024-01-01", "2024-03-31", 3},
	{"year", "2024-01-01", "2024-12-31", 12},
	{"over the year", "2023-12-01", "2024-01-31", 2},
	{"all", "0001-01-01", "9999-12-31", 119988},
	{"first", "0001-01-01", "0001-01-31", 1},
	{"cut in front", "2024-02-02", "2024-02-29", 0},
	{"cut behind", "2024-02-01", "2024-02-28", 0},
	{"cut behind by a day, of three", "2024-01-01", "2024-03-30", 0},
	{"31 days, not a month", "2024-01-02", "2024-02-01", 0},
	{"begins on a last day", "2024-01-31", "2024-02-29", 0},
	{"before the calendar", "", "2024-02-29", 0},
};

static void
test_months(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(months_rows); i++) {
		const struct months_row *row = &months_rows[i];
		const struct ar_span span = {day_of(row->start),
		    day_of(row->end), 30};

		check(row->name, ar_span_months(&span) == row->want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_tiles),
		cmocka_unit_test(test_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
