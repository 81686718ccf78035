// SPDX-License-Identifier: BSD-3-Clause
/*
 * pcapng_block.h - the blocks of a pcapng file (draft-ietf-opsawg-pcapng), in this machine's byte
 * order and with times in nanoseconds, so that nothing is lost whatever unit a source has.
 *
 * A block goes into the file's buffer whole: what the kernel has of a file ends with a block.
 */
#ifndef TL_SAVE_PCAPNG_BLOCK_H
#define TL_SAVE_PCAPNG_BLOCK_H

#include <sys/utsname.h>

#include "save/file.h"
#include "save/save.h"

/* The section's header: this program, and the system it runs on. */
enum tcplens_status pcapng_put_section(struct save_file *f, const struct utsname *system,
                                       struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* An interface; a text that is empty, or of more than a thousand octets, is left out. */
enum tcplens_status pcapng_put_interface(struct save_file *f, const struct save_interface *i,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* A packet of the section's interface number `interface`. Times before 1970 become 1970. */
enum tcplens_status pcapng_put_packet(struct save_file *f, uint32_t interface,
                                      const struct save_packet *packet, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* What the section's interface number `interface` had seen by `ts_ns`. */
enum tcplens_status pcapng_put_counts(struct save_file *f, uint32_t interface, int64_t ts_ns,
                                      const struct save_counts *counts, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#endif
