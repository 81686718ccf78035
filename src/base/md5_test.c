// SPDX-License-Identifier: BSD-3-Clause
/* RFC 1321 A.5: its examples, of which the last takes two blocks. */
#include "base/md5.h"

#include <string.h>

#include "tap.h"

static bool digest_is(const char *message, const char *digits)
{
    uint8_t digest[MD5_OCTETS];
    char got[2 * MD5_OCTETS + 1];

    tl_md5(digest, (const uint8_t *)message, strlen(message));
    for (size_t i = 0; i < MD5_OCTETS; i++)
        (void)snprintf(got + 2 * i, 3, "%02x", digest[i]);
    return strcmp(got, digits) == 0;
}

int main(void)
{
    T_CHECK(digest_is("", "d41d8cd98f00b204e9800998ecf8427e"));
    T_CHECK(digest_is("abc", "900150983cd24fb0d6963f7d28e17f72"));
    T_CHECK(digest_is("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"));
    T_CHECK(digest_is("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                      "d174ab98d277d9f5a5611c2c9f419d9f"));
    T_CHECK(digest_is("1234567890123456789012345678901234567890123456789012345678901234567890"
                      "1234567890",
                      "57edf4a22be3c955ac49da2e2107b67a"));
    return t_done();
}
