// SPDX-License-Identifier: BSD-3-Clause
#include "source/signature.h"

#include <stdbool.h>
#include <utf8proc.h>

/* What begins with which octets. */
static const struct signature {
    const char *magic;
    uint8_t n;
    const char *text;
} signatures[] = {
    {"snoop\0\0\0", 8, "a snoop capture: convert it with editcap first"},
    {"GMBU", 4, "a Network Monitor capture: convert it with editcap first"},
    {"RTSS", 4, "a Network Monitor capture: convert it with editcap first"},
    {"btsnoop\0", 8, "a Bluetooth capture, which holds no TCP"},
    {"\xa1\xb2\xc3\xd5", 4, "a variant of pcap that is not supported: convert it with editcap"},
    {"\xd5\xc3\xb2\xa1", 4, "a variant of pcap that is not supported: convert it with editcap"},
    {"\x02!L\x18", 4, "lz4's old format: compress it again, or decompress it with lz4 -d first"},
    {"\xfd"
     "7zXZ",
     5, "compressed with xz: decompress it with xz -d first"},
    {"BZh", 3, "compressed with bzip2: decompress it with bzip2 -d first"},
    {"7z\xbc\xaf", 4, "a 7z archive: extract the capture first"},
    {"PK\3\4", 4, "a ZIP archive: extract the capture first"},
    {"\x1f\x8b", 2, "gzip once more: decompress it first"},
    {"\x28\xb5\x2f\xfd", 4, "zstd once more: decompress it first"},
    {"\x04\x22\x4d\x18", 4, "lz4 once more: decompress it first"},
    {"\x7f"
     "ELF",
     4, "a program, not a capture"},
    {"%PDF", 4, "a PDF document, not a capture"},
    {"SQLite format 3", 15, "a database, not a capture"},
};

enum { TEXT_SAMPLE = 256, UTF8_LONGEST = 4 };

/* UTF-8 without control characters but those of plain and of coloured text. */
static bool is_text(struct span head)
{
    size_t at = 0;

    if (head.n > TEXT_SAMPLE)
        head.n = TEXT_SAMPLE;
    while (at < head.n) {
        utf8proc_int32_t c;
        const utf8proc_ssize_t n =
            utf8proc_iterate(head.p + at, (utf8proc_ssize_t)(head.n - at), &c);

        if (n < 0) /* the sample's end may cut a character */
            return at > 0 && head.n - at < UTF8_LONGEST;
        if (c == 0x7f || (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b))
            return false;
        at += (size_t)n;
    }
    return true;
}

const char *tl_signature_describe(struct span head)
{
    if (head.n == 0)
        return "empty: nothing has been captured into it";
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *const s = &signatures[i];

        if (head.n >= s->n && memcmp(head.p, s->magic, s->n) == 0)
            return s->text;
    }
    if (is_text(head))
        return "text, not a capture: save the packets themselves, as tcpdump -w FILE does";
    if (head.n < 4)
        return "too short to be a capture: even its first 4 octets are not complete";
    return "no capture that is known here: neither pcap nor pcapng, plain or compressed with "
           "gzip, zstd or lz4";
}
