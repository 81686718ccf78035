// SPDX-License-Identifier: BSD-3-Clause
#include "base/decimal.h"

const char decimal_pairs[200] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";

#define TEN(tens)                                                                                  \
    tens "0.", tens "1.", tens "2.", tens "3.", tens "4.", tens "5.", tens "6.", tens "7.",        \
        tens "8.", tens "9."

const char decimal_dotted[256][4] = {
    TEN(""),   TEN("1"),  TEN("2"),  TEN("3"),  TEN("4"),  TEN("5"),  TEN("6"),  TEN("7"),
    TEN("8"),  TEN("9"),  TEN("10"), TEN("11"), TEN("12"), TEN("13"), TEN("14"), TEN("15"),
    TEN("16"), TEN("17"), TEN("18"), TEN("19"), TEN("20"), TEN("21"), TEN("22"), TEN("23"),
    TEN("24"), "250.",    "251.",    "252.",    "253.",    "254.",    "255.",
};
