/*
 * libar/terminal.h
 * Purpose: what stdout is, if it is a terminal.
 */
#ifndef AR_TERMINAL_H
#define AR_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct ar_terminal {
	bool is_one;
	size_t columns;         /* 0: not known */
	bool utf8;              /* it shows UTF-8, as far as is known */
	bool colour;            /* it shows colours, and nobody minds */
};

void ar_terminal_look(struct ar_terminal *);

#endif
