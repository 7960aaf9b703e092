/*
 * libar/gather.h
 * Purpose: lines of shipments that go onto one invoice, brought together.
 *
 * Where lines come shipment by shipment, one group is open at a time and
 * closes when a line of another comes; else all stay open to the end.  Groups
 * are in the order of their first lines.  Rows and what lines view are the
 * caller's, and must stay until a group is closed.
 */
#ifndef AR_GATHER_H
#define AR_GATHER_H

#include "libar/invoiceoptions.h"
#include "libar/map.h"
#include "libar/shipin.h"

struct ar_gathered {
	struct ar_row row;
	struct ar_ship_line line;
	struct ar_gathered *next;
};

struct ar_gather_group {
	struct ar_gathered *first, *last;
};

struct ar_gather {
	enum ar_by by;
	bool one;                       /* open at a time */
	struct ar_map map;              /* key -> struct ar_gather_group */
	struct ar_map broken;           /* subjects with a refused line */
	struct ar_gather_group open;    /* of one at a time */
	struct ar_buf key, open_key;
};

void ar_gather_init(struct ar_gather *, enum ar_by, bool one);
void ar_gather_release(struct ar_gather *);

/*
 * What a refused line takes along: its shipment, order or customer; empty if
 * that could not be read.
 */
struct ar_slice ar_gather_subject(const struct ar_gather *,
    const struct ar_goods *);

/* The column of the subject. */
const char *ar_gather_column(const struct ar_gather *);

/* A line of the subject is refused; and whether one is. */
void ar_gather_break(struct ar_gather *, struct ar_slice subject);
bool ar_gather_is_broken(const struct ar_gather *, const struct ar_goods *);

/*
 * Whether the one open group must close before a line of the subject; opens
 * a new one for it if so, and returns the old one in *closed.
 */
bool ar_gather_turn(struct ar_gather *, struct ar_slice subject,
    struct ar_gather_group *closed);

/* The line of the group that the line belongs to which came first, or NULL. */
const struct ar_gathered *ar_gather_first(struct ar_gather *,
    const struct ar_ship_line *);

/* Add a line; it is copied into the arena with its row's views as they are. */
void ar_gather_add(struct ar_gather *, struct ar_arena *,
    const struct ar_row *, const struct ar_ship_line *);

/* At the end: how many groups are open, and the number-th of them. */
size_t ar_gather_count(const struct ar_gather *);
struct ar_gather_group ar_gather_group(const struct ar_gather *,
    size_t number);

#endif
