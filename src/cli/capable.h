// SPDX-License-Identifier: BSD-3-Clause
/*
 * capable.h - capturing without being root. A system may have a second copy of this program that
 * may capture, and that only members of a group may run: TCPLENS_CAPABLE, which the Debian package
 * makes if the administrator says so. Whoever is about to capture, and may not, becomes that copy.
 */
#ifndef TL_CLI_CAPABLE_H
#define TL_CLI_CAPABLE_H

/* Keep the command line for capable_become(); *borrowed*. */
void capable_remember(char **argv);

/* Start anew as the copy that may capture. Returns if this process may, if there is no such copy,
 * or if we must not run it: then opening the interface will say what is missing. */
void capable_become(void);

#endif
