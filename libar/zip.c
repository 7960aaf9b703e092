/*
 * libar/zip.c
 * Purpose: parts packed into one archive, in memory.
 */
#include "libar/zip.h"

enum {
	DEFLATED = 8, RAW = -15, MEMORY_LEVEL = 8,
	VERSION = 20,           /* what a reader must know: folders, deflate */
	DAY = 1 << 5 | 1,       /* 1980-01-01 */
	PARTS_MAX = 0xffff,
	HEADER = 30, MARK = 4,  /* bytes of a part's header, and of its mark */
	AT_CRC = 14, AT_PACKED = 18, AT_PLAIN = 22,
	PIECE = 64 * 1024
};

static void
set_number(char *at, uint64_t n, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		at[i] = (char)(n >> 8 * i & 0xff);
}

static void
add_number(struct ar_buf *into, uint64_t n, unsigned bytes)
{
	ar_buf_room(into, bytes);
	set_number(into->p + into->n, n, bytes);
	into->n += bytes;
}

void
ar_zip_open(struct ar_zip *z, struct ar_buf *into)
{
	*z = (struct ar_zip){.into = into, .from = into->n};
	if (deflateInit2(&z->packer, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW,
	    MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		ar_out_of_memory();
}

void
ar_zip_begin(struct ar_zip *z, struct ar_slice name)
{
	z->header = z->into->n;
	z->plain = 0;
	z->crc = 0;
	(void)deflateReset(&z->packer);
	ar_buf_add(z->into, AR_S("PK\3\4"));
	add_number(z->into, VERSION, 2);
	add_number(z->into, 0, 2);              /* flags */
	add_number(z->into, DEFLATED, 2);
	add_number(z->into, 0, 2);              /* midnight */
	add_number(z->into, DAY, 2);
	add_number(z->into, 0, 4);              /* checksum and sizes, */
	add_number(z->into, 0, 4);              /* which are not known yet */
	add_number(z->into, 0, 4);
	add_number(z->into, name.n, 2);
	add_number(z->into, 0, 2);              /* of what else there is */
	ar_buf_add(z->into, name);
	z->body = z->into->n;
}

static void
pack(struct ar_zip *z, struct ar_slice bytes, int flush)
{
	struct ar_buf *into = z->into;

	z->packer.next_in = (Bytef *)(uintptr_t)bytes.p;
	z->packer.avail_in = (uInt)bytes.n;
	do {
		ar_buf_room(into, PIECE);
		z->packer.next_out = (Bytef *)into->p + into->n;
		z->packer.avail_out = PIECE;
		(void)deflate(&z->packer, flush);
		into->n += PIECE - z->packer.avail_out;
	} while (z->packer.avail_out == 0);
}

void
ar_zip_add(struct ar_zip *z, struct ar_slice bytes)
{
	z->plain += bytes.n;
	z->crc = (uint32_t)crc32(z->crc, (const Bytef *)bytes.p,
	    (uInt)bytes.n);
	pack(z, bytes, Z_NO_FLUSH);
}

/* The directory repeats what the header of the part says. */
static void
list(struct ar_zip *z)
{
	struct ar_buf *d = &z->directory;
	const char *header = z->into->p + z->header;

	ar_buf_add(d, AR_S("PK\1\2"));
	add_number(d, VERSION, 2);
	ar_buf_add(d, ar_slice(header + MARK, HEADER - MARK));
	add_number(d, 0, 2);                    /* of a comment */
	add_number(d, 0, 2);                    /* the disk */
	add_number(d, 0, 2);                    /* attributes */
	add_number(d, 0, 4);
	add_number(d, z->header - z->from, 4);
	ar_buf_add(d, ar_slice(header + HEADER, z->body - z->header - HEADER));
	z->parts++;
}

void
ar_zip_end(struct ar_zip *z)
{
	size_t packed;
	char *header;

	pack(z, AR_S(""), Z_FINISH);
	packed = z->into->n - z->body;
	header = z->into->p + z->header;
	set_number(header + AT_CRC, z->crc, 4);
	set_number(header + AT_PACKED, packed, 4);
	set_number(header + AT_PLAIN, z->plain, 4);
	z->large = z->large || z->plain > UINT32_MAX || packed > UINT32_MAX;
	list(z);
}

int
ar_zip_close(struct ar_zip *z)
{
	size_t at = z->into->n - z->from, size = z->directory.n;

	ar_buf_add(z->into, ar_buf_slice(&z->directory));
	ar_buf_add(z->into, AR_S("PK\5\6"));
	add_number(z->into, 0, 2);              /* this disk, */
	add_number(z->into, 0, 2);              /* and that of the directory */
	add_number(z->into, z->parts, 2);
	add_number(z->into, z->parts, 2);
	add_number(z->into, size, 4);
	add_number(z->into, at, 4);
	add_number(z->into, 0, 2);              /* of a comment */
	(void)deflateEnd(&z->packer);
	ar_buf_free(&z->directory);
	return z->large || z->parts > PARTS_MAX ||
	    z->into->n - z->from > UINT32_MAX ? AR_EDATA : AR_OK;
}
