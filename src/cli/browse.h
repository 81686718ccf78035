// SPDX-License-Identifier: BSD-3-Clause
/* browse.h - has the user's browser open a page. */
#ifndef TL_CLI_BROWSE_H
#define TL_CLI_BROWSE_H

/* Start xdg-open(1) with `url`, as the user who called sudo if somebody did. Nobody waits for it;
 * if there is none, that is said. */
void browse(const char *url);

#endif
