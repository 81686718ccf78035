// SPDX-License-Identifier: BSD-3-Clause
#include "save/pcap_record.h"

#include <string.h>

#include "base/clock.h"

#define MAGIC_US UINT32_C(0xa1b2c3d4)
#define MAGIC_NS UINT32_C(0xa1b23c4d)

void pcap_file_header(uint8_t out[PCAP_FILE_HEADER], uint32_t link, uint32_t snaplen, bool nano)
{
    static const uint16_t version[2] = {2, 4};
    const uint32_t magic = nano ? MAGIC_NS : MAGIC_US;
    const uint32_t rest[4] = {0, 0, snaplen, link}; /* zone and its accuracy: always 0 */

    memcpy(out, &magic, sizeof magic);
    memcpy(out + 4, version, sizeof version);
    memcpy(out + 8, rest, sizeof rest);
}

void pcap_record_header(uint8_t out[PCAP_RECORD_HEADER], const struct tcplens_frame *frame,
                        bool nano)
{
    int64_t seconds = frame->ts_ns / CLOCK_NS_PER_S, rest = frame->ts_ns % CLOCK_NS_PER_S;
    uint32_t fields[4];

    if (rest < 0) {
        seconds--;
        rest += CLOCK_NS_PER_S;
    }
    seconds -= frame->carry_s;
    rest += frame->carry_s * (int64_t)CLOCK_NS_PER_S;
    fields[0] = (uint32_t)seconds;
    fields[1] = (uint32_t)(nano ? rest : rest / 1000);
    fields[2] = frame->caplen;
    fields[3] = frame->len;
    memcpy(out, fields, sizeof fields);
}
