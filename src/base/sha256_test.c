// SPDX-License-Identifier: BSD-3-Clause
/* RFC 6234 8.5's first two examples, the empty message, and lengths on both sides of where the
 * padding takes a block of its own. */
#include "base/sha256.h"

#include <string.h>

#include "tap.h"

static bool digest_is(const char *message, const char *digits)
{
    uint8_t digest[SHA256_OCTETS];
    char got[2 * SHA256_OCTETS + 1];

    tl_sha256(digest, (const uint8_t *)message, strlen(message));
    for (size_t i = 0; i < SHA256_OCTETS; i++)
        (void)snprintf(got + 2 * i, 3, "%02x", digest[i]);
    return strcmp(got, digits) == 0;
}

int main(void)
{
    T_CHECK(digest_is("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    T_CHECK(digest_is("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    T_CHECK(digest_is("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                      "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"));
    T_CHECK(digest_is("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                      "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"));
    T_CHECK(digest_is("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    T_CHECK(digest_is("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                      "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"));
    return t_done();
}
