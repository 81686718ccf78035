// SPDX-License-Identifier: BSD-3-Clause
/* savefile.h - what a savefile's name says of its form, for the commands that follow Wireshark. */
#ifndef TL_CLI_SAVEFILE_H
#define TL_CLI_SAVEFILE_H

#include <tcplens/save.h>

/* pcapng, unless the name ends in ".pcap". */
enum tcplens_file_format savefile_format(const char *path);

#endif
