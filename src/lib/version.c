// SPDX-License-Identifier: BSD-3-Clause
#include <tcplens/tcplens.h>

#include <pcap/pcap.h>

const char *tcplens_version(void)
{
    return TCPLENS_VERSION;
}

const char *tcplens_capture_library(void)
{
    return pcap_lib_version();
}
