// SPDX-License-Identifier: BSD-3-Clause
#include "savefile.h"

#include <string.h>

enum tcplens_file_format savefile_format(const char *path)
{
    const char *const dot = strrchr(path, '.');

    return dot != NULL && strcmp(dot, ".pcap") == 0 ? TCPLENS_FORMAT_PCAP : TCPLENS_FORMAT_PCAPNG;
}
