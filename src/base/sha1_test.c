// SPDX-License-Identifier: BSD-3-Clause
/* RFC 3174 7.3's first example, the empty message, and the longest that fits one block. */
#include "base/sha1.h"

#include <string.h>

#include "tap.h"

static bool digest_is(const char *message, const char *digits)
{
    uint8_t digest[SHA1_OCTETS];
    char got[2 * SHA1_OCTETS + 1];

    tl_sha1_short(digest, (const uint8_t *)message, strlen(message));
    for (size_t i = 0; i < SHA1_OCTETS; i++)
        (void)snprintf(got + 2 * i, 3, "%02x", digest[i]);
    return strcmp(got, digits) == 0;
}

int main(void)
{
    T_CHECK(digest_is("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"));
    T_CHECK(digest_is("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    T_CHECK(digest_is("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                      "c1c8bbdc22796e28c0e15163d20899b65621d65a"));
    return t_done();
}
