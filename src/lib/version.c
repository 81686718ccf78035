// SPDX-License-Identifier: BSD-3-Clause
#include <tcplens/tcplens.h>

const char *tcplens_version(void)
{
    return TCPLENS_VERSION;
}
