/*
 * tests/fuzz/chance.c
 * Purpose: texts of chance, made of words and of pieces of other texts.
 */
#include "tests/fuzz/chance.h"

enum { FEW = 60, PARTS = 4, EDITS = 6, PIECE = 64 };

/* One step of xorshift64*. */
static uint64_t
next(struct chance *c)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return c->state * UINT64_C(0x2545f4914f6cdd1d);
}

size_t
chance(struct chance *c, size_t n)
{
	return n == 0 ? 0 : (size_t)((next(c) >> 16) % n);
}

static size_t
count(const char *const *word)
{
	size_t n = 0;

	while (word[n] != NULL)
		n++;
	return n;
}

/* Any byte, or one that is near a limit. */
static char
a_byte(struct chance *c)
{
	static const char near[] = "\0\x01\t\n\r \"'+,-.:;<>09AZ_az{}\x7f\x80"
	    "\xbf\xc2\xef\xff";

	return chance(c, 2) == 0 ? near[chance(c, sizeof near - 1)] :
	    (char)next(c);
}

/* Words, some more often than others by the text. */
static void
add_words(struct chance *c, const char *const *word, size_t most,
    struct ar_buf *text)
{
	size_t all = count(word), kinds = 1 + chance(c, all);
	size_t n = chance(c, chance(c, 40) == 0 ? most / 8 : FEW);

	for (; n > 0 && all > 0; n--) {
		if (chance(c, 2000) == 0)
			ar_buf_add(text, AR_S("\0"));
		ar_buf_add(text, ar_slice_of(word[chance(c,
		    chance(c, 2) == 0 ? 3 % all : kinds)]));
	}
}

/* The shorter one of two, mostly: short ones take less time. */
static struct ar_slice
a_text(struct chance *c, const struct chance_stock *stock)
{
	const struct ar_buf *a, *b;

	if (stock->texts == 0)
		return AR_S("");
	a = &stock->text[chance(c, stock->texts)];
	b = &stock->text[chance(c, stock->texts)];
	return ar_buf_slice(a->n < b->n || chance(c, 16) == 0 ? a : b);
}

/* A piece of one of the texts, at most so long. */
static struct ar_slice
a_piece(struct chance *c, const struct chance_stock *stock, size_t most)
{
	struct ar_slice s = a_text(c, stock);
	size_t at = chance(c, s.n), n = s.n - at;

	return ar_slice(s.p + at, chance(c, (n < most ? n : most) + 1));
}

/* Put s where n bytes stood. */
static void
replace(struct ar_buf *text, size_t at, size_t n, struct ar_slice s)
{
	struct ar_buf rest = {0};

	ar_buf_add(&rest, s);
	ar_buf_add(&rest, ar_slice(text->p + at + n, text->n - at - n));
	text->n = at;
	ar_buf_add(text, ar_buf_slice(&rest));
	ar_buf_free(&rest);
}

/* One change: a byte, a word, a piece that comes, goes or comes again. */
static void
edit(struct chance *c, const struct chance_stock *stock, struct ar_buf *text)
{
	size_t at = chance(c, text->n + 1), left = text->n - at;
	size_t n = chance(c, (left < PIECE ? left : PIECE) + 1);
	size_t words = count(stock->word);
	char byte = a_byte(c);

	switch (chance(c, 7)) {
	case 0:
	case 1:
		replace(text, at, left > 0 && chance(c, 2) == 0,
		    ar_slice(&byte, 1));
		break;
	case 2:
		replace(text, at, n, AR_S(""));
		break;
	case 3:
		replace(text, at, 0, a_piece(c, stock, PIECE));
		break;
	case 4:
		replace(text, at, 0, ar_slice(text->p + at, n));
		break;
	case 5:
		text->n = chance(c, 4) == 0 ? at : text->n;
		break;
	default:
		if (words > 0)
			replace(text, at, chance(c, 2) == 0 ? n : 0,
			    ar_slice_of(stock->word[chance(c, words)]));
		break;
	}
}

void
chance_text(struct chance *c, const struct chance_stock *stock, size_t most,
    struct ar_buf *text)
{
	size_t parts = 1 + chance(c, PARTS);

	ar_buf_add(text, chance(c, 2) == 0 ? a_text(c, stock) : AR_S(""));
	if (text->n > 0) {
		for (size_t n = 1 + chance(c, EDITS); n > 0; n--)
			edit(c, stock, text);
		return;
	}
	for (; parts > 0 && text->n < most; parts--) {
		if (chance(c, 2) == 0)
			add_words(c, stock->word, most, text);
		else
			ar_buf_add(text, a_piece(c, stock, most));
		edit(c, stock, text);
	}
}
