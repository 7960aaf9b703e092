/*
 * libar/viewbook.c
 * Purpose: whether a workbook that was written is whole.
 */
#include "libar/viewbook.h"

#include <stdint.h>
#include <stdio.h>
#include <zlib.h>

/* Sizes and places in the headers of a ZIP archive. */
enum {
	END_SIZE = 22, END_COUNT = 10, END_FIRST = 16,
	ENTRY_SIZE = 46, ENTRY_METHOD = 10, ENTRY_CRC = 16, ENTRY_PACKED = 20,
	ENTRY_PLAIN = 24, ENTRY_NAME = 28, ENTRY_EXTRA = 30,
	ENTRY_COMMENT = 32, ENTRY_AT = 42,
	LOCAL_SIZE = 30, LOCAL_NAME = 26, LOCAL_EXTRA = 28,
	DEFLATED = 8, RAW = -15
};

/* A part of the archive. */
struct part {
	struct ar_slice name, packed;
	size_t plain;           /* bytes when unpacked */
	uint32_t crc;
};

static size_t
number(const char *at, size_t bytes)
{
	size_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | (unsigned char)at[bytes];
	return n;
}

/* The part whose entry is there; the bytes of the entry, 0: it is none. */
static size_t
read_entry(struct part *p, struct ar_slice file, size_t at)
{
	const char *e = file.p + at, *local;
	size_t place, from;

	if (at > file.n || file.n - at < ENTRY_SIZE ||
	    memcmp(e, "PK\1\2", 4) != 0 ||
	    number(e + ENTRY_METHOD, 2) != DEFLATED)
		return 0;
	p->name = ar_slice(e + ENTRY_SIZE, number(e + ENTRY_NAME, 2));
	p->plain = number(e + ENTRY_PLAIN, 4);
	p->crc = (uint32_t)number(e + ENTRY_CRC, 4);
	p->packed.n = number(e + ENTRY_PACKED, 4);
	place = number(e + ENTRY_AT, 4);
	if (place > file.n || file.n - place < LOCAL_SIZE ||
	    p->name.n > file.n - at - ENTRY_SIZE)
		return 0;
	local = file.p + place;
	from = place + LOCAL_SIZE + number(local + LOCAL_NAME, 2) +
	    number(local + LOCAL_EXTRA, 2);
	if (from > file.n || file.n - from < p->packed.n)
		return 0;
	p->packed.p = file.p + from;
	return ENTRY_SIZE + p->name.n + number(e + ENTRY_EXTRA, 2) +
	    number(e + ENTRY_COMMENT, 2);
}

static bool
unpack(struct ar_buf *into, const struct part *p)
{
	z_stream z = {0};
	int result;

	into->n = 0;
	ar_buf_room(into, p->plain + 1);
	if (inflateInit2(&z, RAW) != Z_OK)
		return false;
	z.next_in = (Bytef *)(uintptr_t)p->packed.p;
	z.avail_in = (uInt)p->packed.n;
	z.next_out = (Bytef *)into->p;
	z.avail_out = (uInt)p->plain + 1;
	result = inflate(&z, Z_FINISH);
	into->n = z.total_out;
	(void)inflateEnd(&z);
	return result == Z_STREAM_END && into->n == p->plain &&
	    crc32(0, (const Bytef *)into->p, (uInt)into->n) == p->crc;
}

/* Whether the element that begins the document ends it. */
static bool
is_closed(struct ar_slice xml)
{
	const char *root = xml.n == 0 ? NULL : memmem(xml.p, xml.n, "?>", 2);
	struct ar_slice name, end;

	if (root == NULL)
		return false;
	name = ar_slice(root + 2, xml.n - (size_t)(root + 2 - xml.p));
	while (name.n > 0 && name.p[0] != '<')
		name = ar_slice(name.p + 1, name.n - 1);
	if (name.n == 0)
		return false;
	name = ar_slice(name.p + 1, strcspn(name.p + 1, " >"));
	end = ar_slice_trim(xml);
	while (end.n > 0 && end.p[end.n - 1] == '\n')
		end.n--;
	return end.n > name.n + 3 && end.p[end.n - 1] == '>' &&
	    memcmp(end.p + end.n - name.n - 3, "</", 2) == 0 &&
	    memcmp(end.p + end.n - name.n - 1, name.p, name.n) == 0;
}

static size_t
count(struct ar_slice text, const char *what)
{
	size_t n = 0, length = strlen(what);
	const char *at;

	while ((at = memmem(text.p, text.n, what, length)) != NULL) {
		n++;
		text.n -= (size_t)(at + length - text.p);
		text.p = at + length;
	}
	return n;
}

/* The table of texts says how many it has. */
static bool
has_all_texts(struct ar_slice xml)
{
	static const char says[] = "uniqueCount=\"";
	const char *at = memmem(xml.p, xml.n, says, sizeof says - 1);
	size_t n = 0;

	if (at == NULL)
		return false;
	for (at += sizeof says - 1; ar_is_digit(*at); at++)
		n = n * 10 + (size_t)(*at - '0');
	return count(xml, "<si>") == n;
}

/* *met: sheets so far. */
static bool
is_whole(const struct part *p, struct ar_slice xml, const size_t *cells,
    size_t sheets, size_t *met)
{
	char name[64];

	if (!is_closed(xml))
		return false;
	if (ar_slice_eq(p->name, AR_S("xl/sharedStrings.xml")))
		return has_all_texts(xml);
	for (size_t i = 0; i < sheets; i++) {
		(void)snprintf(name, sizeof name,
		    "xl/worksheets/sheet%zu.xml", i + 1);
		if (!ar_slice_eq(p->name, ar_slice_of(name)))
			continue;
		++*met;
		return count(xml, "<c r=") == cells[i];
	}
	return true;
}

int
ar_view_book_check(struct ar_slice file, const size_t *cells, size_t sheets)
{
	const char *end = file.p + file.n - END_SIZE;
	struct ar_buf xml = {0};
	size_t at, met = 0;
	bool whole = file.n >= END_SIZE && memcmp(end, "PK\5\6", 4) == 0;

	at = whole ? number(end + END_FIRST, 4) : 0;
	for (size_t n = whole ? number(end + END_COUNT, 2) : 0;
	    n > 0 && whole; n--) {
		struct part p = {0};
		size_t size = read_entry(&p, file, at);

		at += size;
		if (size == 0 || !unpack(&xml, &p)) {
			whole = false;
			break;
		}
		ar_buf_add(&xml, AR_S("\0"));
		whole = is_whole(&p, ar_slice(xml.p, xml.n - 1), cells,
		    sheets, &met);
	}
	ar_buf_free(&xml);
	return whole && met == sheets ? AR_OK : AR_EDATA;
}
