/*
 * libar/terminal.c
 * Purpose: what stdout is, if it is a terminal.
 */
#include "libar/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool
shows_utf8(void)
{
	locale_t users = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	bool utf8;

	if (users == (locale_t)0)
		return false;
	utf8 = strcmp(nl_langinfo_l(CODESET, users), "UTF-8") == 0;
	freelocale(users);
	return utf8;
}

static bool
is_filled(const char *value)
{
	return value != NULL && value[0] != '\0';
}

void
ar_terminal_look(struct ar_terminal *t)
{
	const char *term = getenv("TERM");
	struct winsize size;

	*t = (struct ar_terminal){.is_one = isatty(STDOUT_FILENO) == 1};
	if (!t->is_one)
		return;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		t->columns = size.ws_col;
	t->utf8 = shows_utf8();
	t->colour = !is_filled(getenv("NO_COLOR")) && is_filled(term) &&
	    strcmp(term, "dumb") != 0;
}
