/*
 * libar/lane.c
 * Purpose: plain records found at speed, many at once.
 *
 * Two stages.  Bits for separators and quotes, 64 bytes at a time, become a
 * list of the separators that are outside quotes; then records are read off
 * the list.  No byte is looked at one by one.
 */
#include "libar/lane.h"

#include <stdlib.h>

#include "libar/utf8.h"

enum {
	LOOK = 32 * 1024,               /* bytes at most, near to the processor */
	STRIP = 16,                     /* blocks whose masks are made at once */
	LAST = AR_MASK_BYTES - 1
};

struct ar_lane {
	ar_masks masks;
	ar_lister list;
	char delimiter;

	const char *base;
	/* 0, then the offset behind each separator; those behind records. */
	uint32_t cut[LOOK + 1 + AR_LIST_STEP], end[LOOK + AR_LIST_STEP];
	size_t ncut, n;                 /* ncut: the last of cut */
	size_t at;                      /* of end: records handed out */
	uint32_t first, last;           /* of cut: the next record's ends */
	uint32_t columns;               /* of the record before */
	uint32_t used;                  /* bytes of what was handed out */
	uint64_t blanks;                /* lines before the next record */
	uint32_t length;                /* the next record's without its end */
	bool holds;                     /* the next one is there, and plain */
	bool is_text;                   /* all of it is UTF-8 without NUL */
	bool quoted;                    /* there is a quote somewhere */
	bool intricate;                 /* doubled quotes, or quoted line ends */
	struct ar_buf decoded;

	/* Cuts of records that share none with the next one. */
	uint32_t own[2 * LOOK];
	size_t nown;
};

/* What the bytes before a block were.  inside: all ones within quotes. */
struct before {
	uint64_t inside;
	uint64_t separator, close, cr;  /* the last byte was one: bit 0 */
};

struct ar_lane *
ar_lane_new(void)
{
	struct ar_lane *l = ar_alloc(sizeof *l);

	ar_lane_use(l, ar_masks_best());
	l->delimiter = ',';
	return l;
}

void
ar_lane_free(struct ar_lane *l)
{
	if (l == NULL)
		return;
	ar_buf_free(&l->decoded);
	free(l);
}

void
ar_lane_delimit(struct ar_lane *l, char delimiter)
{
	l->delimiter = delimiter;
}

void
ar_lane_use(struct ar_lane *l, ar_masks masks)
{
	l->masks = masks;
	l->list = ar_lister_for(masks);
}

void
ar_lane_clear(struct ar_lane *l)
{
	l->holds = false;
}

bool
ar_lane_holds(const struct ar_lane *l)
{
	return l->holds;
}

/* Bit i is the sum, modulo 2, of bits 0 to i. */
static uint64_t
parity_up_to(uint64_t bits)
{
	bits ^= bits << 1;
	bits ^= bits << 2;
	bits ^= bits << 4;
	bits ^= bits << 8;
	bits ^= bits << 16;
	return bits ^ bits << 32;
}

/*
 * One block; false where a byte shows that its record is not plain.  What
 * is odd shows at the earliest at the byte itself, and at the latest one
 * behind it, which is still of the record.
 */
static bool
take_block(struct ar_lane *l, struct before *was, const struct ar_mask *m,
    uint32_t block)
{
	uint64_t inside = was->inside, separator, before, open, close, odd;

	if (m->quote != 0)
		inside ^= parity_up_to(m->quote);
	separator = (m->delimiter | m->lf) & ~inside;
	odd = (m->cr << 1 | was->cr) & ~m->lf;
	if ((m->quote | was->close) != 0) {
		open = m->quote & inside;
		close = m->quote & ~inside;
		before = close << 1 | was->close;
		odd |= open & ~(before | separator << 1 | was->separator);
		odd |= before & ~(separator | m->quote | m->cr);
		l->intricate = l->intricate || (open & before) != 0;
		l->quoted = true;
		was->close = close >> LAST;
	}
	l->intricate = l->intricate || (m->lf & inside) != 0;
	was->inside = 0 - (inside >> LAST);
	was->separator = separator >> LAST;
	was->cr = m->cr >> LAST;
	if (odd != 0)
		separator &= (odd & (0 - odd)) - 1;
	l->ncut = (size_t)(l->list(l->cut + l->ncut + 1, separator,
	    block + 1) - l->cut) - 1;
	l->n = (size_t)(l->list(l->end + l->n, separator & m->lf,
	    block + 1) - l->end);
	return odd == 0;
}

/* The bytes in strips; the last block is filled up with what is nothing. */
static void
take_bytes(struct ar_lane *l, struct ar_slice s)
{
	struct before was = {.separator = 1};
	struct ar_mask mask[STRIP];
	char last[AR_MASK_BYTES];
	size_t at = 0;

	while (at < s.n) {
		size_t blocks = (s.n - at) / AR_MASK_BYTES;
		const char *p = s.p + at;

		if (blocks > STRIP)
			blocks = STRIP;
		if (blocks == 0) {
			memset(last, 'x', sizeof last);
			memcpy(last, p, s.n - at);
			p = last;
			blocks = 1;
		}
		l->is_text &= l->masks(mask, p, blocks, l->delimiter);
		for (size_t i = 0; i < blocks; i++, at += AR_MASK_BYTES)
			if (!take_block(l, &was, &mask[i], (uint32_t)at))
				return;
	}
}

static bool
is_text(struct ar_slice s)
{
	return memchr(s.p, '\0', s.n) == NULL && ar_utf8_valid(s);
}

/* The next record's last separator: most have as many as the one before. */
static uint32_t
find_last(struct ar_lane *l)
{
	uint32_t last = l->first + l->columns, end = l->end[l->at];

	if (last <= l->ncut && l->cut[last] == end)
		return last;
	for (last = l->first + 1; l->cut[last] != end; last++)
		;
	l->columns = last - l->first;
	return last;
}

/* Bytes of the next record without its line end. */
static uint32_t
next_length(const struct ar_lane *l)
{
	uint32_t begin = l->cut[l->first], end = l->end[l->at] - 1;

	return end - begin - (end > begin && l->base[end - 1] == '\r');
}

static struct ar_slice
next_raw(const struct ar_lane *l)
{
	return ar_slice(l->base + l->cut[l->first], l->length);
}

/* A mark that only stands before a record, or instead of one. */
static bool
is_special(struct ar_slice raw)
{
	static const char byte_order[] = "\xef\xbb\xbf";
	size_t n = sizeof byte_order - 1;

	return (raw.n >= n && memcmp(raw.p, byte_order, n) == 0) ||
	    (raw.p[0] == '#' &&
	    ar_slice_eq(raw, ar_slice_of(AR_ROW_INCOMPLETE)));
}

/* Past blank lines: is the next record there, and plain? */
static void
find_next(struct ar_lane *l)
{
	l->blanks = 0;
	for (; l->at < l->n; l->at++, l->blanks++) {
		l->last = find_last(l);
		l->length = next_length(l);
		if (l->length > 0)
			break;
		l->first = l->last;
	}
	l->holds = l->at < l->n && !is_special(next_raw(l)) &&
	    l->last - l->first <= AR_COLUMNS_MAX;
}

void
ar_lane_look(struct ar_lane *l, struct ar_slice s)
{
	if (s.n > LOOK)
		s.n = LOOK;
	l->base = s.p;
	l->ncut = l->n = l->at = 0;
	l->first = l->used = 0;
	l->quoted = l->intricate = false;
	l->is_text = true;
	take_bytes(l, s);
	if (!l->is_text && l->n > 0)
		l->is_text = is_text(ar_slice(s.p, l->end[l->n - 1]));
	find_next(l);
}

static uint64_t
lines_of(struct ar_slice s)
{
	const char *end = s.p + s.n;
	uint64_t lines = 1;

	while ((s.p = memchr(s.p, '\n', (size_t)(end - s.p))) != NULL) {
		lines++;
		s.p++;
	}
	return lines;
}

/* The next record's cuts, which may be changed; its line end left out. */
static uint32_t *
copy_cuts(struct ar_lane *l)
{
	uint32_t *own = l->own + l->nown, n = l->last - l->first;

	memcpy(own, l->cut + l->first, (n + 1) * sizeof *own);
	own[n] = own[0] + l->length + 1;
	l->nown += n + 1;
	return own;
}

/* The fields without their quotes; the record's cuts are of no more use. */
static void
decode(struct ar_lane *l, struct ar_row *row, uint32_t *cut)
{
	uint32_t from = cut[0];

	l->decoded.n = 0;
	cut[0] = 0;
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice field = ar_slice(row->base + from,
		    cut[i + 1] - 1 - from);
		bool in_quotes = field.n > 0 && field.p[0] == '"';

		if (in_quotes)
			field = ar_slice(field.p + 1, field.n - 2);
		while (in_quotes && field.n > 0) {
			size_t before = field.n;
			struct ar_slice piece = ar_slice_cut(&field, '"');

			ar_buf_add(&l->decoded, piece);
			if (piece.n == before)
				break;
			ar_buf_add(&l->decoded, AR_S("\""));
			field = ar_slice(field.p + 1, field.n - 1);
		}
		if (!in_quotes)
			ar_buf_add(&l->decoded, field);
		ar_buf_add(&l->decoded, AR_S("\0"));
		from = cut[i + 1];
		cut[i + 1] = (uint32_t)l->decoded.n;
	}
	row->base = l->decoded.p;
	row->quoted = false;
}

/* The next one, behind blank lines, and what it takes. */
static void
take_next(struct ar_lane *l, struct ar_row *row, struct ar_where *at)
{
	bool has_cr = l->length + 1 < l->end[l->at] - l->cut[l->first];
	struct ar_slice raw = next_raw(l);
	uint32_t *cut = l->intricate || has_cr ? copy_cuts(l) :
	    l->cut + l->first;
	uint64_t lines = l->intricate ? lines_of(raw) : 1;

	at->line += l->blanks;
	*row = (struct ar_row){.base = l->base, .cut = cut,
	    .n = l->last - l->first, .many_lines = lines > 1,
	    .quoted = l->quoted, .is_text = l->is_text, .raw = raw,
	    .at = *at};
	at->line += lines;
	if (l->intricate)
		decode(l, row, cut);
	l->used = l->end[l->at++];
	l->first = l->last;
}

size_t
ar_lane_rows(struct ar_lane *l, struct ar_row *row, size_t most,
    struct ar_where *at)
{
	size_t n = 0;

	l->nown = 0;
	if (l->intricate && most > 1)
		most = 1;
	for (; n < most && l->holds; n++) {
		take_next(l, &row[n], at);
		find_next(l);
	}
	return n;
}

size_t
ar_lane_used(const struct ar_lane *l)
{
	return l->used;
}
