/*
 * libar/lane.h
 * Purpose: plain records found at speed, many at once.
 *
 * The lane looks at the bytes that are there and finds the records among
 * them whose quotes, if any, stand where RFC 4180 wants them: around a whole
 * field, doubled inside.  It stops before the first record that is anything
 * else, or whose end is not there, and leaves that to a reader that is sure
 * to know.  What it hands out is what a strict reader makes of the bytes.
 *
 * The file's line end must be LF or CRLF.
 */
#ifndef AR_LANE_H
#define AR_LANE_H

#include "libar/masks.h"
#include "libar/row.h"

struct ar_lane;

struct ar_lane *ar_lane_new(void);
void ar_lane_free(struct ar_lane *);

void ar_lane_delimit(struct ar_lane *, char delimiter);

/* Another way to find the masks than the best one. */
void ar_lane_use(struct ar_lane *, ar_masks);

/*
 * Look at bytes that begin with a record and stay where they are while
 * records of them are asked for.
 */
void ar_lane_look(struct ar_lane *, struct ar_slice bytes);

/* What a record takes, with its line end and blank lines before it. */
struct ar_lane_step {
	size_t bytes;
	uint64_t before, lines; /* physical lines: blank ones; its own */
};

/*
 * The next one, without its place, good until the next call or for as long
 * as ar_lane_keeps() says.  false: look again, at the first byte that no step
 * has taken.
 */
bool ar_lane_next(struct ar_lane *, struct ar_row *, struct ar_lane_step *);

/* Forget what was seen. */
void ar_lane_clear(struct ar_lane *);

/* Whether there is a next one. */
bool ar_lane_holds(const struct ar_lane *);

/* Whether besides those before it stay good while it is asked for. */
bool ar_lane_keeps(const struct ar_lane *);

#endif
