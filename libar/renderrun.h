/*
 * libar/renderrun.h
 * Purpose: a run of ar-render: rows and templates in, documents out.
 *
 * Everything is made twice: first to see that all of it can be made, then to
 * write it, so that nothing is written where anything is refused.
 */
#ifndef AR_RENDERRUN_H
#define AR_RENDERRUN_H

#include "libar/cli.h"
#include "libar/renderoptions.h"

/* What went wrong is said. */
void ar_renderrun(struct ar_cli *, const struct ar_render_options *);

#endif
