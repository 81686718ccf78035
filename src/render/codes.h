// SPDX-License-Identifier: BSD-3-Clause
/* codes.h - the stable names of codes, for machines: lower case with dashes, never translated. */
#ifndef TL_RENDER_CODES_H
#define TL_RENDER_CODES_H

/* Each returns a static string; `code` is of the enumeration that the function names. */
const char *code_tell(unsigned code);
const char *code_seq_source(unsigned code);
const char *code_ack_source(unsigned code);
const char *code_phase(unsigned code);
const char *code_health(unsigned code);
const char *code_severity(unsigned code);
const char *code_confidence(unsigned code);
const char *code_role_reason(unsigned code);
const char *code_open_form(unsigned code);
const char *code_close_form(unsigned code);

/* "client", "server"; NULL for SIDE_NONE. */
const char *code_side(unsigned side);

#endif
