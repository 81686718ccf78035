// SPDX-License-Identifier: BSD-3-Clause
/* message.h - marks a string as a message ID for xgettext where it is only stored; whoever shows it
 * looks it up in a catalogue. */
#ifndef TL_BASE_MESSAGE_H
#define TL_BASE_MESSAGE_H

#define N_(id) id

/* Likewise for a message with a singular and a plural: initialises two pointers. */
#define N2_(one, many) one, many

#endif
