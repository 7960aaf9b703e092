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

/*
 * The next ones, at most so many: how many there are.  All are good until the
 * next call.  *at, the place of the first byte that was not handed out, moves
 * on behind them.  0: look again, at that byte.
 */
size_t ar_lane_rows(struct ar_lane *, struct ar_row *, size_t most,
    struct ar_where *at);

/* The bytes looked at that were handed out, with blank lines between. */
size_t ar_lane_used(const struct ar_lane *);

/* Forget what was seen. */
void ar_lane_clear(struct ar_lane *);

/* Whether there is a next one. */
bool ar_lane_holds(const struct ar_lane *);

#endif
