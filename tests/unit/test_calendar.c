/*
 * tests/unit/test_calendar.c
 * Purpose: weekends, holidays of two calendars, and days that roll.
 */
#include "libar/calendar.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum {
	MON = 1, TUE = 2, WED = 4, THU = 8, FRI = 16, SAT = 32, SUN = 64,
	REFUSED = 0xff, BEFORE = 0x55
};

static const struct weekend_row {
	const char *text;
	int want;
} weekend_rows[] = {
	{"sat,sun", SAT | SUN},
	{"sun,sat", SAT | SUN},
	{"fri", FRI},
	{"fri,sat", FRI | SAT},
	{"mon,tue,wed,thu,fri,sat", MON | TUE | WED | THU | FRI | SAT},
	{"sun,sun", SUN},
	{"none", 0},
	{"mon,tue,wed,thu,fri,sat,sun", REFUSED},
	{"", REFUSED},
	{",", REFUSED},
	{"sat,", REFUSED},
	{",sat", REFUSED},
	{"sat,,sun", REFUSED},
	{"sat, sun", REFUSED},
	{"none,sat", REFUSED},
	{"sat,none", REFUSED},
	{"Sat", REFUSED},
	{"saturday", REFUSED},
	{"sa", REFUSED},
	{"satsun", REFUSED}
};

static void
test_weekend(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(weekend_rows); i++) {
		const struct weekend_row *row = &weekend_rows[i];
		uint8_t got = BEFORE;
		int err = ar_weekend_parse(&got, ar_slice_of(row->text));

		check(row->text, err ==
		    (row->want == REFUSED ? AR_EDATA : AR_OK));
		check(row->text, got ==
		    (row->want == REFUSED ? BEFORE : row->want));
	}
}

static const struct holiday {
	const char *calendar, *day;
} holidays[] = {
	{"", "2026-12-25"},             /* a Friday */
	{"", "2026-12-25"},
	{"de", "2026-10-03"},           /* a Saturday */
	{"de", "2026-12-24"},
	{"de", "2026-12-28"},
	{"fr", "2026-07-14"},
	{"", "0001-01-01"},
	{"", "9999-12-31"}
};

static void
make(struct ar_calendar *c, uint8_t weekend)
{
	ar_calendar_init(c, weekend);
	for (size_t i = 0; i < ROWS(holidays); i++)
		ar_calendar_add(c, ar_slice_of(holidays[i].calendar),
		    day_of(holidays[i].day));
}

static const struct free_row {
	const char *calendar, *day;
	bool want;
} free_rows[] = {
	{"", "2026-12-22", false},
	{"", "2026-12-26", true},
	{"", "2026-12-27", true},
	{"", "2026-12-28", false},
	{"", "2026-12-25", true},
	{"de", "2026-12-25", true},
	{"us", "2026-12-25", true},
	{"de", "2026-12-24", true},
	{"", "2026-12-24", false},
	{"fr", "2026-12-24", false},
	{"d", "2026-12-24", false},
	{"de ", "2026-12-24", false},
	{"de", "2025-12-24", false},
	{"fr", "2026-07-14", true},
	{"de", "2026-07-14", false},
	{"", "0001-01-01", true},
	{"", "0001-01-02", false},
	{"", "9999-12-31", true}
};

static void
test_is_free(void **state)
{
	struct ar_calendar c;

	(void)state;
	make(&c, SAT | SUN);
	for (size_t i = 0; i < ROWS(free_rows); i++) {
		const struct free_row *row = &free_rows[i];

		check(row->day, ar_calendar_is_free(&c,
		    ar_slice_of(row->calendar), day_of(row->day)) ==
		    row->want);
	}
	ar_calendar_release(&c);
}

/* want empty: no such day. */
static const struct roll_row {
	const char *calendar, *day;
	enum ar_roll roll;
	const char *want;
} roll_rows[] = {
	{"", "2026-12-22", AR_ROLL_NEXT, "2026-12-22"},
	{"", "2026-12-22", AR_ROLL_PREV, "2026-12-22"},
	{"", "2026-12-26", AR_ROLL_NEXT, "2026-12-28"},
	{"", "2026-12-26", AR_ROLL_NONE, "2026-12-28"},
	{"", "2026-12-26", AR_ROLL_PREV, "2026-12-24"},
	{"", "2026-12-26", AR_ROLL_SAME, "2026-12-26"},
	{"de", "2026-12-26", AR_ROLL_NEXT, "2026-12-29"},
	{"de", "2026-12-26", AR_ROLL_PREV, "2026-12-23"},
	{"de", "2026-12-24", AR_ROLL_NEXT, "2026-12-29"},
	{"fr", "2026-12-24", AR_ROLL_NEXT, "2026-12-24"},
	{"", "0001-01-01", AR_ROLL_NEXT, "0001-01-02"},
	{"", "0001-01-01", AR_ROLL_PREV, ""},
	{"", "0001-01-01", AR_ROLL_SAME, "0001-01-01"},
	{"", "9999-12-31", AR_ROLL_NEXT, ""},
	{"", "9999-12-31", AR_ROLL_PREV, "9999-12-30"},
	{"", "", AR_ROLL_NEXT, ""},
	{"", "", AR_ROLL_SAME, ""}
};

static void
test_roll(void **state)
{
	struct ar_calendar c;

	(void)state;
	make(&c, SAT | SUN);
	for (size_t i = 0; i < ROWS(roll_rows); i++) {
		const struct roll_row *row = &roll_rows[i];

		check(row->day, ar_calendar_roll(&c,
		    ar_slice_of(row->calendar), day_of(row->day),
		    row->roll) == day_of(row->want));
	}
	ar_calendar_release(&c);
}

/* Six free days a week, and the seventh is a holiday in one of them. */
static void
test_roll_far(void **state)
{
	struct ar_calendar c;

	(void)state;
	make(&c, MON | TUE | WED | THU | SAT | SUN);
	assert_int_equal(ar_calendar_roll(&c, AR_S(""), day_of("2026-12-19"),
	    AR_ROLL_NEXT), day_of("2027-01-01"));
	assert_int_equal(ar_calendar_roll(&c, AR_S(""), day_of("2026-12-31"),
	    AR_ROLL_PREV), day_of("2026-12-18"));
	ar_calendar_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weekend),
		cmocka_unit_test(test_is_free),
		cmocka_unit_test(test_roll),
		cmocka_unit_test(test_roll_far),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
