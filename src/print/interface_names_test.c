// SPDX-License-Identifier: BSD-3-Clause
/* interface_names_test.c - the names of this host's interfaces, as if_indextoname(3) has them. */
#include "print/interface_names.h"

#include <string.h>

#include "tap.h"

enum { SECOND = 1000000000 };

int main(void)
{
    struct interface_names n = {0};
    char name[IF_NAMESIZE];

    interface_names_init(&n);
    for (uint32_t i = 0; i < 2 * INTERFACE_SLOTS + 2; i++) {
        const char *const expected = if_indextoname(i, name) != NULL ? name : "?";

        T_CHECK(strcmp(interface_name(&n, i, SECOND), expected) == 0);
        T_CHECK(strcmp(interface_name(&n, i, SECOND), expected) == 0);
    }
    T_CHECK(strcmp(interface_name(&n, UINT32_MAX, 0), "?") == 0);

    /* An answer holds for a second, and no longer. */
    memcpy(n.slots[1].name, "old", 4);
    n.slots[1].number = 1;
    n.slots[1].second = 7;
    T_CHECK(strcmp(interface_name(&n, 1, INT64_C(7) * SECOND + 1), "old") == 0);
    T_CHECK(strcmp(interface_name(&n, 1, INT64_C(8) * SECOND), "old") != 0);
    interface_names_fini(&n);
    return t_done();
}
