/*
 * libar/mem.h
 * Purpose: memory that is there, or the program ends.
 *
 * When memory is out no caller could do better than stop, so these functions
 * say so on stderr and exit with status 3; they never return NULL.  What must
 * not stay behind (a temporary file) is removed by the handler that
 * libar/out.h registers with atexit(3).
 */
#ifndef AR_MEM_H
#define AR_MEM_H

#include "libar/err.h"
#include "libar/slice.h"

/* For memory that another library could not get. */
_Noreturn void ar_out_of_memory(void);

/* Zeroed; free(3) it. */
void *ar_alloc(size_t size) __attribute__((returns_nonnull));

/* At the beginning of a line of the cache; not set.  free(3) it. */
void *ar_alloc_lines(size_t size) __attribute__((returns_nonnull));

/*
 * Room for at least n elements of this size in a block that came from here
 * or is NULL, doubling as n passes powers of two: call it with n one larger
 * each time.  New elements are not set.
 */
void *ar_grow(void *block, size_t n, size_t size)
    __attribute__((returns_nonnull));

/* Growing bytes; {0} is empty.  p is NULL until the first byte. */
struct ar_buf {
	char *p;
	size_t n, room;
};

/* Room for so many bytes more behind the last one. */
void ar_buf_room(struct ar_buf *, size_t more);

static inline void
ar_buf_add(struct ar_buf *b, struct ar_slice s)
{
	if (b->room - b->n < s.n || b->p == NULL)
		ar_buf_room(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void ar_buf_addf(struct ar_buf *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct ar_slice ar_buf_slice(const struct ar_buf *);
void ar_buf_free(struct ar_buf *);      /* leaves it empty and usable */

/* Many small copies that live and go together; {0} is empty. */
struct ar_arena {
	struct ar_arena_block *last;
};

/* A copy that lives until ar_arena_free(); a NUL follows it. */
struct ar_slice ar_arena_copy(struct ar_arena *, struct ar_slice);
void *ar_arena_alloc(struct ar_arena *, size_t size);  /* aligned, zeroed */
/* What is allocated from the mark on is given back by the rewinding. */
struct ar_arena_mark {
	struct ar_arena_block *block;
	size_t used;
};

struct ar_arena_mark ar_arena_mark(const struct ar_arena *);
void ar_arena_rewind(struct ar_arena *, struct ar_arena_mark);
void ar_arena_clear(struct ar_arena *);         /* the same, room is kept */
void ar_arena_free(struct ar_arena *);

#endif
