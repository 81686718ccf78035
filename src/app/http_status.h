// SPDX-License-Identifier: BSD-3-Clause
/* http_status.h - what status codes are called: IANA's registry, with the words of Wireshark 4.0.
 */
#ifndef TL_APP_HTTP_STATUS_H
#define TL_APP_HTTP_STATUS_H

/* "Not Found" for 404; NULL if the code is not registered. */
const char *tl_http_status(unsigned code);

#endif
