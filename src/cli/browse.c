// SPDX-License-Identifier: BSD-3-Clause
#include "browse.h"

#include <fcntl.h>
#include <unistd.h>

#include "complain.h"
#include "privileges.h"

void browse(const char *url)
{
    const pid_t child = fork();
    int null;

    if (child < 0)
        complain("no browser can be started");
    if (child != 0)
        return;
    (void)setsid(); /* Ctrl-C ends us, not the browser */
    if (geteuid() == 0 && !become_powerless(NULL, true))
        _exit(EXIT_TROUBLE);
    null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0) {
        (void)dup2(null, STDIN_FILENO);
        (void)dup2(null, STDOUT_FILENO);
    }
    (void)execlp("xdg-open", "xdg-open", url, (char *)NULL);
    complain("there is no xdg-open; open the address in a browser yourself");
    _exit(EXIT_TROUBLE);
}
