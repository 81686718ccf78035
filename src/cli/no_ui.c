// SPDX-License-Identifier: BSD-3-Clause
/* no_ui.c - `tcplens ui` in a build without libmicrohttpd. */
#include <stddef.h>

#include "cmd_ui.h"
#include "complain.h"
#include "ui_options.h"

int cmd_ui(int argc, char **argv)
{
    struct ui_arguments args;

    if (!ui_parse(argc, argv, &args))
        return EXIT_TROUBLE;
    if (args.values[UI_HELP].given != 0) {
        ui_help();
        return EXIT_FINE;
    }
    complain("this tcplens was built without libmicrohttpd and cannot serve pages; \"tcplens "
             "report\" makes the same page as a file");
    return EXIT_TROUBLE;
}
