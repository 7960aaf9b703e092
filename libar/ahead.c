/*
 * libar/ahead.c
 * Purpose: bytes that a thread reads ahead of whoever uses them.
 */
#include "libar/ahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "libar/mem.h"

enum { BLOCKS = 4, BLOCK = 512 * 1024 };

struct block {
	ssize_t n;              /* what the source said */
	size_t used;
	char bytes[BLOCK];
};

struct ar_ahead {
	ar_ahead_source source;
	void *from;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	/* The lock guards these; a block is of who may read or write it. */
	size_t written, read;   /* blocks so far */
	bool stopped;
	struct block block[BLOCKS];
};

/* The block to be written next; NULL: no more. */
static struct block *
wait_for_room(struct ar_ahead *a)
{
	bool stopped;

	(void)pthread_mutex_lock(&a->lock);
	while (a->written - a->read == BLOCKS && !a->stopped)
		(void)pthread_cond_wait(&a->moved, &a->lock);
	stopped = a->stopped;
	(void)pthread_mutex_unlock(&a->lock);
	return stopped ? NULL : &a->block[a->written % BLOCKS];
}

/* The block to be read next. */
static struct block *
wait_for_bytes(struct ar_ahead *a)
{
	(void)pthread_mutex_lock(&a->lock);
	while (a->written == a->read)
		(void)pthread_cond_wait(&a->moved, &a->lock);
	(void)pthread_mutex_unlock(&a->lock);
	return &a->block[a->read % BLOCKS];
}

static void
count(struct ar_ahead *a, size_t *blocks)
{
	(void)pthread_mutex_lock(&a->lock);
	(*blocks)++;
	(void)pthread_cond_signal(&a->moved);
	(void)pthread_mutex_unlock(&a->lock);
}

static void *
read_ahead(void *ahead)
{
	struct ar_ahead *a = ahead;
	struct block *b;
	ssize_t n = 1;

	while (n > 0 && (b = wait_for_room(a)) != NULL) {
		n = a->source(a->from, b->bytes, BLOCK);
		b->n = n;
		b->used = 0;
		count(a, &a->written);
	}
	return NULL;
}

struct ar_ahead *
ar_ahead_new(ar_ahead_source source, void *from)
{
	struct ar_ahead *a = ar_alloc(sizeof *a);

	a->source = source;
	a->from = from;
	(void)pthread_mutex_init(&a->lock, NULL);
	(void)pthread_cond_init(&a->moved, NULL);
	if (pthread_create(&a->thread, NULL, read_ahead, a) == 0)
		return a;
	free(a);
	return NULL;
}

ssize_t
ar_ahead_read(struct ar_ahead *a, char *buf, size_t size)
{
	struct block *b = wait_for_bytes(a);
	size_t n;

	if (b->n <= 0)
		return b->n;
	n = (size_t)b->n - b->used;
	if (n > size)
		n = size;
	memcpy(buf, b->bytes + b->used, n);
	b->used += n;
	if (b->used == (size_t)b->n)
		count(a, &a->read);
	return (ssize_t)n;
}

void
ar_ahead_free(struct ar_ahead *a)
{
	if (a == NULL)
		return;
	(void)pthread_mutex_lock(&a->lock);
	a->stopped = true;
	(void)pthread_cond_signal(&a->moved);
	(void)pthread_mutex_unlock(&a->lock);
	(void)pthread_join(a->thread, NULL);
	(void)pthread_mutex_destroy(&a->lock);
	(void)pthread_cond_destroy(&a->moved);
	free(a);
}
