/*
 * libar/calendar.c
 * Purpose: on which days business is done.
 */
#include "libar/calendar.h"

enum { WEEK_DAYS = 7, EVERY_DAY = (1 << WEEK_DAYS) - 1 };

static const char *const weekday_names[WEEK_DAYS] = {
	"mon", "tue", "wed", "thu", "fri", "sat", "sun"
};

/* The bit of a weekday's name; 0 for another word. */
static unsigned
weekday_bit(struct ar_slice name)
{
	for (unsigned i = 0; i < WEEK_DAYS; i++)
		if (ar_slice_eq(name, ar_slice_of(weekday_names[i])))
			return 1U << i;
	return 0;
}

int
ar_weekend_parse(uint8_t *weekend, struct ar_slice text)
{
	bool none = ar_slice_eq(text, AR_S("none"));
	unsigned days = 0;

	for (bool more = !none; more; ) {
		size_t before = text.n;
		struct ar_slice name = ar_slice_cut(&text, ',');
		unsigned bit = weekday_bit(name);

		if (bit == 0)
			return AR_EDATA;
		days |= bit;
		more = name.n < before;
	}
	if (days == EVERY_DAY)
		return AR_EDATA;
	*weekend = (uint8_t)days;
	return AR_OK;
}

void
ar_calendar_init(struct ar_calendar *c, uint8_t weekend)
{
	*c = (struct ar_calendar){.weekend = weekend};
	ar_map_init(&c->days, 0);
}

void
ar_calendar_release(struct ar_calendar *c)
{
	ar_map_release(&c->days);
	ar_buf_free(&c->key);
}

/* The day has a fixed number of bytes, so that the name needs no end. */
static struct ar_slice
key_of(struct ar_calendar *c, struct ar_slice calendar, ar_day day)
{
	c->key.n = 0;
	ar_buf_add(&c->key, ar_slice((const char *)&day, sizeof day));
	ar_buf_add(&c->key, calendar);
	return ar_buf_slice(&c->key);
}

void
ar_calendar_add(struct ar_calendar *c, struct ar_slice calendar, ar_day day)
{
	(void)ar_map_put(&c->days, key_of(c, calendar, day), NULL);
}

static bool
is_holiday(struct ar_calendar *c, struct ar_slice calendar, ar_day day)
{
	return ar_map_find(&c->days, key_of(c, calendar, day)) >= 0;
}

bool
ar_calendar_is_free(struct ar_calendar *c, struct ar_slice calendar,
    ar_day day)
{
	return (c->weekend >> ar_weekday(day) & 1) != 0 ||
	    is_holiday(c, AR_S(""), day) ||
	    (calendar.n > 0 && is_holiday(c, calendar, day));
}

ar_day
ar_calendar_roll(struct ar_calendar *c, struct ar_slice calendar, ar_day day,
    enum ar_roll roll)
{
	int step = roll == AR_ROLL_PREV ? -1 : 1;

	if (roll == AR_ROLL_SAME)
		return day;
	while (day != AR_NO_DAY && ar_calendar_is_free(c, calendar, day))
		day = ar_day_add(day, step);
	return day;
}
