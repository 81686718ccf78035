# SPDX-License-Identifier: BSD-3-Clause
# Shortcuts only: the build is Meson's, the work is done by script/ and bench/.
.POSIX:
.PHONY: all help check lint fuzz golden bench demo format install package clean

all:
	@script/build

help:
	@echo 'make           build build/tcplens, optimised'
	@echo 'make demo      capture a small exchange on the loopback interface and explain it'
	@echo 'make check     the whole test suite'
	@echo 'make lint      static analysis, layout, and the rules of the tree'
	@echo 'make fuzz      fuzz every decoder for a minute'
	@echo 'make golden    compare with the golden stories, and show what differs'
	@echo 'make bench     measure, on a capture made here'
	@echo 'make format    lay out the sources'
	@echo 'make install   meson install'
	@echo 'make package   Debian packages, in build-package/'
	@echo 'make clean     remove what all of these made'

check:
	@script/test

lint:
	@script/test lint tree

fuzz:
	@script/fuzz all 60

golden: all
	@meson test -C build --suite golden --print-errorlogs

bench:
	@bench/run

demo:
	@script/demo

format:
	@script/format

install: all
	@meson install -C build

package:
	@script/package

clean:
	@rm -rf build build-asan build-fuzz build-test build-package
