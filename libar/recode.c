/*
 * libar/recode.c
 * Purpose: bytes in another encoding, read as UTF-8.
 */
#include "libar/recode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

#include "libar/mem.h"

enum { FOREIGN = 64 * 1024 };

struct ar_recode {
	struct ar_bytes *bytes;
	struct ar_diag *diag;
	uint32_t file;
	const char *encoding;
	iconv_t convert;
	uint64_t offset;        /* of foreign[at] in the input */
	size_t at, n;
	struct ar_buf pushed;
	size_t pushed_at;
	bool ended;
	char foreign[FOREIGN];
};

/*
 * What iconv(3) cannot load for want of memory or files it calls unknown, too:
 * so it is asked twice, and for an encoding that every system has.
 */
static int
open_converter(iconv_t *convert, const char *encoding, uint32_t file,
    struct ar_diag *diag)
{
	const iconv_t none = (iconv_t)-1;
	struct ar_quoted q;

	*convert = iconv_open("UTF-8", encoding);
	if (*convert == none)
		*convert = iconv_open("UTF-8", encoding);
	if (*convert != none)
		return AR_OK;
	*convert = iconv_open("UTF-8", "UTF-16");
	if (*convert == none)
		ar_diag_say(diag, &(struct ar_say){AR_M_CANNOT_READ,
		    {file, 0}, {0}, {"this system's encodings cannot be "
		    "loaded"}});
	else {
		(void)iconv_close(*convert);
		ar_diag_say(diag, &(struct ar_say){AR_M_BAD_ENCODING,
		    {0}, {0}, {ar_quote(&q, ar_slice_of(encoding))}});
	}
	return AR_ESTOP;
}

int
ar_recode_open(struct ar_recode **recode, struct ar_bytes *bytes,
    const char *encoding, uint32_t file, struct ar_diag *diag)
{
	struct ar_recode *r;
	iconv_t convert;

	if (open_converter(&convert, encoding, file, diag) != AR_OK)
		return AR_ESTOP;
	r = ar_alloc(sizeof *r);
	r->bytes = bytes;
	r->encoding = encoding;
	r->file = file;
	r->diag = diag;
	r->convert = convert;
	*recode = r;
	return AR_OK;
}

void
ar_recode_push(struct ar_recode *r, struct ar_slice bytes)
{
	ar_buf_add(&r->pushed, bytes);
}

static ssize_t
read_more(struct ar_recode *r, char *buf, size_t size)
{
	size_t left = r->pushed.n - r->pushed_at;

	if (left == 0)
		return ar_bytes_read(r->bytes, buf, size);
	if (left < size)
		size = left;
	memcpy(buf, r->pushed.p + r->pushed_at, size);
	r->pushed_at += size;
	return (ssize_t)size;
}

static int
refill(struct ar_recode *r)
{
	ssize_t n;

	memmove(r->foreign, r->foreign + r->at, r->n - r->at);
	r->n -= r->at;
	r->at = 0;
	n = read_more(r, r->foreign + r->n, FOREIGN - r->n);
	if (n < 0)
		return AR_ESTOP;
	r->ended = n == 0;
	r->n += (size_t)n;
	return AR_OK;
}

static int
invalid(const struct ar_recode *r)
{
	char offset[24];

	(void)snprintf(offset, sizeof offset, "%llu",
	    (unsigned long long)r->offset);
	ar_diag_say(r->diag, &(struct ar_say){AR_M_ENCODING, {r->file, 0},
	    {0}, {offset, r->encoding}});
	return AR_ESTOP;
}

ssize_t
ar_recode_read(struct ar_recode *r, char *buf, size_t size)
{
	char *to = buf;
	size_t room = size;

	while (to == buf) {
		char *from = r->foreign + r->at;
		size_t left = r->n - r->at;
		size_t result = iconv(r->convert, &from, &left, &to, &room);
		int why = result == (size_t)-1 ? errno : 0;

		r->offset += r->n - r->at - left;
		r->at = r->n - left;
		if (to > buf)
			break;
		if (why == EILSEQ || (why == EINVAL && r->ended))
			return invalid(r);
		if (r->ended) {         /* what waited for an accent */
			(void)iconv(r->convert, NULL, NULL, &to, &room);
			break;
		}
		if (refill(r) != AR_OK)
			return AR_ESTOP;
	}
	return to - buf;
}

void
ar_recode_close(struct ar_recode *r)
{
	if (r == NULL)
		return;
	(void)iconv_close(r->convert);
	ar_buf_free(&r->pushed);
	free(r);
}
