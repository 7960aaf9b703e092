/*
 * libar/calendar.h
 * Purpose: on which days business is done.
 *
 * The seller's weekend and holidays, those of the calendar without a name,
 * hold for all; a customer may have a calendar of his own beside them.
 */
#ifndef AR_CALENDAR_H
#define AR_CALENDAR_H

#include "libar/dun.h"
#include "libar/map.h"

struct ar_calendar {
	uint8_t weekend;        /* bit n: weekday n of ar_weekday() is free */
	struct ar_map days;     /* of calendar and day: a set */
	struct ar_buf key;
};

/* "sat,sun", or none, in any order.  AR_EDATA for another text or all 7. */
AR_MUST int ar_weekend_parse(uint8_t *weekend, struct ar_slice text);

void ar_calendar_init(struct ar_calendar *, uint8_t weekend);
void ar_calendar_release(struct ar_calendar *);

/* A holiday; the same one twice is one. */
void ar_calendar_add(struct ar_calendar *, struct ar_slice calendar, ar_day);

/* Whether no business is done by the seller, or under this calendar. */
bool ar_calendar_is_free(struct ar_calendar *, struct ar_slice calendar,
    ar_day);

/*
 * The day itself if business is done, or as it is for `same`; else the next
 * or the previous one on which it is.  AR_NO_DAY beyond the domain.
 */
ar_day ar_calendar_roll(struct ar_calendar *, struct ar_slice calendar,
    ar_day, enum ar_roll);

#endif
