/*
 * libar/mem.c
 * Purpose: memory that is there, or the program ends.
 */
#include "libar/mem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	FIRST_BLOCK = 2 * 1024, LAST_BLOCK = 64 * 1024,  /* of an arena */
	ALIGN = 16, LINE = 64, STATUS_IO = 3
};

struct ar_arena_block {
	struct ar_arena_block *before;
	size_t used, room;
	_Alignas(ALIGN) char bytes[];
};

void
ar_out_of_memory(void)
{
	dprintf(STDERR_FILENO, "%s: out of memory; give the process more, "
	    "or split the input [no-memory]\n",
	    program_invocation_short_name);
	exit(STATUS_IO);
}

void *
ar_alloc(size_t size)
{
	void *p = calloc(1, size == 0 ? 1 : size);

	if (p == NULL)
		ar_out_of_memory();
	return p;
}

void *
ar_alloc_lines(size_t size)
{
	void *p;

	if (posix_memalign(&p, LINE, size) != 0)
		ar_out_of_memory();
	return p;
}

void *
ar_grow(void *block, size_t n, size_t size)
{
	void *p = block;

	if (n != 0 && (n & (n - 1)) != 0 && block != NULL)
		return block;
	if (n < 4)
		n = 4;
	if (n > SIZE_MAX / 2 / size)
		ar_out_of_memory();
	p = realloc(block, 2 * n * size);
	if (p == NULL)
		ar_out_of_memory();
	return p;
}

void
ar_buf_room(struct ar_buf *b, size_t more)
{
	size_t room = b->room == 0 ? 64 : b->room;
	char *p;

	if (more > SIZE_MAX / 4 - b->n)
		ar_out_of_memory();
	while (room < b->n + more)
		room *= 2;
	if (room == b->room)
		return;
	p = realloc(b->p, room);
	if (p == NULL)
		ar_out_of_memory();
	b->p = p;
	b->room = room;
}

void
ar_buf_addf(struct ar_buf *b, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		ar_buf_room(b, (size_t)n + 1);
		n = vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

struct ar_slice
ar_buf_slice(const struct ar_buf *b)
{
	return b->n == 0 ? AR_S("") : ar_slice(b->p, b->n);
}

void
ar_buf_free(struct ar_buf *b)
{
	free(b->p);
	*b = (struct ar_buf){0};
}

static size_t
aligned(size_t n)
{
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

/* Blocks grow, so that the many small arenas of a small run stay small. */
static size_t
block_room(const struct ar_arena_block *before, size_t size)
{
	size_t room = before == NULL ? FIRST_BLOCK : 4 * before->room;

	if (room > LAST_BLOCK)
		room = LAST_BLOCK;
	return size > room ? size : room;
}

void *
ar_arena_alloc(struct ar_arena *arena, size_t size)
{
	struct ar_arena_block *b = arena->last;
	void *p;

	size = aligned(size);
	if (b == NULL || b->room - b->used < size) {
		size_t room = block_room(b, size);

		b = ar_alloc(sizeof *b + room);
		b->before = arena->last;
		b->room = room;
		arena->last = b;
	}
	p = b->bytes + b->used;
	b->used += size;
	return p;
}

struct ar_slice
ar_arena_copy(struct ar_arena *arena, struct ar_slice s)
{
	char *p = ar_arena_alloc(arena, s.n + 1);

	memcpy(p, s.p, s.n);
	return ar_slice(p, s.n);
}

struct ar_arena_mark
ar_arena_mark(const struct ar_arena *arena)
{
	return (struct ar_arena_mark){arena->last,
	    arena->last == NULL ? 0 : arena->last->used};
}

void
ar_arena_rewind(struct ar_arena *arena, struct ar_arena_mark mark)
{
	while (arena->last != mark.block) {
		struct ar_arena_block *b = arena->last;

		arena->last = b->before;
		free(b);
	}
	if (mark.block == NULL)
		return;
	memset(mark.block->bytes + mark.used, 0,
	    mark.block->used - mark.used);
	mark.block->used = mark.used;
}

void
ar_arena_clear(struct ar_arena *arena)
{
	struct ar_arena_block *b = arena->last;

	if (b == NULL)
		return;
	arena->last = b->before;
	ar_arena_free(arena);
	b->before = NULL;
	memset(b->bytes, 0, b->used);
	b->used = 0;
	arena->last = b;
}

void
ar_arena_free(struct ar_arena *arena)
{
	while (arena->last != NULL) {
		struct ar_arena_block *b = arena->last;

		arena->last = b->before;
		free(b);
	}
}
